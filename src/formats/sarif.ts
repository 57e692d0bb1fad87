import type { Change, EventStatus, Notice } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { factsOf, noticeText } from './facts.ts';
import type { Format } from './format.ts';
import { uuidOf } from './ids.ts';
import { formatVersions } from './names.ts';
import { message, sarifTaxonomies, sarifTool } from './sarif-tool.ts';
import { sarifLevel } from './severity.ts';
import { bounded, clip, jsonOf } from './text.ts';

/**
 * Static Analysis Results Interchange Format. The rules come first, from the catalog of the scan; results are written
 * as they come.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export const sarif: Format = {
  name: 'sarif',
  about: 'SARIF 2.1.0, for code scanning pages and IDEs',
  versions: formatVersions.sarif,
  extension: 'sarif',
  mediaType: 'application/sarif+json',
  kind: 'document',
  writer(context) {
    const rules = [...context.controls.keys()].sort();
    const indexOf = new Map(rules.map((id, index) => [id, index]));
    const notifications: Json[] = [];
    let isFirst = true;
    let failed = context.outcome.state !== 'complete';
    return {
      open: () =>
        `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":${jsonOf(sarifTool(context, rules))},"taxonomies":${jsonOf(sarifTaxonomies(context))},"automationDetails":${jsonOf(automation(context))},"originalUriBaseIds":{"CLOUDROOT":{"description":{"text":"Virtual root: resources of a cloud have no file"}}},"columnKind":"utf16CodeUnits","results":[`,
      event(change) {
        const separator = isFirst ? '\n' : ',\n';
        isFirst = false;
        return separator + jsonOf(resultOf(change, context, indexOf));
      },
      notice(notice) {
        if (notice.type === 'scan' && notice.state === 'failed') failed = true;
        notifications.push(notificationOf(notice, context));
        return '';
      },
      close: () => `\n],"invocations":[${jsonOf(invocation(context, failed, notifications))}]}]}\n`,
    };
  },
};

/** Only a failure has a level (section 3.27.10); what was not judged asks for a person. */
const kinds: Record<Verdict, string> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'review',
  manual: 'open',
  'not-applicable': 'notApplicable',
};

const baselines: Partial<Record<EventStatus, string>> = {
  new: 'new',
  changed: 'updated',
  resolved: 'updated',
  blind: 'updated',
  still: 'unchanged',
  gone: 'absent',
};

function resultOf(change: Change, context: FormatContext, indexOf: ReadonlyMap<string, number>): Json {
  const { finding, previous } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  const ruleIndex = indexOf.get(finding.control);
  const baselineState = baselines[facts.status];
  const { waiver } = facts;
  return {
    ruleId: clip(finding.control, 256),
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    kind: kinds[facts.verdict],
    level: facts.verdict === 'fail' ? sarifLevel[finding.severity] : 'none',
    message: { text: message(`${resource.name}: ${facts.reason}`) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: virtualPath(resource), uriBaseId: 'CLOUDROOT' } },
        logicalLocations: [
          {
            name: clip(resource.name, 1024),
            fullyQualifiedName: clip(resource.uid, 4096),
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'plumbline/findingKey/v1': finding.key },
    guid: uuidOf(facts.uid),
    correlationGuid: uuidOf(finding.key),
    ...(baselineState ? { baselineState } : {}),
    ...(waiver
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: message(`${waiver.owner} until ${waiver.until}: ${waiver.reason}`),
            },
          ],
        }
      : {}),
    provenance: {
      firstDetectionTimeUtc: finding.firstSeen,
      lastDetectionTimeUtc: facts.status === 'gone' ? finding.lastSeen : context.scanTime,
    },
    properties: {
      verdict: facts.verdict,
      severity: finding.severity,
      change: facts.status,
      stateHash: finding.stateHash,
      kind: resource.kind,
      nativeType: resource.nativeType,
      provider: resource.provider,
      account: resource.account,
      accountName: resource.accountName,
      region: resource.region,
      ...(previous ? { previousVerdict: previous.verdict } : {}),
      ...(finding.population ? { list: finding.population.operation } : {}),
      observed: finding.observed
        .slice(0, 40)
        .map(({ fact, value }) => `${fact}: ${value === undefined ? 'not known' : clip(bounded(value), 1024)}`),
      missing: finding.missing
        .slice(0, 40)
        .map(({ fact, reason, operation, errorCode }) =>
          [fact, reason, operation, errorCode].filter(Boolean).join(' '),
        ),
    },
  };
}

/** A relative reference that stays below its root, whatever a resource is called. */
function virtualPath({ provider, account, region, uid }: Finding['resource']): string {
  return [provider, account, region, ...clip(uid, 2048).split('/')]
    .filter((one) => one !== '')
    .map((one) => encodeURIComponent(/^\.+$/.test(one) ? `_${one}` : one.toWellFormed()))
    .join('/');
}

function automation({ organisation, scan }: FormatContext): Json {
  return { id: `plumbline/${encodeURIComponent(clip(organisation, 256))}/`, guid: uuidOf(`scan:${scan}`) };
}

function notificationOf(notice: Notice, context: FormatContext): Json {
  const isGap = notice.type === 'gap';
  const level = isGap || notice.state === 'incomplete' ? 'warning' : notice.state === 'failed' ? 'error' : 'note';
  return {
    descriptor: { id: isGap ? 'coverage' : `scan-${notice.state}` },
    level,
    timeUtc: notice.at,
    message: {
      text: message(
        isGap
          ? `${notice.gap.provider} ${notice.gap.account} ${notice.gap.region}: ${noticeText(notice, context)}`
          : noticeText(notice, context),
      ),
    },
  };
}

function invocation(context: FormatContext, failed: boolean, notifications: Json[]): Json {
  return {
    executionSuccessful: !failed,
    startTimeUtc: context.startedAt,
    endTimeUtc: context.endedAt,
    ...(context.outcome.reason ? { exitCodeDescription: clip(context.outcome.reason, 1024) } : {}),
    toolExecutionNotifications: notifications,
    properties: { scan: context.scan, organisation: context.organisation, simulated: context.simulated },
  };
}
