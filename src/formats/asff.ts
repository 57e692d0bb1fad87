import type { Change, Notice } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import { asffType } from './asff-types.ts';
import type { FormatContext } from './context.ts';
import { type EventFacts, factsOf, gapKey, noticeSeverity, noticeText } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { remediationOf } from './remediation.ts';
import { requirementIds } from './requirements.ts';
import { clip, jsonOf } from './text.ts';

/**
 * AWS Security Finding Format. A finding goes to the Security Hub of its own account and region; those of other clouds
 * go to the one that the settings name, and to none where they name none.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export const asff: Format = {
  name: 'asff',
  about: 'AWS Security Finding Format, one finding a line, for BatchImportFindings',
  versions: formatVersions.asff,
  extension: 'asff.ndjson',
  mediaType: 'application/x-ndjson',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => line(findingOf(change, context)),
      (notice) => (notice.type === 'gap' ? line(gapOf(notice, context)) : undefined),
    ),
};

/** What Security Hub takes of one finding; the fields below stay far within it. */
export const maxAsffBytes = 240 * 1024;

/**
 * By the vendor: NOT_AVAILABLE is a check that could not be performed, WARNING one that lacks information. What does
 * not apply is NOT_AVAILABLE, too, as it is in the vendor's own findings; the reason code tells the two apart.
 */
const complianceStatus: Record<Verdict, string> = {
  pass: 'PASSED',
  fail: 'FAILED',
  unknown: 'NOT_AVAILABLE',
  manual: 'WARNING',
  'not-applicable': 'NOT_AVAILABLE',
};

const types = ['Software and Configuration Checks/Industry and Regulatory Standards'];

interface Place {
  account: string;
  region: string;
  partition: string;
}

function findingOf(change: Change, context: FormatContext): Json | undefined {
  const { finding } = change;
  const { resource } = finding;
  const place = placeOf(resource, context);
  if (!place) return undefined;
  const facts = factsOf(change, context);
  const control = context.controls.get(finding.control);
  const fix = remediationOf(control, resource.provider);
  const url = fix?.references[0];
  const requirements = requirementIds(finding);
  return {
    ...head(place, finding.key, finding.control, context),
    FirstObservedAt: finding.firstSeen,
    LastObservedAt: facts.status === 'gone' ? finding.lastSeen : context.scanTime,
    CreatedAt: finding.firstSeen,
    UpdatedAt: context.scanTime,
    ...severityOf(facts.severity, finding.severity),
    Title: said(finding.title, 256),
    Description: said(`${resource.name}: ${facts.reason}. ${control?.why ?? ''}`.trim(), 1024),
    ...(fix
      ? { Remediation: { Recommendation: { Text: said(fix.text, 512), ...(url ? { Url: said(url, 2048) } : {}) } } }
      : {}),
    ProductFields: productFields(change, facts, context),
    Resources: [
      {
        Type: asffType(resource.nativeType, finding.population !== undefined),
        Id: said(resource.uid, 2048),
        Partition: place.partition,
        // The format has room for 16 characters; a longer name of another cloud is in ProductFields.
        ...(resource.region.length > 0 && resource.region.length <= 16 ? { Region: said(resource.region, 16) } : {}),
      },
    ],
    Compliance: {
      Status: complianceStatus[facts.verdict],
      SecurityControlId: said(finding.control, 256),
      StatusReasons: [{ ReasonCode: reasonCode(facts.verdict), Description: said(facts.reason, 2048) }],
      ...(requirements.length > 0
        ? {
            RelatedRequirements: requirements.slice(0, 32).map((one) => said(one, 256)),
            AssociatedStandards: Object.keys(finding.frameworks)
              .slice(0, 32)
              .map((one) => ({ StandardsId: said(`plumbline/${one}`, 256) })),
          }
        : {}),
    },
    // Closed is not archived: what passes now is shown as passed. Note and Workflow are the customer's: never sent.
    RecordState:
      facts.status === 'gone' || (facts.closed && facts.verdict === 'not-applicable') ? 'ARCHIVED' : 'ACTIVE',
  };
}

