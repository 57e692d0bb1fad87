import type { Change, Notice } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Provider, Severity } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { eventText, factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { requirementIds } from './requirements.ts';
import { bounded, clip, clipBytes, jsonOf } from './text.ts';

/**
 * Event of Google SecOps' Unified Data Model, as proto JSON. A generic event: the types for scans want a machine that
 * was scanned, and a setting in a cloud is none.
 *
 * @see https://cloud.google.com/chronicle/docs/reference/udm-field-list
 */
export const udm: Format = {
  name: 'udm',
  about: 'Google SecOps Unified Data Model events, one a line',
  versions: formatVersions.udm,
  extension: 'udm.ndjson',
  mediaType: 'application/x-ndjson',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => jsonOf(findingEvent(change, context)),
      (notice) => jsonOf(noticeEvent(notice, context)),
    ),
};

const severities: Record<Severity, string> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFORMATIONAL',
};

const environments: Partial<Record<Provider, string>> = {
  aws: 'AMAZON_WEB_SERVICES',
  azure: 'MICROSOFT_AZURE',
  gcp: 'GOOGLE_CLOUD_PLATFORM',
};

function findingEvent(change: Change, context: FormatContext): Json {
  const { finding, previous } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  const control = context.controls.get(finding.control);
  const about = {
    key: finding.key,
    verdict: facts.verdict,
    ...(previous ? { previous_verdict: previous.verdict } : {}),
    change: facts.status,
    closed: String(facts.closed),
    resource_name: resource.name,
    kind: resource.kind,
    state_hash: finding.stateHash,
    first_seen: finding.firstSeen,
    requirements: requirementIds(finding).slice(0, 500).join(','),
    ...(facts.waiver ? { waiver: `${facts.waiver.owner} until ${facts.waiver.until}: ${facts.waiver.reason}` } : {}),
  };
  return {
    ...head(context, context.scanTime, 'finding', facts.uid, eventText(change, facts)),
    target: targetOf(resource, resource),
    securityResult: [
      {
        // Only what fails violates a policy. The model has no word for a verdict: no action is told, none was taken.
        ...(facts.verdict === 'fail' && !facts.closed ? { category: ['POLICY_VIOLATION'] } : {}),
        categoryDetails: [clip(control?.family ?? 'control', 256)],
        severity: severities[facts.severity],
        severityDetails: finding.severity,
        ruleId: clip(finding.control, 256),
        ruleName: clip(finding.title, 1024),
        ruleSet: 'plumbline',
        ruleVersion: clip(context.catalogVersion, 64),
        summary: clip(`${facts.verdict}: ${finding.title}`, 1024),
        description: clip(facts.reason, 8192),
        detectionFields: [
          ...Object.entries(about).map(([key, value]) => ({ key, value: clip(value, 2048) })),
          ...finding.observed.slice(0, 40).map((one) => ({
            key: clip(`observed.${one.fact}`, 256),
            value: one.value === undefined ? 'not known' : clip(bounded(one.value), 2048),
          })),
          ...finding.missing.slice(0, 40).map((one) => ({
            key: clip(`missing.${one.fact}`, 256),
            value: clip([one.reason, one.operation, one.errorCode, one.permission].filter(Boolean).join(' '), 2048),
          })),
        ],
      },
    ],
    additional: additionalOf(context),
  };
}

function noticeEvent(notice: Notice, context: FormatContext): Json {
  const text = noticeText(notice, context);
  const isGap = notice.type === 'gap';
  return {
    ...head(context, notice.at, isGap ? 'gap' : `scan-${notice.state}`, noticeUid(notice, context), text),
    ...(isGap
      ? {
          target: targetOf(notice.gap, {
            uid: `${notice.gap.provider}:${notice.gap.account}:${notice.gap.region}`,
            nativeType: 'scope',
            accountName: notice.gap.account,
          }),
        }
      : {}),
    securityResult: [
      {
        severity: severities[noticeSeverity(notice)],
        ruleId: isGap ? 'coverage' : `scan-${notice.state}`,
        summary: clip(isGap ? 'Plumbline could not see everything' : `Plumbline scan ${notice.state}`, 1024),
        description: clip(text, 8192),
        ...(isGap
          ? {
              detectionFields: [
                { key: 'key', value: gapKey(notice) },
                { key: 'verdict', value: 'unknown' },
                { key: 'reason', value: notice.gap.reason },
                { key: 'permission', value: clip(notice.gap.permission, 2048) },
              ],
            }
          : {}),
      },
    ],
    additional: additionalOf(context),
  };
}

/** Lengths as the guide to the model has them, in bytes. */
function head(context: FormatContext, at: string, type: string, uid: string, text: string): { [key: string]: Json } {
  return {
    metadata: {
      eventTimestamp: at,
      eventType: 'GENERIC_EVENT',
      vendorName: 'Plumbline',
      productName: 'Plumbline',
      productVersion: clipBytes(context.version, 32),
      productEventType: type,
      productLogId: uid,
      description: clipBytes(text, 1024),
    },
  };
}

/** The account is what the resource lies in; a cloud's project of its own field is out of use. */
function targetOf(
  { provider, account, region }: { provider: Provider; account: string; region: string },
  { uid, nativeType, accountName }: { uid: string; nativeType: string; accountName: string },
): Json {
  const environment = environments[provider];
  return {
    ...(region === 'global' || region === '' ? {} : { location: { name: clip(region, 256) } }),
    ...(environment ? {} : { application: 'MLflow' }),
    resource: {
      name: clip(uid, 4096),
      productObjectId: clip(uid, 4096),
      resourceSubtype: clip(nativeType, 256),
      ...(environment ? { attribute: { cloud: { environment } } } : {}),
    },
    resourceAncestors: [
      {
        name: clip(accountName, 512),
        productObjectId: clip(account, 512),
        ...(environment ? { resourceType: 'CLOUD_PROJECT' } : {}),
      },
    ],
  };
}

function additionalOf({ scan, organisation, simulated }: FormatContext): Json {
  return { scan: clip(scan, 256), organisation: clip(organisation, 512), simulated };
}
