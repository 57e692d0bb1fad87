import type { Change, Notice } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { eventText, factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { uuidOf } from './ids.ts';
import { formatVersions } from './names.ts';
import { remediationOf } from './remediation.ts';
import { requirementIds } from './requirements.ts';
import { ecsSeverity } from './severity.ts';
import { bounded, clip, jsonOf } from './text.ts';

/**
 * Elastic Common Schema. What the schema has no field for: `resource.*` and `result.*` as Elastic's own pages of
 * posture findings read them, and `plumbline.*`.
 *
 * @see https://www.elastic.co/docs/reference/ecs
 */
export const ecs: Format = {
  name: 'ecs',
  about: 'Elastic Common Schema, one document a line',
  versions: formatVersions.ecs,
  extension: 'ecs.ndjson',
  mediaType: 'application/x-ndjson',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => jsonOf(findingDocument(change, context)),
      (notice) => jsonOf(noticeDocument(notice, context)),
    ),
};

const outcomes: Record<Verdict, string> = {
  pass: 'success',
  fail: 'failure',
  unknown: 'unknown',
  manual: 'unknown',
  'not-applicable': 'unknown',
};

const evaluations: Record<Verdict, string> = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'unknown',
  manual: 'unknown',
  'not-applicable': 'unknown',
};

function findingDocument(change: Change, context: FormatContext): Json {
  const { finding, previous } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  const control = context.controls.get(finding.control);
  const reference = remediationOf(control, resource.provider)?.references[0] ?? control?.sources[0];
  return {
    ...base(context, context.scanTime, eventText(change, facts)),
    event: {
      kind: 'state',
      category: ['configuration'],
      type: ['info'],
      outcome: outcomes[facts.verdict],
      id: facts.uid,
      code: clip(finding.control, 1024),
      action: 'posture-check',
      dataset: 'plumbline.findings',
      module: 'plumbline',
      provider: 'plumbline',
      severity: ecsSeverity[facts.severity],
      created: context.scanTime,
      start: finding.firstSeen,
      reason: clip(facts.reason, 8192),
    },
    ...cloudOf(resource),
    rule: {
      id: clip(finding.control, 1024),
      uuid: uuidOf(`control:${finding.control}`),
      name: clip(finding.title, 1024),
      description: clip(control?.why ?? finding.title, 8192),
      category: clip(control?.family ?? 'control', 1024),
      ruleset: 'plumbline',
      version: clip(context.catalogVersion, 1024),
      ...(reference ? { reference: clip(reference, 2048) } : {}),
    },
    resource: {
      id: clip(resource.uid, 8192),
      name: clip(resource.name, 1024),
      type: clip(resource.kind, 1024),
      sub_type: clip(resource.nativeType, 1024),
    },
    result: { evaluation: evaluations[facts.verdict] },
    plumbline: {
      finding_key: finding.key,
      verdict: facts.verdict,
      ...(previous ? { previous_verdict: previous.verdict } : {}),
      severity: finding.severity,
      change: facts.status,
      closed: facts.closed,
      state_hash: finding.stateHash,
      controls: requirementIds(finding).slice(0, 500),
      first_seen: finding.firstSeen,
      last_seen: finding.lastSeen,
      ...evidenceOf(finding),
      ...(finding.population ? { population: { ...finding.population } } : {}),
      ...(facts.waiver
        ? {
            waiver: {
              owner: clip(facts.waiver.owner, 1024),
              reason: clip(facts.waiver.reason, 8192),
              until: facts.waiver.until,
            },
          }
        : {}),
    },
  };
}

/** Values as JSON text: facts of one name differ in type from kind to kind, and an index takes one type a field. */
function evidenceOf({ observed, missing }: Finding): { [key: string]: Json } {
  return {
    observed: observed.slice(0, 40).map((one) => ({
      fact: clip(one.fact, 256),
      ...(one.value === undefined ? {} : { value: clip(bounded(one.value), 8192) }),
      operations: [...new Set(one.from.map((source) => clip(source.operation, 256)))].slice(0, 40),
    })),
    missing: missing.slice(0, 40).map((one) => ({
      fact: clip(one.fact, 256),
      reason: one.reason,
      ...(one.operation ? { operation: clip(one.operation, 256) } : {}),
      ...(one.errorCode ? { error_code: clip(one.errorCode, 256) } : {}),
      ...(one.permission ? { permission: clip(one.permission, 256) } : {}),
    })),
  };
}

function noticeDocument(notice: Notice, context: FormatContext): Json {
  const text = noticeText(notice, context);
  const isGap = notice.type === 'gap';
  return {
    ...base(context, notice.at, text),
    event: {
      kind: isGap ? 'state' : 'event',
      category: ['configuration'],
      type: ['info'],
      outcome: isGap || notice.state === 'started' || notice.state === 'incomplete' ? 'unknown' : outcomeOf(notice),
      id: noticeUid(notice, context),
      action: isGap ? 'posture-gap' : `scan-${notice.state}`,
      dataset: isGap ? 'plumbline.gaps' : 'plumbline.scans',
      module: 'plumbline',
      provider: 'plumbline',
      severity: ecsSeverity[noticeSeverity(notice)],
      created: notice.at,
      reason: clip(text, 8192),
    },
    ...(isGap ? cloudOf({ ...notice.gap, accountName: notice.gap.account }) : {}),
    plumbline: isGap
      ? {
          gap_key: gapKey(notice),
          verdict: 'unknown',
          operation: clip(notice.gap.operation, 256),
          reason: notice.gap.reason,
          error_code: clip(notice.gap.errorCode, 256),
          permission: clip(notice.gap.permission, 256),
          calls: notice.gap.calls,
          verdicts: notice.gap.verdicts,
        }
      : { scan_state: notice.state, findings: context.findings, resources: context.resources, gaps: context.gaps },
  };
}

function outcomeOf({ state }: Extract<Notice, { type: 'scan' }>): string {
  return state === 'finished' ? 'success' : 'failure';
}

function base(context: FormatContext, time: string, message: string): { [key: string]: Json } {
  return {
    '@timestamp': time,
    ecs: { version: '9.4.0' },
    message: clip(message, 8192),
    tags: context.simulated ? ['ml-posture', 'simulated-estate'] : ['ml-posture'],
    labels: { scan_id: clip(context.scan, 256), simulated: String(context.simulated) },
    organization: { name: clip(context.organisation, 1024) },
    observer: { vendor: 'Plumbline', product: 'Plumbline', type: 'scanner', version: context.version },
  };
}

function cloudOf({
  provider,
  region,
  account,
  accountName,
}: Pick<Finding['resource'], 'provider' | 'region' | 'account' | 'accountName'>): { [key: string]: Json } {
  // A server of MLflow is no cloud.
  if (provider === 'mlflow') return { host: { name: clip(account, 1024) } };
  const id = clip(account, 1024);
  const name = clip(accountName, 1024);
  return {
    cloud: {
      provider,
      region: clip(region, 256),
      account: { id, name },
      ...(provider === 'gcp' ? { project: { id, name } } : {}),
    },
  };
}
