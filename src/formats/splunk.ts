import type { Change, Notice } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { FormatContext } from './context.ts';
import { epochMs, factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { remediationOf } from './remediation.ts';
import { requirementIds } from './requirements.ts';
import { cimSeverity } from './severity.ts';
import { bounded, clip, jsonOf } from './text.ts';

/**
 * Event of Splunk's HTTP Event Collector, with the fields of the Common Information Model's Alerts.
 *
 * @see https://help.splunk.com/en/data-management/common-information-model/6.0/data-models/alerts
 */
export const splunk: Format = {
  name: 'splunk',
  about: 'Splunk HTTP Event Collector events with CIM fields, one a line',
  versions: formatVersions.splunk,
  extension: 'splunk.ndjson',
  mediaType: 'application/x-ndjson',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => jsonOf(findingEvent(change, context)),
      (notice) => jsonOf(noticeEvent(notice, context)),
    ),
};

function findingEvent(change: Change, context: FormatContext): Json {
  const { finding, previous } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  const control = context.controls.get(finding.control);
  const fix = remediationOf(control, resource.provider);
  const severity = cimSeverity[facts.severity];
  return envelope(context, 'finding', context.scanTime, `${resource.provider}/${resource.account}`, {
    event: {
      // What passes is no alert: saved searches take the others.
      type: facts.verdict === 'pass' || facts.verdict === 'not-applicable' || facts.closed ? 'event' : 'alert',
      id: facts.uid,
      signature: clip(finding.title, 1024),
      signature_id: clip(finding.control, 256),
      severity,
      vendor_severity: finding.severity,
      subject: clip(finding.title, 1024),
      description: clip(facts.reason, 4096),
      dest: clip(resource.uid, 2048),
      dest_name: clip(resource.name, 512),
      dest_type: clip(resource.nativeType, 256),
      vendor_account: clip(resource.account, 512),
      vendor_region: clip(resource.region, 256),
      verdict: facts.verdict,
      ...(previous ? { previous_verdict: previous.verdict } : {}),
      change: facts.status,
      closed: facts.closed,
      ...(facts.waiver
        ? { waiver: { ...facts.waiver, owner: clip(facts.waiver.owner, 256), reason: clip(facts.waiver.reason, 1024) } }
        : {}),
      finding_key: finding.key,
      state_hash: finding.stateHash,
      kind: resource.kind,
      cloud: resource.provider,
      account_name: clip(resource.accountName, 512),
      first_seen: finding.firstSeen,
      last_seen: finding.lastSeen,
      requirements: requirementIds(finding).slice(0, 500),
      ...(fix ? { remediation: clip(fix.text, 1024), ...(fix.references[0] ? { url: fix.references[0] } : {}) } : {}),
      observed: finding.observed.slice(0, 20).map((one) => ({
        fact: clip(one.fact, 256),
        value: one.value === undefined ? null : clip(bounded(one.value), 1024),
      })),
      missing: finding.missing.slice(0, 20).map(({ fact, reason, operation, errorCode, permission }) => ({
        fact: clip(fact, 256),
        reason,
        ...(operation ? { operation: clip(operation, 256) } : {}),
        ...(errorCode ? { error_code: clip(errorCode, 256) } : {}),
        ...(permission ? { permission: clip(permission, 256) } : {}),
      })),
      ...(finding.population ? { population: clip(finding.population.operation, 256) } : {}),
    },
    fields: {
      finding_key: finding.key,
      event_uid: facts.uid,
      control: clip(finding.control, 256),
      verdict: facts.verdict,
      severity,
      change: facts.status,
    },
  });
}

function noticeEvent(notice: Notice, context: FormatContext): Json {
  const uid = noticeUid(notice, context);
  const severity = cimSeverity[noticeSeverity(notice)];
  const isGap = notice.type === 'gap';
  const host = isGap ? `${notice.gap.provider}/${notice.gap.account}` : 'plumbline';
  return envelope(context, isGap ? 'gap' : 'scan', notice.at, host, {
    event: {
      type: severity === 'informational' ? 'event' : 'alert',
      id: uid,
      signature: isGap ? 'Plumbline could not see everything' : `Plumbline scan ${notice.state}`,
      signature_id: isGap ? 'coverage' : `scan-${notice.state}`,
      severity,
      description: clip(noticeText(notice, context), 4096),
      ...(isGap
        ? {
            verdict: 'unknown',
            dest: clip(host, 2048),
            vendor_account: clip(notice.gap.account, 512),
            vendor_region: clip(notice.gap.region, 256),
            gap_key: gapKey(notice),
            operation: clip(notice.gap.operation, 256),
            reason: notice.gap.reason,
            error_code: clip(notice.gap.errorCode, 256),
            permission: clip(notice.gap.permission, 256),
            calls: notice.gap.calls,
            verdicts: notice.gap.verdicts,
          }
        : { findings: context.findings, resources: context.resources, gaps: context.gaps }),
    },
    fields: { event_uid: uid, severity, ...(isGap ? { gap_key: gapKey(notice) } : {}) },
  });
}

/** The collector takes epoch seconds; `fields` are indexed, so that resent events can be told by their uid. */
function envelope(
  context: FormatContext,
  what: 'finding' | 'gap' | 'scan',
  at: string,
  host: string,
  { event, fields }: { event: { [key: string]: Json }; fields: { [key: string]: Json } },
): Json {
  const { index, source } = context.settings.splunk ?? {};
  return {
    time: epochMs(at, context.scanTime) / 1000,
    host: clip(host, 256),
    source: source ?? 'plumbline',
    sourcetype: `plumbline:${what}`,
    ...(index ? { index } : {}),
    event: {
      app: 'Plumbline',
      ...event,
      scan: clip(context.scan, 256),
      organisation: clip(context.organisation, 512),
      simulated: context.simulated,
    },
    fields: { ...fields, simulated: String(context.simulated) },
  };
}
