import type { Population } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { findingKey, sha256 } from '../model/identity.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { Severity, Verdict } from '../model/verdict.ts';
import { ScanStore } from '../store/scan-store.ts';
import { type ScanSide, storedSide } from './side.ts';

/** For tests: what a made-up scan of the kinds `ml.notebook` (listed) and `identity.principal` (referred to) asked and found. */
export interface FixtureScan {
  scan: string;
  endedAt?: string;
  findings: readonly Finding[];
  populations?: readonly Population[];
  scopes?: ScanSummary['scopes'];
  controls?: readonly { id: string; applies_to: string[] }[];
  organisation?: string;
  selection?: string;
}

export interface FixtureFinding {
  control?: string;
  uid?: string;
  kind?: string;
  nativeType?: string;
  account?: string;
  region?: string;
  verdict?: Verdict;
  severity?: Severity;
  state?: string;
  population?: Finding['population'];
}

export function fixtureFinding(scan: string, one: FixtureFinding): Finding {
  const { control = 'NET-001', kind = 'ml.notebook', account = '1', region = 'r', verdict = 'fail' } = one;
  const { uid = 'a', severity = 'high', nativeType = 'Notebook', state = '' } = one;
  const key = findingKey(control, 'aws', account, region, uid);
  return {
    key,
    uid: sha256(`${key}\n${scan}`),
    scan,
    control,
    title: `title of ${control}`,
    severity,
    verdict,
    reason: 'because',
    resource: { uid, kind, nativeType, provider: 'aws', account, accountName: account, region, name: uid },
    observed: [{ fact: 'tags', value: { stateHash: 'x', '"stateHash":"': 'y' }, from: [] }],
    missing: [],
    native: [],
    frameworks: {},
    firstSeen: '2026-11-01T00:00:00.000Z',
    lastSeen: '2026-11-01T00:00:00.000Z',
    stateHash: sha256(`${verdict} ${severity} ${state}`),
    waiver: null,
    ...(one.population ? { population: one.population } : {}),
  };
}

/** A list that was read to its end, unless said otherwise. */
export function fixtureList(more: Partial<Population> = {}): Population {
  return {
    provider: 'aws',
    account: '1',
    region: 'r',
    collector: 'aws/sagemaker/notebook',
    kind: 'ml.notebook',
    nativeType: 'Notebook',
    operation: 'sagemaker:ListNotebookInstances',
    parameters: {},
    pages: 1,
    items: 1,
    firstRequestId: '',
    lastRequestId: '',
    startedAt: '',
    endedAt: '',
    endReached: true,
    bounded: false,
    note: '',
    gone: 0,
    elsewhere: 0,
    missing: [],
    evidence: [],
    ...more,
  };
}

export function fixtureScope(account = '1', services = ['sagemaker'], region = 'r'): ScanSummary['scopes'][number] {
  return { provider: 'aws', account, accountName: account, region, identity: '', services };
}

/** Stores a made-up scan that finished. */
export function storeFixture(store: ScanStore, one: FixtureScan): ScanSide {
  const { scan, findings, endedAt = '2026-11-01T00:00:00.000Z', organisation = 'Org' } = one;
  const mine = store.other(scan);
  mine.begin(organisation, endedAt, one.selection);
  for (const finding of findings) mine.addFinding(finding);
  const summary = fixtureSummary(one);
  mine.end('complete', endedAt, summary);
  const side = storedSide(mine);
  if (side === undefined) throw new Error('the fixture was not stored');
  return side;
}

export function fixtureSummary(one: FixtureScan): ScanSummary {
  const {
    findings,
    populations = [fixtureList()],
    scopes = [fixtureScope()],
    endedAt = '2026-11-01T00:00:00.000Z',
  } = one;
  const none = () => ({ fail: 0, unknown: 0, manual: 0, pass: 0, 'not-applicable': 0 });
  const counts = {
    resources: 0,
    findings: findings.length,
    verdicts: none(),
    bySeverity: { critical: none(), high: none(), medium: none(), low: none(), info: none() },
    scopeFindings: findings.filter(({ population }) => population).length,
    disagreements: 0,
  };
  for (const { verdict, severity } of findings) {
    counts.verdicts[verdict] += 1;
    counts.bySeverity[severity][verdict] += 1;
  }
  return {
    format: 'plumbline-scan/1',
    scan: one.scan,
    organisation: one.organisation ?? 'Org',
    version: '0',
    startedAt: endedAt,
    endedAt,
    scanTime: endedAt,
    simulated: true,
    scopes,
    services: [],
    identities: [],
    catalog: {
      version: '1',
      digest: sha256(JSON.stringify(one.controls ?? '')),
      controls: (one.controls ?? [
        { id: 'NET-001', applies_to: ['ml.notebook'] },
      ]) as ScanSummary['catalog']['controls'], // nothing else of them is looked at
      frameworks: [],
    },
    counts,
    calls: { total: 0, failed: 0, retried: 0, byOperation: {} },
    populations: [...populations],
    gaps: [],
    native: [],
    clockOffsetMs: null,
    evidence: { answers: 0, bytes: 0 },
    previous: null,
    outcome: { state: 'complete', reason: '' },
  };
}

export function openFixtureStore(path = ':memory:'): Promise<ScanStore> {
  return ScanStore.open(path, '');
}
