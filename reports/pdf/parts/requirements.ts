import { severities } from '../../../src/model/verdict.ts';
import { type FrameworkView, requirementWords } from '../../view/framework-view.ts';
import { noVerdicts } from '../../view/headline.ts';
import type { Chunk } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';
import { findingsId } from './findings.ts';

/** Part 4: by control, with the pages, then by requirement of each framework. */
export function* requirementChunks(survey: Survey): Generator<Chunk> {
  yield byControl(survey);
  for (const [index, framework] of survey.frameworks.entries()) yield byRequirement(framework, index + 2);
}

function byControl({ summary, posture }: Survey): Chunk {
  const controls = [...summary.catalog.controls].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
  );
  const rows = controls.map(({ id, title, severity }) => {
    const verdicts = posture.control.get(id)?.verdicts ?? noVerdicts();
    const pages = (['fail', 'unknown', 'manual', 'pass'] as const).flatMap((verdict) =>
      verdicts[verdict] > 0 ? [findingsId(verdict, id)] : [],
    );
    return { id, title, severity, verdicts, pages };
  });
  return {
    headings: [
      { level: 1, id: 'requirements', title: '4 Results by requirement' },
      { level: 2, id: 'by-control', title: '4.1 Every control' },
    ],
    html: render('by-control', {
      rows,
      totals: summary.counts.verdicts,
      hasFrameworks: summary.catalog.frameworks.length > 0,
    }),
    lines: 12 + rows.length * 1.6,
  };
}

function byRequirement(framework: FrameworkView, number: number): Chunk {
  const id = `framework-${framework.id.replace(/[^A-Za-z0-9._-]/g, '-')}`;
  const title = `4.${number} ${framework.title}`;
  const covered = framework.requirements.length - framework.notCovered;
  const rows = framework.requirements.map((one) => ({
    id: one.id,
    title: one.title,
    note: one.note,
    verdicts: one.found.verdicts,
    isCovered: one.controls.length > 0,
    state: requirementWords[one.state],
    isFailing: one.state === 'fails',
    controls: one.controls.map((control) => control.id),
  }));
  return {
    headings: [{ level: 2, id, title }],
    html: render('by-requirement', { id, title, framework, covered, total: framework.requirements.length, rows }),
    lines: 8 + rows.reduce((sum, row) => sum + 2 + (row.note === '' ? 0 : 1) + row.controls.length / 8, 0),
  };
}
