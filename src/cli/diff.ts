import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { changesBetween } from '../drift/changes.ts';
import { diffRow, diffSide } from '../drift/diff-row.ts';
import type { Pair } from '../drift/pick.ts';
import { scopeDifference } from '../drift/scope-difference.ts';
import { count, noDrift } from '../drift/tally.ts';
import { WorstRows } from '../drift/worst-rows.ts';
import type { DiffReport } from '../model/diff-report.ts';
import { PlumblineError } from '../model/errors.ts';
import { Breather } from '../scan/breather.ts';
import { diffText } from './diff-text.ts';
import { boundMemory } from './memory.ts';
import { jsonText } from './terminal.ts';

export type DiffFormat = 'text' | 'json' | 'html';

/** Rows of each status that a page has room for. JSON has all. */
const roomFor = { text: 40, html: 500 };

/** Writes what changed between two scans to standard output, or into a file that is there in whole or not at all. */
export async function writeDiff(pair: Pair, format: DiffFormat, path: string | undefined): Promise<void> {
  boundMemory();
  if (path === undefined) {
    await write(pair, format, process.stdout);
    return;
  }
  const temporary = `${resolve(path)}.${process.pid}.tmp`;
  const file = createWriteStream(temporary, { mode: 0o600 });
  const failed = new Promise<never>((_, reject) => file.once('error', reject));
  try {
    await Promise.race([once(file, 'open').then(() => write(pair, format, file)), failed]);
    file.end();
    await Promise.race([once(file, 'close'), failed]);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof PlumblineError || !(error instanceof Error && 'code' in error)) throw error;
    throw new PlumblineError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${error.message}`, {
      cause: error,
      hint: 'Name another file with --out.',
    });
  }
}

async function write(pair: Pair, format: DiffFormat, to: Writable): Promise<void> {
  if (format === 'json') return writeJson(pair, to);
  const report = await reportOf(pair, roomFor[format]);
  if (format === 'text') await put(to, diffText(report));
  else await put(to, (await import('../../reports/diff/index.ts')).diffHtml(report));
}

async function put(to: Writable, text: string): Promise<void> {
  if (!to.write(text) && !to.destroyed) await Promise.race([once(to, 'drain'), once(to, 'close')]);
}

async function reportOf({ before, now }: Pair, most: number): Promise<DiffReport> {
  const counts = noDrift();
  const worst = new WorstRows(most);
  const breather = new Breather();
  for (const change of changesBetween(before, now)) {
    count(counts, change);
    worst.add(change);
    if (breather.due) await breather.breathe();
  }
  return { ...headOf({ before, now }), counts, changes: worst.rows };
}

function headOf({ before, now }: Omit<Pair, 'close'>): Pick<DiffReport, 'format' | 'before' | 'now' | 'scope'> {
  return {
    format: 'plumbline-diff/1',
    before: diffSide(before.summary),
    now: diffSide(now.summary),
    scope: scopeDifference(before.summary, now.summary),
  };
}

/** One change a line within one document: a million of them pass through, and the counts come last. */
async function writeJson({ before, now }: Pair, to: Writable): Promise<void> {
  const counts = noDrift();
  await put(to, `${jsonText(headOf({ before, now })).slice(0, -1)},"changes":[`);
  let separator = '\n';
  let text = '';
  const breather = new Breather();
  for (const change of changesBetween(before, now)) {
    count(counts, change);
    if (change.status !== 'still') {
      text += `${separator}${jsonText(diffRow(change))}`;
      separator = ',\n';
    }
    if (!breather.due) continue;
    await put(to, text);
    text = '';
    await breather.breathe();
  }
  await put(to, `${text}\n],"counts":${jsonText(counts)}}\n`);
}
