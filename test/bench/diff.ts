import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './child.ts';
import type { DiffMeasure, DiffTask } from './diff-process.ts';
import { atMost, type Measure, ratioOf, seconds } from './measure.ts';

const findings = 1_000_000;

/**
 * Two scans of a million findings in one store, compared: against reading both, in the same order and without parsing
 * anything, and against the memory that it may take.
 */
export async function diff(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const store = join(folder, 'store.db');
  const task = (what: DiffTask['what'], count = findings) =>
    run<DiffMeasure>('test/bench/diff-process.ts', { what, store, findings: count } satisfies DiffTask);
  try {
    await task('write');
    // Once before, so that both find the file as the other does.
    await task('read');
    const [read, compared] = [await task('read'), await task('diff')];
    const shown = (one: DiffMeasure) => `${seconds(one.wallMs)}, ${one.rows} findings`;
    const { changes } = compared;
    return [
      atMost(
        'diff, memory',
        [compared.peakMb, `${compared.peakMb.toFixed(0)} MB`],
        `two scans of ${findings} findings: ${Object.entries(changes)
          .map(([name, n]) => `${n} ${name}`)
          .join(', ')}`,
        350,
        'MB',
      ),
      ratioOf('diff, time', [compared.wallMs, shown(compared)], [read.wallMs, `reading both, ${shown(read)}`], 3),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
