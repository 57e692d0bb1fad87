import { spawnSync } from 'node:child_process';
import { writeGenerated } from './generate.ts';

/** `npm run check`: format, lint, types, generated files, the catalog's own tests. Fails on the first that is not in order. */
const steps: [string, string, string[]][] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['-p', '.', '--noEmit']],
  ['catalog cases', process.execPath, ['bin/plumbline.js', 'controls', 'test']],
  ['catalog lint', process.execPath, ['bin/plumbline.js', 'controls', 'lint']],
];

let failed = 0;
for (const [name, command, args] of steps) {
  process.stdout.write(`check: ${name}\n`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    failed += 1;
    process.stdout.write(`check: ${name} failed${error ? `: ${error.message}` : ''}\n`);
  }
}
process.stdout.write('check: generated files\n');
const stale = await writeGenerated();
if (stale.length > 0) {
  failed += 1;
  process.stdout.write(`check: these were out of date and have been written again; commit them: ${stale.join(', ')}\n`);
}
process.stdout.write(failed === 0 ? 'check: all in order\n' : `check: ${failed} steps failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
