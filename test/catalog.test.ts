import { describe, expect, it } from 'vitest';
import { providers } from '../providers/index.ts';
import { runCases } from '../src/catalog/index.ts';
import { openCatalog } from '../src/cli/wiring.ts';

/** The catalog as the command line opens it. */
const catalog = await openCatalog({}, []);
const names = Object.keys(providers) as (keyof typeof providers)[]; // the keys of a literal are exactly its type's
const live = catalog.controls.filter((one) => one.deprecated === undefined);

describe('the catalog that ships', () => {
  it('loads, with controls enough to be worth a scan', () => {
    expect(live.length).toBeGreaterThanOrEqual(40);
    expect(catalog.frameworks.map(({ id }) => id)).toEqual(expect.arrayContaining(['soc2', 'hipaa', 'nist-800-53-r5']));
  });

  it('does what every case says', () => {
    const results = runCases(catalog);
    expect(results.filter((one) => !one.passed)).toEqual([]);
    const tested = new Set(results.map((one) => one.control));
    expect(live.filter(({ id }) => !tested.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('has a pass, a fail and a case of not knowing for every control', () => {
    const results = runCases(catalog);
    const lacking = live.filter(({ id }) =>
      ['pass', 'fail', 'unknown'].some(
        (verdict) => !results.some((one) => one.control === id && one.expected === verdict),
      ),
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  it.each(names)('says for every control what to do on %s, where it can fail there', async (name) => {
    const { collectors, support } = await providers[name]();
    const read = new Set<string>([...collectors, ...support].map((one) => one.kind));
    const silent = live.filter((one) => catalog.kindsOf(one.id).some((kind) => read.has(kind)) && !one.fix[name]?.text);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('names sources on the web only', () => {
    const odd = live.filter(
      (one) => one.sources.length === 0 || one.sources.some((url) => !url.startsWith('https://')),
    );
    expect(odd.map(({ id }) => id)).toEqual([]);
  });
});

describe('what is read', () => {
  it.each(names)('of %s is judged: every kind that is listed has a control', async (name) => {
    const { collectors } = await providers[name]();
    const unjudged = [...new Set(collectors.map((one) => one.kind))].filter(
      (kind) => catalog.forKind(kind).length === 0,
    );
    // Alarms and private endpoints are read for what refers to them.
    expect(unjudged.filter((kind) => !['monitor.alarm', 'net.private_endpoint'].includes(kind))).toEqual([]);
  });
});
