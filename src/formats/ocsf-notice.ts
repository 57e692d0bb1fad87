import type { Notice } from '../model/event.ts';
import type { FormatContext } from './context.ts';
import { epochMs, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { labels, productOf } from './ocsf-product.ts';
import { ocsfSeverity } from './severity.ts';
import { quoted } from './text.ts';

/** A notice as an OCSF event: the scan itself is Scan Activity (6007), what it could not see a Compliance Finding. */
export function noticeEvent(notice: Notice, context: FormatContext, version: string): string {
  return notice.type === 'scan' ? scanEvent(notice, context, version) : gapEvent(notice, context, version);
}

function head(notice: Notice, context: FormatContext, version: string, profiles: string): string {
  const [id, name] = ocsfSeverity[noticeSeverity(notice)];
  return `"time":${epochMs(notice.at, context.scanTime)},"severity_id":${id},"severity":"${name}","message":${quoted(noticeText(notice, context))},"metadata":{"version":"${version}","uid":"${noticeUid(notice, context)}","correlation_uid":${quoted(context.scan)},${profiles}${labels(context)}${productOf(context)}}`;
}

const scanActivity = {
  started: [1, 'Started'],
  finished: [2, 'Completed'],
  // It ran to its end; the status says that not all was seen.
  incomplete: [2, 'Completed'],
  failed: [6, 'Error'],
} as const;

/** @see https://schema.ocsf.io/1.8.0/classes/scan_activity */
function scanEvent(notice: Extract<Notice, { type: 'scan' }>, context: FormatContext, version: string): string {
  const [activity, name] = scanActivity[notice.state];
  const start = epochMs(context.startedAt, context.scanTime);
  const ended = notice.state !== 'started';
  const end = epochMs(notice.at, context.endedAt);
  const times = ended ? `"start_time":${start},"end_time":${end}` : `"start_time":${start}`;
  const counts = ended ? `,"duration":${Math.max(0, end - start)},"total":${context.resources}` : '';
  const status =
    notice.state === 'finished' || notice.state === 'started'
      ? '"status_id":1,"status":"Success"'
      : notice.state === 'failed'
        ? '"status_id":2,"status":"Failure"'
        : '"status_id":99,"status":"Incomplete"';
  return `{"activity_id":${activity},"activity_name":"${name}","category_uid":6,"category_name":"Application Activity","class_uid":6007,"class_name":"Scan Activity","type_uid":${600700 + activity},"type_name":"Scan Activity: ${name}",${head(notice, context, version, '')},${status},${notice.reason ? `"status_detail":${quoted(notice.reason)},` : ''}${times}${counts},"scan":{"uid":${quoted(context.scan)},"name":${quoted(`Plumbline scan of ${context.organisation}`, 1024)},"type_id":0,"type":"Unknown"},"unmapped":{"plumbline":{"state":"${notice.state}","findings":${ended ? context.findings : 0},"gaps":${ended ? context.gaps : 0},"simulated":${context.simulated}}}}`;
}

function gapEvent(notice: Extract<Notice, { type: 'gap' }>, context: FormatContext, version: string): string {
  const { gap } = notice;
  const at = epochMs(notice.at, context.scanTime);
  const text = quoted(noticeText(notice, context));
  const split = gap.operation.indexOf(':');
  const where = quoted(`${gap.provider}:${gap.account}:${gap.region}`, 1024);
  const role = version === '1.5.0' ? '' : ',"role_id":1,"role":"Target"';
  // Without the cloud profile: a gap of MLflow has no cloud, and all gaps look alike.
  return `{"activity_id":1,"activity_name":"Create","category_uid":2,"category_name":"Findings","class_uid":2003,"class_name":"Compliance Finding","type_uid":200301,"type_name":"Compliance Finding: Create",${head(notice, context, version, '')},"status_id":1,"status":"New","finding_info":{"uid":"${gapKey(notice)}","title":"Plumbline could not see everything","desc":${text},"created_time":${at},"modified_time":${at},"types":["ML posture/coverage"]},"compliance":{"status_id":2,"status":"Warning","status_details":[${text}],"control":"coverage","standards":["Plumbline"],"requirements":["coverage"]},"resources":[{"uid":${where},"name":${quoted(gap.account, 512)},"type":"scope","region":${quoted(gap.region, 128)}${role}}],"evidences":[{"name":${quoted(gap.operation, 256)},"api":{"operation":${quoted(gap.operation.slice(split + 1), 256)}${split > 0 ? `,"service":{"name":${quoted(gap.operation.slice(0, split), 256)}}` : ''}},"data":{"known":false,"missing":{"reason":${quoted(gap.reason, 64)},"errorCode":${quoted(gap.errorCode, 256)},"permission":${quoted(gap.permission, 256)},"detail":${quoted(gap.detail)}}}}],"unmapped":{"plumbline":{"gap":true,"calls":${Number(gap.calls)},"verdicts":${Number(gap.verdicts)},"provider":${quoted(gap.provider, 16)},"simulated":${context.simulated}}}}`;
}
