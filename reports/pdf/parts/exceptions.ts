import { providerNames } from '../../view/words.ts';
import type { Chunk } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';

const rowsPerTable = 200;

/** Part 7, its beginning: exceptions. */
export function exceptionsChunk({ posture }: Survey): Chunk {
  return {
    headings: [
      { level: 1, id: 'exceptions', title: '7 Exceptions, and what people must still supply' },
      { level: 2, id: 'waivers', title: '7.1 Exceptions' },
      { level: 2, id: 'attestations', title: '7.2 What people must still supply' },
    ],
    html: render('exceptions', { manual: posture.all.verdicts.manual }),
    lines: 14,
  };
}

/** Part 7, its end: where a rule of the cloud itself says otherwise. */
export function* disagreementChunks({ disagreements, controls }: Survey): Generator<Chunk> {
  const heading = { level: 2, id: 'disagreements', title: '7.3 Where a rule of the cloud says otherwise' } as const;
  for (let at = 0; at === 0 || at < disagreements.length; at += rowsPerTable) {
    const rows = disagreements.slice(at, at + rowsPerTable).map(({ finding, native }) => ({
      control: finding.control,
      title: controls.get(finding.control)?.title ?? '',
      ours: finding.verdict,
      theirs: native.status,
      rule: `${native.source} ${native.rule}`,
      where: `${finding.resource.accountName || finding.resource.account} (${providerNames[finding.resource.provider]}), ${finding.resource.region}`,
      uid: finding.resource.uid,
      evidence: native.evidence === 0 ? [] : [native.evidence],
    }));
    yield {
      headings: at === 0 ? [heading] : [],
      html: render('disagreements', { heading, isFirst: at === 0, total: disagreements.length, rows }),
      lines: 6 + rows.length * 3,
    };
  }
}
