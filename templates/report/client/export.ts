import { csvOf } from '../../../reports/html/logic/csv.ts';
import { missingWords, thousands } from '../../../reports/view/plain-words.ts';
import { visibleText } from '../../../reports/view/visible-text.ts';
import { download, h, toast } from './dom.ts';
import { type Model, severityOf, subjectOf, verdictOf } from './model.ts';

const head = [
  'key',
  'control',
  'title',
  'severity',
  'verdict',
  'reason',
  'platform',
  'account',
  'account_name',
  'region',
  'kind',
  'native_type',
  'name',
  'resource_id',
  'first_seen',
  'observed',
  'missing',
  'cloud_says',
  'requirements',
  'evidence',
  'scan',
];

/** A button that hands over the filtered findings as CSV. */
export function csvButton(model: Model, rowsOf: () => Uint32Array): HTMLElement {
  const button = h('button', { type: 'button' }, 'Save as CSV');
  button.addEventListener('click', async () => {
    button.disabled = true;
    const rows = rowsOf();
    try {
      download(
        `plumbline-findings-${model.core.scan.startedAt.slice(0, 10)}.csv`,
        'text/csv;charset=utf-8',
        await findingsCsv(model, rows),
      );
      toast(`${thousands(rows.length)} findings saved as CSV`);
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

/** The findings as CSV, keys first, the same columns always. */
export async function findingsCsv(model: Model, rows: Uint32Array): Promise<string> {
  const lines: (string | number)[][] = [head];
  for (const row of rows) lines.push(await line(model, row));
  return csvOf(lines);
}

async function line(model: Model, finding: number): Promise<string[]> {
  const { core } = model;
  const { findings } = core;
  const control = core.controls[findings.control[finding] ?? 0];
  const subject = subjectOf(core, finding);
  const detail = await model.detailOf(finding);
  const evidence = new Set(
    detail?.observed.flatMap((one) => one.from.map((from) => from.evidence)).filter((number) => number !== 0),
  );
  const requirements = (core.requirementSets[findings.requirements[finding] ?? 0] ?? []).map((one) =>
    (core.requirements[one] ?? []).join(' '),
  );
  return [
    ...[
      model.keyOf(finding),
      control?.id ?? '',
      control?.title ?? '',
      severityOf(core, finding),
      verdictOf(core, finding),
      core.reasons[findings.reason[finding] ?? 0] ?? '',
    ],
    ...[
      subject.provider,
      subject.account,
      subject.accountName,
      subject.region,
      subject.kind,
      subject.nativeType,
      subject.isScope ? '(list not read)' : subject.name,
      subject.uid,
    ],
    core.times[findings.firstSeen[finding] ?? 0] ?? '',
    (detail?.observed ?? [])
      .filter((one) => one.value !== undefined)
      .map((one) => `${one.fact}=${JSON.stringify(one.value)}`)
      .join('; '),
    (detail?.missing ?? [])
      .map(
        (one) =>
          `${one.fact}: ${missingWords(one.reason, one.operation === undefined ? [] : [one.operation])}${one.permission ? `, needs ${one.permission}` : ''}`,
      )
      .join('; '),
    (detail?.native ?? []).map((one) => `${one.rule}=${one.status}`).join('; '),
    requirements.join('; '),
    [...evidence].join(' '),
    core.scan.id,
  ].map(visibleText);
}
