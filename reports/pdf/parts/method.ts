import type { Control } from '../../../src/model/control.ts';
import { nounOf } from '../../view/words.ts';
import type { Chunk } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';
import { familyName } from './summary.ts';

/** Part 8: how it was collected and judged, what a pass proves, and each control as it was applied. */
export function* methodChunks({ summary, posture, digest }: Survey): Generator<Chunk> {
  yield {
    headings: [
      { level: 1, id: 'method', title: '8 Method' },
      { level: 2, id: 'collected', title: '8.1 How it was collected' },
      { level: 2, id: 'judged', title: '8.2 How it was judged' },
      { level: 2, id: 'checked', title: '8.3 How to check this report' },
      { level: 2, id: 'controls', title: '8.4 The controls' },
    ],
    html: render('method', { summary, digest, clockWords: clockWords(summary.clockOffsetMs) }),
    lines: 90,
  };
  const families = Map.groupBy(summary.catalog.controls, (control) => control.family);
  for (const [family, controls] of [...families].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield {
      headings: [],
      html: render('controls', {
        family: familyName(family),
        controls: controls
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map((control) => controlRow(control, posture.control.has(control.id))),
      }),
      lines: 3 + controls.length * 9,
    };
  }
}

function controlRow(control: Control, isUsed: boolean) {
  const { id, title, severity, why, pass, when = '', limits = '', sources, native, deprecated = '' } = control;
  return {
    ...{ id, title, severity, why, pass, when, limits, sources, deprecated, isUsed },
    judges: control.applies_to.map((one) =>
      one.startsWith('trait.') ? `everything with ${one.slice('trait.'.length)}` : nounOf(one, 2),
    ),
    native: Object.entries(native).flatMap(([source, rules]) => rules.map((rule) => `${source} ${rule}`)),
  };
}

function clockWords(offset: number | null): string {
  if (offset === null) return 'No server sent its time, so our clock could not be compared with theirs.';
  return `Our clock and the servers’ Date headers differed by at most ${(offset / 1000).toFixed(1)} seconds.`;
}
