import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Environments } from '../catalog/environments.ts';
import { control } from '../catalog/fixture.ts';
import { compileControl } from '../catalog/judge.ts';
import { standardModel } from '../catalog/model.ts';
import type { Population } from '../model/evidence.ts';
import type { Fact } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { ScanStore } from '../store/scan-store.ts';
import { evaluate } from './evaluate.ts';

const environments = new Environments(standardModel);
const scanTime = new Date('2026-11-22T10:00:00Z');

function notebook(uid: string, facts: Record<string, Fact>): Resource {
  return {
    uid,
    kind: 'ml.notebook',
    nativeType: 'T',
    provider: 'aws',
    account: '1',
    region: 'r',
    name: uid,
    parts: [],
    facts,
    links: {},
  };
}

let store: ScanStore;
beforeEach(async () => {
  store = await ScanStore.open(':memory:', 's');
});
afterEach(() => store.close());

/** Judges what is in the store by one expression. */
async function findings(
  pass: string,
  more: { signal?: AbortSignal; onFinding?: () => void; frameworksOf?: () => Record<string, string[]> } = {},
): Promise<Finding[]> {
  const judged = { ...control(pass), native: { hub: ['rule'] } };
  const compiled = [compileControl(judged, 'ml.notebook', environments)];
  const out: Finding[] = [];
  await evaluate({
    store,
    catalog: {
      forKind: (kind) => (kind === 'ml.notebook' ? compiled : []),
      frameworksOf: more.frameworksOf ?? (() => ({})),
    },
    scanTime,
    referredKinds: new Set(),
    accountNames: new Map([['1', 'prod']]),
    onFinding: (finding) => {
      out.push(finding);
      more.onFinding?.();
    },
    ...(more.signal ? { signal: more.signal } : {}),
  });
  return out;
}

/** A notebook whose disk's key was not read, in the call of this number. */
function unreadKey(evidence: number, errorCode: string): Record<string, Fact> {
  const key = { $missing: { reason: 'access-denied', errorCode, evidence } };
  return { stores: { value: [{ name: 'volume', key }], from: [] } };
}

describe('the state of a finding', () => {
  const pass = 'stores.all(s, s.key != "none")';
  const hashOf = async (facts: Record<string, Fact>) => {
    const own = await ScanStore.open(':memory:', 's');
    const kept = store;
    store = own;
    own.addResource(notebook('n', facts));
    const [finding] = await findings(pass);
    own.close();
    store = kept;
    return finding?.stateHash;
  };

  it('is the same however the calls were numbered', async () => {
    expect(await hashOf(unreadKey(7, 'Denied'))).toBe(await hashOf(unreadKey(42, 'Denied')));
  });

  it('is another one where the cause is another', async () => {
    expect(await hashOf(unreadKey(7, 'Denied'))).not.toBe(await hashOf(unreadKey(7, 'Throttled')));
  });

  it('is another one where a value is', async () => {
    const known = (key: string): Record<string, Fact> => ({ stores: { value: [{ name: 'volume', key }], from: [] } });
    expect(await hashOf(known('provider'))).not.toBe(await hashOf(known('customer')));
  });
});

describe('results of native rules', () => {
  const add = (subject: string, rule = 'rule') =>
    store.addNative({ source: 'hub', rule, subject, status: 'fail', evidence: 1 });
  it.each<[string, () => void, number]>([
    ['none in the scan', () => undefined, 0],
    ['one on the resource', () => add('n'), 1],
    ['one on a part of it', () => add('part'), 1],
    ['one on another', () => add('m'), 0],
    ['one of another rule', () => add('n', 'other'), 0],
  ])('%s', async (_name, arrange, count) => {
    store.addResource({ ...notebook('n', { rootAccess: { value: false, from: [] } }), parts: ['part'] });
    arrange();
    const [finding] = await findings('!rootAccess');
    expect(finding?.native).toHaveLength(count);
    expect(finding?.native.every((one) => one.agrees === false)).toBe(true);
  });
});

describe('a list that was not read to its end', () => {
  const population = (endReached: boolean) =>
    ({
      evidence: [],
      provider: 'aws',
      account: '1',
      region: 'r',
      collector: 'c',
      kind: 'ml.notebook',
      nativeType: 'T',
      operation: 's:List',
      endReached,
      bounded: false,
      missing: endReached ? [] : [{ reason: 'access-denied', operation: 's:List', errorCode: 'Denied' }],
    }) as unknown as Population; // what evaluation looks at
  it.each<[boolean, number]>([
    [true, 0],
    [false, 1],
  ])('(end reached: %s) gives %i scope findings', async (endReached, count) => {
    store.addPopulation(population(endReached));
    const found = await findings('!rootAccess');
    expect(found).toHaveLength(count);
    for (const one of found) {
      expect(one).toMatchObject({ verdict: 'unknown', population: { operation: 's:List', collector: 'c' } });
      expect(one.reason).toContain('s:List answered Denied');
    }
  });
});

describe('a kind without a list of its own', () => {
  it('says that it is references that were lost, where a list that refers to it was', async () => {
    const refers = { provider: 'aws', account: '1', region: 'r', collector: 'c', kind: 'ml.notebook' } as const;
    const missing = [{ reason: 'access-denied', operation: 's:List', errorCode: 'Denied' }];
    store.addPopulation({
      ...refers,
      evidence: [],
      endReached: false,
      bounded: false,
      missing,
    } as unknown as Population); // what evaluation looks at
    const compiled = [compileControl({ ...control('!admin'), native: {} }, 'identity.principal', environments)];
    const found: Finding[] = [];
    await evaluate({
      store,
      catalog: { forKind: (kind) => (kind === 'identity.principal' ? compiled : []), frameworksOf: () => ({}) },
      scanTime,
      referredKinds: new Set(['aws|identity.principal']),
      accountNames: new Map(),
      onFinding: (finding) => found.push(finding),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ verdict: 'unknown', population: { operation: 's:List', references: true } });
    expect(found[0]?.reason).toBe(
      'which workload identities are referred to could not be told to the end: s:List answered Denied',
    );
  });
});

describe('many resources', () => {
  const count = 4000;
  beforeEach(() => {
    for (let index = 0; index < count; index += 1)
      store.addResource(notebook(`n${index}`, { rootAccess: { value: index % 2 === 0, from: [] } }));
  });

  it('are judged while everything else has its turn', async () => {
    let turns = 0;
    let over = false;
    const tick = () => {
      turns += 1;
      if (!over) setImmediate(tick);
    };
    tick();
    const found = await findings('!rootAccess');
    over = true;
    expect(found).toHaveLength(count);
    expect(turns).toBeGreaterThan(2);
  });

  it('are left when the scan is stopped', async () => {
    const stop = new AbortController();
    let judged = 0;
    const onFinding = () => {
      judged += 1;
      if (judged === 10) stop.abort();
    };
    await expect(findings('!rootAccess', { signal: stop.signal, onFinding })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(judged).toBeLessThan(count);
  });

  it('share what is said of their control', async () => {
    let asked = 0;
    const frameworksOf = () => {
      asked += 1;
      return { soc2: ['CC6.1'] };
    };
    const found = await findings('!rootAccess', { frameworksOf });
    expect(found.every((one) => one.frameworks.soc2?.[0] === 'CC6.1')).toBe(true);
    expect(asked).toBe(1);
  });
});
