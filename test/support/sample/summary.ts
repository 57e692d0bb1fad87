import type { Gap, Population } from '../../../src/model/evidence.ts';
import { sha256 } from '../../../src/model/identity.ts';
import type { NativeSource, ScanSummary } from '../../../src/model/scan-summary.ts';
import { sampleControls } from './controls.ts';
import { organisation } from './estate.ts';
import { sampleFrameworks } from './frameworks.ts';
import { type Plan, type PlannedList, requestId, startedAt, timeOf } from './plan.ts';
import { type EvidenceTally, type FindingTally, gapKey } from './tally.ts';

export function summaryOf(plan: Plan, tally: FindingTally, evidence: EvidenceTally): ScanSummary {
  const endedAt = timeOf(plan.calls.length).answeredAt;
  const { unknownBy: _, newFailures: __, findings, ...counts } = tally;
  return {
    format: 'plumbline-scan/1',
    scan: plan.scan,
    organisation,
    simulated: plan.options.simulated,
    version: '0.1.0',
    startedAt: new Date(startedAt).toISOString(),
    endedAt,
    scanTime: new Date(startedAt).toISOString(),
    scopes: plan.accounts.flatMap((one) =>
      one.regions.map((region) => ({
        provider: one.provider,
        account: one.account,
        accountName: one.accountName,
        region,
        identity: one.identity,
        services: ['all'],
        ...(one.provider === 'gcp' ? { note: 'Two of 40 locations hold <b>resources</b>, and are read' } : {}),
      })),
    ),
    services: [
      'sagemaker',
      'bedrock',
      's3',
      'iam',
      'machinelearningservices',
      'cognitiveservices',
      'aiplatform',
      'notebooks',
      'mlflow',
    ],
    identities: plan.accounts.map(({ provider, account, identity }) => ({ provider, account, identity })),
    catalog: {
      version: '2026.11',
      digest: sha256('sample catalog'),
      controls: sampleControls.map((one) => one.control),
      frameworks: sampleFrameworks,
    },
    counts: { resources: plan.resources.length, findings, ...counts },
    calls: {
      total: plan.calls.length,
      failed: evidence.failed,
      retried: Math.floor(plan.calls.length / 97),
      byOperation: evidence.byOperation,
    },
    populations: plan.lists.map(populationOf),
    gaps: gapsOf(plan, tally),
    native: nativeSources(plan),
    clockOffsetMs: plan.calls.length > 0 ? 412 : null,
    evidence: { answers: evidence.answers, bytes: evidence.bytes },
    previous: plan.options.previous ? previousOf(tally) : null,
    trend: plan.options.previous ? trendOf(plan.scan, endedAt, tally) : [],
    outcome: { state: 'complete', reason: '' },
  };
}

function populationOf(list: PlannedList): Population {
  const first = list.pages[0] ?? 0;
  const last = list.pages.at(-1) ?? 0;
  const failed = list.failure !== undefined;
  return {
    provider: list.account.provider,
    account: list.account.account,
    region: list.region,
    collector: `${list.account.provider}/${list.kind}`,
    kind: list.kind,
    nativeType: list.native.nativeType,
    operation: list.native.list,
    parameters: { MaxResults: 100 },
    pages: failed ? 0 : list.pages.length,
    items: list.resources.length,
    firstRequestId: list.failure === 'network' ? '' : requestId(first),
    lastRequestId: list.failure === 'network' ? '' : requestId(last),
    startedAt: timeOf(first).askedAt,
    endedAt: timeOf(last).answeredAt,
    endReached: !failed,
    bounded: list.kind === 'ml.training_job',
    note: list.kind === 'ml.training_job' ? 'The newest jobs of the last 90 days; older ones are not read.' : '',
    gone: list.resources.length > 200 ? 1 : 0,
    elsewhere: list.kind === 'ml.notebook' ? 2 : 0,
    missing: failed ? [missingOf(list)] : [],
    evidence: list.pages,
  };
}

function missingOf(list: PlannedList): Population['missing'][number] {
  if (list.failure === 'access-denied') {
    return {
      reason: 'access-denied',
      operation: list.native.list,
      errorCode: 'AccessDeniedException',
      permission: list.native.listPermission,
      evidence: list.pages[0] ?? 0,
    };
  }
  return {
    reason: 'network',
    operation: list.native.list,
    errorCode: 'ETIMEDOUT',
    detail: 'The region did not answer within 120 s, ten attempts.',
  };
}

