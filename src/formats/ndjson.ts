import { factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { jsonOf, quoted } from './text.ts';

/** Our own findings, each with what became of it: nothing is left out, nothing translated. */
export const ndjson: Format = {
  name: 'ndjson',
  about: 'findings as Plumbline has them, one JSON object a line',
  versions: formatVersions.ndjson,
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  kind: 'events',
  writer(context) {
    const head = (type: string, uid: string, at: string) =>
      `{"format":"plumbline-event/1","type":"${type}","uid":${quoted(uid)},"time":${quoted(at)},"organisation":${quoted(context.organisation)},"scan":${quoted(context.scan)},"simulated":${context.simulated}`;
    return eventWriter(
      (change) => {
        const { finding, previous } = change;
        const facts = factsOf(change, context);
        // What was judged before and is blind now must not stand there with its old verdict.
        const told = { ...finding, verdict: facts.verdict, reason: facts.reason };
        return `${head('finding', facts.uid, context.scanTime)},"change":"${facts.status}","closed":${facts.closed},"severity":"${facts.severity}"${facts.waiver ? `,"waiver":${jsonOf(facts.waiver)}` : ''}${previous ? `,"previous":${jsonOf({ verdict: previous.verdict, reason: previous.reason, scan: previous.scan, stateHash: previous.stateHash })}` : ''},"finding":${jsonOf(told)}}`;
      },
      (notice) =>
        `${head(notice.type, noticeUid(notice, context), notice.at)},"severity":"${noticeSeverity(notice)}","message":${quoted(noticeText(notice, context))},${
          notice.type === 'gap'
            ? `"verdict":"unknown","key":"${gapKey(notice)}","gap":${jsonOf(notice.gap)}`
            : `"state":"${notice.state}","reason":${quoted(notice.reason)},"findings":${context.findings},"gaps":${context.gaps}`
        }}`,
    );
  },
};
