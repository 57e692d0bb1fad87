import type { Change } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Provider, Verdict } from '../model/verdict.ts';
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
import { quoted } from './text.ts';

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

/** Parts of an event that all findings of a control, a platform and a verdict share, as JSON. */
interface Shared {
  compliance: string;
  info: string;
  remediation: string;
}

/** Written piece by piece, what repeats only once: building an object for each and serialising it takes twice as long. */
function findingWriter(context: FormatContext, version: string): (change: Change, facts: EventFacts) => string {
  const time = epochMs(context.scanTime, context.startedAt);
  const { scanTime } = context;
  const shared = new PerControl<Record<Verdict, Shared>>((finding) => {
    const all = (verdict: Verdict) => sharedOf(finding, verdict, context);
    return {
      pass: all('pass'),
      fail: all('fail'),
      unknown: all('unknown'),
      manual: all('manual'),
      'not-applicable': all('not-applicable'),
    };
  });
  const product = productOf(context);
  const role = version === '1.5.0' ? '' : ',"role_id":1,"role":"Target"';
  const places = new Map<string, string>();

  return (change, facts) => {
    const { finding } = change;
    const { resource } = finding;
    const parts = shared.of(finding, resource.provider)[facts.verdict];
    const [severityId, severity] = ocsfSeverity[facts.severity];
    const activity = activityOf(facts, finding, scanTime);
    const first = epochMs(finding.firstSeen, scanTime);
    const last = facts.status === 'gone' ? epochMs(finding.lastSeen, scanTime) : time;
    const uid = quoted(resource.uid, 4096);
    const title = quoted(finding.title);
    const place = `${resource.provider}\n${resource.account}\n${resource.region}`;
    let cloud = places.get(place);
    if (cloud === undefined) {
      cloud = cloudOf(resource);
      if (places.size < 20_000) places.set(place, cloud);
    }
    const { evidences, cut } = evidencesOf(finding, context);
    return `{${activity},"category_uid":2,"category_name":"Findings","class_uid":2003,"class_name":"Compliance Finding","time":${time},"severity_id":${severityId},"severity":"${severity}",${statusOf(facts)},"message":${quoted(eventText(change, facts))},"metadata":{"version":"${version}","uid":${quoted(facts.uid, 128)},"correlation_uid":${quoted(context.scan)},"event_code":${quoted(finding.control)},${cloud === '' ? '' : '"profiles":["cloud"],'}${labels(context)}${product}},${cloud}"finding_info":{"uid":${quoted(finding.key, 64)},"title":${title},"desc":${quoted(facts.reason)},"created_time":${first},"first_seen_time":${first},"last_seen_time":${last},"modified_time":${time},${parts.info}},"compliance":{${complianceStatus[facts.verdict]},"status_details":[${quoted(facts.reason)}],${parts.compliance}},"resources":[{"uid":${uid},"name":${quoted(resource.name, 1024)},"type":${quoted(resource.nativeType, 256)},"region":${quoted(resource.region, 128)},"labels":[${quoted(`kind:${resource.kind}`, 256)}]${role}}],${evidences}${parts.remediation}"observables":[{"name":"resources[0].uid","type_id":10,"type":"Resource UID","value":${uid}}],${facts.waiver ? `"comment":${quoted(`waived by ${facts.waiver.owner} until ${facts.waiver.until}: ${facts.waiver.reason}`)},` : ''}"unmapped":{"plumbline":{"verdict":"${facts.verdict}","control_severity":"${finding.severity}","change":"${facts.status}","state_hash":${quoted(finding.stateHash, 128)},"provider":${quoted(resource.provider, 16)},"account":${quoted(resource.account, 512)},"account_name":${quoted(resource.accountName, 512)},"organisation":${quoted(context.organisation, 512)},"simulated":${context.simulated}${more(change, cut)}}}}`;
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
  const requirements = requirementsOf(finding, context);
  const standards = [...new Set(requirements.map((one) => one.standard))];
  const checks = requirements.map(
    ({ id, title, standard }) =>
      `{"uid":${quoted(id, 256)},${title === '' ? '' : `"name":${quoted(title, 1024)},`}"standards":[${quoted(standard, 512)}],${complianceStatus[verdict]}}`,
  );
  const list = (texts: readonly string[]) => `[${texts.map((one) => quoted(one, 512)).join(',')}]`;
  const fix = remediationOf(control, finding.resource.provider);
  const desc = fix ? (fix.cli === '' ? fix.text : `${fix.text}\n\n${fix.cli}`) : '';
  return {
    compliance: `"control":${quoted(finding.control, 256)},"desc":${quoted(control?.why ?? finding.title)},"standards":${list(standards)},"requirements":${list(requirements.map((one) => one.id))},"checks":[${checks.join(',')}]`,
    info: `"types":[${quoted(`ML posture/${control?.family ?? 'control'}`, 256)}],"analytic":{"uid":${quoted(finding.control, 256)},"name":${quoted(finding.title, 1024)},"type_id":1,"type":"Rule","version":${quoted(context.catalogVersion, 128)}}`,
    remediation: fix ? `"remediation":{"desc":${quoted(desc)},"references":${list(fix.references)}},` : '',
  };
}

function cloudOf({ provider, region, account, accountName }: Finding['resource']): string {
  const cloud = clouds[provider];
  if (!cloud) return '';
  const [name, typeId, type] = cloud;
  return `"cloud":{"provider":"${name}","region":${quoted(region, 128)},"account":{"uid":${quoted(account, 512)},"name":${quoted(accountName, 512)},"type":"${type}","type_id":${typeId}}},`;
}

function more({ finding, previous }: Change, cut: number): string {
  const { population } = finding;
  return `${previous ? `,"previous_verdict":${quoted(previous.verdict, 16)}` : ''}${
    population
      ? `,"population":{"operation":${quoted(population.operation, 256)},"collector":${quoted(population.collector, 256)}}`
      : ''
  }${cut > 0 ? `,"evidences_left_out":${cut}` : ''}`;
}
