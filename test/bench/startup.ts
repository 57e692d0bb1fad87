import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Measure, median, ratioOf } from './measure.ts';

const rounds = 15;

/** How soon the command line answers, against the least that Node takes. The two take turns; the first turn fills caches. */
export function startup(): Measure[] {
  const program = fileURLToPath(new URL('../../bin/plumbline.js', import.meta.url));
  const [help, node]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const [h, n] = [timed([program, '--help']), timed(['-e', '0'])];
    if (round === 0) continue;
    help.push(h);
    node.push(n);
  }
  const [h, n] = [median(help), median(node)];
  return [ratioOf('startup, --help', [h, `${h.toFixed(0)} ms`], [n, `${n.toFixed(0)} ms: node -e 0`], 3)];
}

function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
  return performance.now() - start;
}
