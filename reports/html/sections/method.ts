import type { Control } from '../../../src/model/control.ts';
import type { ScanSummary } from '../../../src/model/scan-summary.ts';
import { expectedWords } from '../../view/expected-words.ts';
import { severityWeight } from '../../view/plumb-line.ts';
import type { Posture } from '../../view/posture.ts';
import { nounOf } from '../../view/words.ts';
import { barRow } from './bars.ts';
import { findingsAt } from './links.ts';
import { capital } from './plumb.ts';

/** How every control judges, and what a verdict does and does not say. */
export function methodSection(summary: ScanSummary, posture: Posture) {
  const families = Map.groupBy(summary.catalog.controls, (control) => control.family);
  return {
    catalog: {
      version: summary.catalog.version,
      digest: summary.catalog.digest,
      controls: summary.catalog.controls.length,
    },
    weights: Object.entries(severityWeight)
      .map(([severity, weight]) => `${severity} ${weight}`)
      .join(', '),
    families: [...families]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([family, controls]) => ({
        name: capital(family),
        controls: controls.map((control) => controlView(control, posture)),
      })),
  };
}

function controlView(control: Control, posture: Posture) {
  const { id, title, severity, why, pass, cases, sources, limits = '', when = '', deprecated = '' } = control;
  const found = posture.control.get(id);
  return {
    ...{ id, title, severity, why, pass, when, sources, limits, deprecated },
    anchor: `method/${id}`,
    expected: expectedWords(pass),
    appliesTo: control.applies_to
      .map((kind) => (kind.startsWith('trait.') ? `everything with ${kind.slice(6)}` : nounOf(kind, 2)))
      .join(', '),
    cases: cases.map(({ name, facts, expect }) => ({ name, facts: JSON.stringify(facts), expect })),
    native: Object.entries(control.native).map(([source, rules]) => `${source}: ${rules.join(', ')}`),
    counts: found ? barRow(id, found, { control: id }) : null,
    href: findingsAt({ control: id }),
  };
}
