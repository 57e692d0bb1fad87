import type { Change } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { type Provider, type Verdict, verdicts } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { type EventFacts, epochMs, eventText, factsOf } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { evidencesOf } from './ocsf-evidence.ts';
import { noticeEvent } from './ocsf-notice.ts';
import { labels, productOf } from './ocsf-product.ts';
import { remediationOf } from './remediation.ts';
import { PerControl, requirementsOf } from './requirements.ts';
import { ocsfSeverity } from './severity.ts';
import { bounded, quoted } from './text.ts';

/**
 * Compliance Finding of the Open Cybersecurity Schema Framework, class 2003.
 *
 * @see https://schema.ocsf.io/1.8.0/classes/compliance_finding
 */
export const ocsf: Format = {
  name: 'ocsf',
  about: 'OCSF Compliance Finding (class 2003), one JSON object a line',
  versions: formatVersions.ocsf,
  extension: 'ocsf.ndjson',
  mediaType: 'application/x-ndjson',
  kind: 'events',
  writer(context, version = '1.8.0') {
    const write = findingWriter(context, version);
    return eventWriter(
      (change) => write(change, factsOf(change, context)),
      (notice) => noticeEvent(notice, context, version),
    );
  },
};

const complianceStatus: Record<Verdict, string> = {
  pass: '"status_id":1,"status":"Pass"',
  fail: '"status_id":3,"status":"Fail"',
  // By the schema: no result, since information is missing.
  unknown: '"status_id":2,"status":"Warning"',
  manual: '"status_id":99,"status":"Manual"',
  'not-applicable': '"status_id":99,"status":"Not Applicable"',
};

/** Account types of the schema; a server of MLflow is no cloud. */
const clouds: Partial<Record<Provider, readonly [name: string, typeId: number, type: string]>> = {
  aws: ['AWS', 10, 'AWS Account'],
  azure: ['Azure', 13, 'Azure Subscription'],
  gcp: ['GCP', 11, 'GCP Project'],
};

/** What repeats, as JSON: a million findings share a few hundred controls and places. */
interface Shared {
  title: string;
  /** Of `metadata`. */
  code: string;
  compliance: string;
  info: string;
  remediation: string;
}

interface Place {
  cloud: string;
  profiles: string;
  /** Of `unmapped`. */
  account: string;
  region: string;
}

/** Written piece by piece: to build an object for each finding and serialise it takes twice as long. */
function findingWriter(context: FormatContext, version: string): (change: Change, facts: EventFacts) => string {
  const { scanTime } = context;
  const time = epochMs(scanTime, context.startedAt);
  const shared = new PerControl((finding) =>
    Object.fromEntries(verdicts.map((verdict) => [verdict, sharedOf(finding, verdict, context)])),
  );
  const places = new Map<string, Place>();
  const role = version === '1.5.0' ? '' : ',"role_id":1,"role":"Target"';
  const head = `"category_uid":2,"category_name":"Findings","class_uid":2003,"class_name":"Compliance Finding","time":${time}`;
  const meta = `"metadata":{"version":"${version}","correlation_uid":${quoted(context.scan)},${labels(context)}${productOf(context)}`;
  const estate = `"organisation":${quoted(context.organisation, 512)},"simulated":${context.simulated}`;

  return (change, facts) => {
    const { finding } = change;
    const { resource } = finding;
    const { verdict, status } = facts;
    const parts = shared.of(finding, resource.provider)[verdict] ?? sharedOf(finding, verdict, context);
    const place = placeOf(resource, places);
    const [severityId, severity] = ocsfSeverity[facts.severity];
    const reason = quoted(facts.reason);
    const uid = quoted(resource.uid, 4096);
    const first = epochMs(finding.firstSeen, scanTime);
    const last = status === 'gone' ? epochMs(finding.lastSeen, scanTime) : time;
    const { evidences, cut } = evidencesOf(finding, context);
    return [
      `{${activityOf(facts, finding, scanTime)},${head},"severity_id":${severityId},"severity":"${severity}",${statusOf(facts)},"message":${quoted(eventText(change, facts))}`,
      `${meta},"uid":${quoted(facts.uid, 128)},${parts.code}${place.profiles}}${place.cloud}`,
      `"finding_info":{"uid":${quoted(finding.key, 64)},"title":${parts.title},"desc":${reason},"created_time":${first},"first_seen_time":${first},"last_seen_time":${last},"modified_time":${time},${parts.info}}`,
      `"compliance":{${complianceStatus[verdict]},"status_details":[${reason}],${parts.compliance}}`,
      `"resources":[{"uid":${uid},"name":${quoted(resource.name, 1024)},"type":${quoted(resource.nativeType, 256)},${place.region},"labels":[${quoted(`kind:${resource.kind}`, 256)}]${role}}]`,
      `${evidences}${parts.remediation}${commentOf(facts)}"observables":[{"name":"resources[0].uid","type_id":10,"type":"Resource UID","value":${uid}}]`,
      `"unmapped":{"plumbline":{"verdict":"${verdict}","control_severity":"${finding.severity}","change":"${status}","state_hash":${quoted(finding.stateHash, 128)},${place.account},${estate}${more(change, cut)}}}}`,
    ].join(',');
  };
}