function gapOf(notice: Extract<Notice, { type: 'gap' }>, context: FormatContext): Json | undefined {
  const { gap } = notice;
  const place = placeOf(gap, context);
  if (!place) return undefined;
  const severity = noticeSeverity(notice);
  const text = noticeText(notice, context);
  return {
    ...head(place, gapKey(notice), 'coverage', context),
    CreatedAt: notice.at,
    UpdatedAt: notice.at,
    ...severityOf(severity, severity),
    Title: 'Plumbline could not see everything',
    Description: said(text, 1024),
    ProductFields: { 'plumbline/scan': said(context.scan, 2048), 'plumbline/permission': said(gap.permission, 2048) },
    Resources: [
      { Type: 'Other', Id: said(`${gap.provider}:${gap.account}:${gap.region}`, 2048), Partition: place.partition },
    ],
    Compliance: {
      Status: 'NOT_AVAILABLE',
      StatusReasons: [{ ReasonCode: 'NOT_READ', Description: said(text, 2048) }],
    },
    RecordState: 'ACTIVE',
  };
}

function head(place: Place, key: string, generator: string, context: FormatContext): { [key: string]: Json } {
  const { account, region, partition } = place;
  return {
    SchemaVersion: '2018-10-08',
    Id: `plumbline/v1/${key}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: 'Plumbline',
    CompanyName: 'Plumbline',
    Region: region,
    GeneratorId: said(`plumbline/${generator}`, 512),
    AwsAccountId: account,
    ...(context.simulated ? { Sample: true } : {}),
  };
}

/** Severity and types at the top are the customer's to change: a provider gives its own here alone. */
function severityOf(severity: EventFacts['severity'], original: string): { [key: string]: Json } {
  const Label = severity === 'info' ? 'INFORMATIONAL' : severity.toUpperCase();
  return { FindingProviderFields: { Severity: { Label, Original: original }, Types: types } };
}

/** At most 50 pairs of 128 and 2,048 characters. */
function productFields({ finding, previous }: Change, facts: EventFacts, context: FormatContext): Json {
  const { resource, missing, observed, population } = finding;
  const pairs: [string, string][] = [
    ['scan', context.scan],
    ['event', facts.uid],
    ['verdict', facts.verdict],
    ['change', facts.status],
    ['stateHash', finding.stateHash],
    ['organisation', context.organisation],
    ['simulated', String(context.simulated)],
    ['kind', resource.kind],
    ['nativeType', resource.nativeType],
    ['provider', resource.provider],
    ['account', resource.account],
    ['accountName', resource.accountName],
    ['region', resource.region],
  ];
  if (previous) pairs.push(['previousVerdict', previous.verdict]);
  if (population) pairs.push(['population', population.operation]);
  if (facts.waiver) pairs.push(['waiver', `${facts.waiver.owner} until ${facts.waiver.until}: ${facts.waiver.reason}`]);
  for (const one of missing.slice(0, 10))
    pairs.push([
      `missing/${one.fact}`,
      [one.reason, one.operation, one.errorCode, one.permission].filter(Boolean).join(' '),
    ]);
  for (const one of observed.slice(0, 20))
    if (one.value !== undefined) pairs.push([`observed/${one.fact}`, JSON.stringify(one.value)]);
  return Object.fromEntries(
    pairs.slice(0, 50).map(([name, value]) => [clip(`plumbline/${name}`, 128), said(value, 2048)]),
  );
}

function placeOf(
  { provider, account, region }: { provider: string; account: string; region: string },
  { settings }: FormatContext,
): Place | undefined {
  const hub = settings.securityHub;
  if (provider !== 'aws') return hub ? { ...hub, partition: partitionOf(hub.region) } : undefined;
  if (!/^\d{12}$/.test(account)) return undefined;
  const place = region === 'global' || region === '' ? (hub?.region ?? 'us-east-1') : region;
  return { account, region: place, partition: partitionOf(place) };
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function reasonCode(verdict: Verdict): string {
  return { pass: 'PASSED', fail: 'FAILED', unknown: 'NOT_READ', manual: 'MANUAL', 'not-applicable': 'NOT_APPLICABLE' }[
    verdict
  ];
}

/** The format wants a character that can be seen in each text. */
function said(text: string, max: number): string {
  const out = clip(text, max);
  return /\S/.test(out) ? out : '-';
}

function line(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : jsonOf(value);
}