function gapsOf(plan: Plan, tally: FindingTally): Gap[] {
  const gaps = new Map<string, Gap>();
  const add = (
    list: PlannedList,
    operation: string,
    gap: Pick<Gap, 'reason' | 'errorCode' | 'permission' | 'detail'>,
  ) => {
    const { provider, account } = list.account;
    const key = gapKey(provider, account, list.region, operation);
    const known = gaps.get(key) ?? {
      provider,
      account,
      region: list.region,
      operation,
      ...gap,
      calls: 0,
      verdicts: tally.unknownBy.get(key) ?? 0,
    };
    gaps.set(key, { ...known, calls: known.calls + 1 });
  };
  for (const list of plan.lists) {
    if (list.failure) {
      const { reason, errorCode = '', permission = '', detail = '' } = missingOf(list);
      add(list, list.native.list, { reason, errorCode, permission, detail });
    }
    for (const one of list.resources.filter((each) => each.denied)) {
      add(list, one.native.get, {
        reason: 'access-denied',
        errorCode: 'AccessDeniedException',
        permission: one.native.getPermission,
        detail: '',
      });
    }
  }
  return [...gaps.values()];
}

function nativeSources(plan: Plan): NativeSource[] {
  return plan.accounts.flatMap((one): NativeSource[] => {
    const [region = ''] = one.regions;
    const at = { account: one.account, region };
    if (one.provider === 'aws') {
      const config: NativeSource = { source: 'aws-config', ...at, state: 'read', detail: '', rules: 42, results: 1310 };
      const hub: NativeSource['state'] = one.accountName === 'ml-dev' ? 'not-enabled' : 'read';
      return [
        config,
        {
          source: 'aws-security-hub',
          ...at,
          state: hub,
          detail: hub === 'read' ? '' : 'Security Hub is not enabled in this account.',
          rules: hub === 'read' ? 28 : 0,
          results: hub === 'read' ? 904 : 0,
        },
      ];
    }
    if (one.provider === 'azure')
      return [{ source: 'defender', ...at, state: 'read', detail: '', rules: 19, results: 221 }];
    if (one.provider !== 'gcp') return [];
    return [
      {
        source: 'scc',
        ...at,
        state: 'not-readable',
        detail: 'securitycenter.findings.list was denied.',
        rules: 0,
        results: 0,
      },
    ];
  });
}

function previousOf(tally: FindingTally): ScanSummary['previous'] {
  const verdicts = {
    ...tally.verdicts,
    fail: Math.round(tally.verdicts.fail * 1.06),
    pass: Math.round(tally.verdicts.pass * 0.98),
  };
  return {
    scan: '01KB4D1H2Y6P0SAMPLE0SCAN000',
    endedAt: '2026-11-15T09:16:44.000Z',
    verdicts,
    newFailures: tally.newFailures,
    fixed: 9,
    changes: {
      byStatus: { new: tally.newFailures, changed: 31, resolved: 9, still: 4000, gone: 12, blind: 7 },
      blindBecause: { 'not-asked': 0, 'not-read': 5, 'cut-off': 0, 'not-judged': 0, unknown: 2 },
      newBecause: { 'not-asked': 0, 'not-read': 0, 'cut-off': 0, 'not-judged': 0 },
      newFailures: { critical: 0, high: tally.newFailures, medium: 0, low: 0, info: 0 },
    },
    scope: { onlyBefore: ['aws <b>left</b> (111122223333)'], onlyNow: [], catalog: null },
  };
}

/** Four scans, a week apart: it gets better. */
function trendOf(scan: string, endedAt: string, { verdicts }: FindingTally): NonNullable<ScanSummary['trend']> {
  return [3, 2, 1, 0].map((weeks) => ({
    scan: weeks === 0 ? scan : `01KB4D1H2Y6P0SAMPLE0SCAN00${weeks}`,
    endedAt: new Date(Date.parse(endedAt) - weeks * 7 * 86_400_000).toISOString(),
    verdicts: { ...verdicts, fail: Math.round(verdicts.fail * (1 + weeks * 0.06)) },
    scopeFindings: weeks === 2 ? 4 : 0,
    catalogDigest: weeks === 3 ? 'before' : 'now',
  }));
}