function activityOf({ closed, status }: EventFacts, finding: Finding, scanTime: string): string {
  const isNew = status === 'new' || (status === 'seen' && finding.firstSeen >= scanTime);
  const [id, name] = closed ? [3, 'Close'] : isNew ? [1, 'Create'] : [2, 'Update'];
  return `"activity_id":${id},"activity_name":"${name}","type_uid":${200300 + id},"type_name":"Compliance Finding: ${name}"`;
}

/** The status of the finding is not its verdict: what is closed is resolved, what is waived is suppressed. */
function statusOf({ closed, waiver, verdict }: EventFacts): string {
  if (closed) return '"status_id":4,"status":"Resolved"';
  if (waiver) return '"status_id":3,"status":"Suppressed"';
  if (verdict === 'pass') return '"status_id":99,"status":"Passed"';
  if (verdict === 'not-applicable') return '"status_id":99,"status":"Not Applicable"';
  return '"status_id":1,"status":"New"';
}

function sharedOf(finding: Finding, verdict: Verdict, context: FormatContext): Shared {
  const control = context.controls.get(finding.control);
  const requirements = requirementsOf(finding, context).slice(0, 500);
  const standards = [...new Set(requirements.map((one) => one.standard))];
  const checks = requirements.map(
    ({ id, title, standard }) =>
      `{"uid":${quoted(id, 256)},${title === '' ? '' : `"name":${quoted(title, 1024)},`}"standards":[${quoted(standard, 512)}],${complianceStatus[verdict]}}`,
  );
  const list = (texts: readonly string[]) => `[${texts.map((one) => quoted(one, 512)).join(',')}]`;
  const fix = remediationOf(control, finding.resource.provider);
  const desc = fix ? (fix.cli === '' ? fix.text : `${fix.text}\n\n${fix.cli}`) : '';
  return {
    title: quoted(finding.title),
    code: `"event_code":${quoted(finding.control)}`,
    compliance: `"control":${quoted(finding.control, 256)},"desc":${quoted(control?.why ?? finding.title)},"standards":${list(standards)},"requirements":${list(requirements.map((one) => one.id))},"checks":[${checks.join(',')}]`,
    info: `"types":[${quoted(`ML posture/${control?.family ?? 'control'}`, 256)}],"analytic":{"uid":${quoted(finding.control, 256)},"name":${quoted(finding.title, 1024)},"type_id":1,"type":"Rule","version":${quoted(context.catalogVersion, 128)}}`,
    remediation: fix ? `"remediation":{"desc":${quoted(desc)},"references":${list(fix.references)}},` : '',
  };
}

function placeOf(resource: Finding['resource'], places: Map<string, Place>): Place {
  const { provider, account, accountName, region } = resource;
  const name = [provider, account, accountName, region].join('\n');
  const known = places.get(name);
  if (known) return known;
  const cloud = clouds[provider];
  const where = `"region":${quoted(region, 128)}`;
  const uid = quoted(account, 512);
  const called = quoted(accountName, 512);
  const made: Place = {
    cloud: cloud
      ? `,"cloud":{"provider":"${cloud[0]}",${where},"account":{"uid":${uid},"name":${called},"type":"${cloud[2]}","type_id":${cloud[1]}}}`
      : '',
    profiles: cloud ? ',"profiles":["cloud"]' : '',
    account: `"provider":${quoted(provider, 16)},"account":${uid},"account_name":${called}`,
    region: where,
  };
  if (places.size > 20_000) places.clear();
  places.set(name, made);
  return made;
}

function commentOf({ waiver }: EventFacts): string {
  return waiver ? `"comment":${quoted(`waived by ${waiver.owner} until ${waiver.until}: ${waiver.reason}`)},` : '';
}

function more({ finding, previous }: Change, cut: number): string {
  const { population, native } = finding;
  return `${previous ? `,"previous_verdict":${quoted(previous.verdict, 16)}` : ''}${
    population
      ? `,"population":{"operation":${quoted(population.operation, 256)},"collector":${quoted(population.collector, 256)}}`
      : ''
  }${native.length > 0 ? `,"native":${bounded(native)}` : ''}${cut > 0 ? `,"evidences_left_out":${cut}` : ''}`;
}
