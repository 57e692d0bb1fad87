import { pickScan } from '../drift/pick.ts';
import { PlumblineError } from '../model/errors.ts';
import { RunsFile } from '../store/runs-file.ts';
import type { ScanList, ScanRow } from '../store/scan-list.ts';
import { holdersOf } from '../store/scope-lock.ts';
import { audit } from './audit.ts';
import type { storeOf } from './open-scans.ts';
import { columns, count, jsonText, out } from './terminal.ts';

type Where = Awaited<ReturnType<typeof storeOf>>;

async function within<T>({ open }: Where, work: (scans: ScanList) => T | Promise<T>): Promise<T> {
  const scans = await open();
  try {
    return await work(scans);
  } finally {
    scans.close();
  }
}

/** Every scan of the store, the newest first. */
export function listScans(where: Where, json: boolean): Promise<void> {
  return within(where, async (scans) => {
    const rows = await withKilled(where.path, scans.all(where.organisation));
    if (json) {
      out(jsonText(rows.map(told), 1));
      return;
    }
    if (rows.length === 0) out('There are no scans.');
    else for (const row of columns([heads, ...rows.map(cells)])) out(row);
  });
}

/** A row as it is told: what runs no more, and never ended, was killed. */
type Told = Omit<ScanRow, 'state'> & { state: ScanRow['state'] | 'killed' };

async function withKilled(path: string, rows: readonly ScanRow[]): Promise<Told[]> {
  if (!rows.some(({ state }) => state === 'running')) return [...rows];
  const runs = RunsFile.exists(path) ? await RunsFile.open(path) : undefined;
  try {
    const held = runs ? holdersOf(runs).map(({ what }) => what) : [];
    const lives = (id: string) => held.some((what) => what.endsWith(`scan ${id}`));
    return rows.map((row) => (row.state === 'running' && !lives(row.id) ? { ...row, state: 'killed' as const } : row));
  } finally {
    runs?.close();
  }
}

const heads = ['scan', 'started', 'ended', 'state', 'fail', 'unknown', 'pass', 'organisation', ''];

function cells({ id, startedAt, endedAt, state, counts, organisation, baseline, selection }: Told): string[] {
  const of = (verdict: 'fail' | 'unknown' | 'pass') => (counts ? count(counts.verdicts[verdict]) : '-');
  const marks = [baseline ? 'baseline' : '', selection === '' ? '' : `asked for ${selection}`];
  return [
    ...[id, minute(startedAt), endedAt === null ? '-' : minute(endedAt), state],
    ...[of('fail'), of('unknown'), of('pass'), organisation, marks.filter((one) => one !== '').join(', ')],
  ];
}

const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** A row as JSON tells it. */
function told({ selection, ...row }: Told): object {
  return { ...row, selection: selection === '' ? null : (JSON.parse(selection) as object) }; // canonical JSON of ours
}

/** Makes a finished scan the baseline of its organisation. */
export function setBaseline(where: Where, word: string): Promise<void> {
  return within(where, (scans) => {
    const row = pickScan(scans, word, undefined, where.organisation);
    if (row.state !== 'complete') {
      throw new PlumblineError(
        'CONFIG_INVALID',
        `The scan ${row.id} did not finish: nothing can be compared with it.`,
        {
          hint: 'plumbline scans list shows which did.',
        },
      );
    }
    scans.setBaseline(row, new Date().toISOString());
    audit(where.path, { event: 'baseline-set', scan: row.id, organisation: row.organisation });
    for (const line of columns([['Baseline', row.id, minute(row.startedAt), row.organisation]])) out(line);
  });
}

export function showBaseline(where: Where, json: boolean): Promise<void> {
  return within(where, (scans) => {
    const rows = scans.all(where.organisation).filter(({ baseline }) => baseline);
    const all = rows.map((row) => ({ ...told(row), setAt: scans.baseline(row.organisation)?.setAt ?? '' }));
    if (json) out(jsonText(all, 1));
    else if (rows.length === 0) out('No baseline is set. Scans are compared with the one before.');
    else for (const line of columns([heads, ...rows.map(cells)])) out(line);
  });
}

/** @throws PlumblineError CONFIG_INVALID where several organisations have one and none was named. */
export function clearBaseline(where: Where): Promise<void> {
  return within(where, (scans) => {
    const named = scans.all(where.organisation).filter(({ baseline }) => baseline);
    const [first] = named;
    if (first === undefined) {
      out('No baseline is set.');
      return;
    }
    if (named.length > 1) {
      throw new PlumblineError('CONFIG_INVALID', `${named.length} organisations have a baseline.`, {
        hint: `Name one with --organisation: ${named.map(({ organisation }) => organisation).join(', ')}.`,
      });
    }
    scans.clearBaseline(first.organisation);
    audit(where.path, { event: 'baseline-cleared', scan: first.id, organisation: first.organisation });
    for (const line of columns([['Cleared', first.id, first.organisation]])) out(line);
  });
}
