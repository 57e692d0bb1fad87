import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run, start } from './child.ts';
import type { CloudsJob, CloudsMeasure } from './clouds-process.ts';
import { atMost, type Measure, ratioOf, seconds } from './measure.ts';

const latencyMs = 50;
/** Many that are small, and one that is busy enough for its limit to matter. */
const large = { subscriptions: 50, projects: 50, copies: 20, models: { azure: 1200, gcp: 70 }, latencyMs };
/** Half of it, to see whether memory grows with what is found. */
const small = { ...large, subscriptions: 25, projects: 25 };

/** Scans of 50 subscriptions and of 50 projects against the rates that Microsoft and Google publish. */
export async function clouds(): Promise<Measure[]> {
  const [few, many] = [await scanned(small), await scanned(large)];
  return (['azure', 'gcp'] as const).flatMap((provider) => {
    const { wallMs, boundMs, why, calls, primary, resources, peakMb } = many[provider];
    const mb = (value: number) => `${value.toFixed(0)} MB`;
    return [
      boundMs > 0
        ? ratioOf(
            `${provider}, published rates`,
            [wallMs, seconds(wallMs)],
            [boundMs, `${seconds(boundMs)}: ${why}`],
            1.15,
          )
        : { name: `${provider}, published rates`, measured: seconds(wallMs), against: why },
      {
        name: `${provider}, calls a resource`,
        measured: (calls / primary).toFixed(2),
        against: `${calls} calls, ${primary} resources and ${resources - primary} that they refer to`,
      },
      ...(provider === 'azure' ? [heldByGraph(many.azure)] : []),
      ratioOf(
        `${provider}, memory`,
        [peakMb, mb(peakMb)],
        [
          few[provider].peakMb,
          `${mb(few[provider].peakMb)} with ${few[provider].resources} resources for ${resources}`,
        ],
        1.1,
      ),
    ];
  });
}

/** Facts are read from ARM, one list a workspace and endpoint: Resource Graph only says where there is nothing. */
function heldByGraph({ graph: { calls, resources } }: CloudsMeasure): Measure {
  const share = calls / resources;
  return atMost(
    'azure, calls a resource that Resource Graph holds',
    [share, share.toFixed(2)],
    `${calls} calls, ${resources} resources`,
    0.2,
    'calls',
  );
}

async function scanned(shape: typeof large): Promise<Record<'azure' | 'gcp', CloudsMeasure>> {
  const lab = start('test/bench/clouds-lab.ts', [JSON.stringify(shape)]);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const line = await new Promise<string>((resolve, reject) => {
      if (lab.stdout) createInterface(lab.stdout).once('line', resolve);
      lab.once('exit', (code) => reject(new Error(`the labs ended with ${String(code)} before they were ready`)));
    });
    const ready = JSON.parse(line) as Omit<CloudsJob, 'provider' | 'store'>; // see clouds-lab.ts
    const scan = (provider: 'azure' | 'gcp') =>
      run<CloudsMeasure>('test/bench/clouds-process.ts', { ...ready, provider, store: join(folder, `${provider}.db`) });
    return { azure: await scan('azure'), gcp: await scan('gcp') };
  } finally {
    const gone = once(lab, 'exit');
    lab.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true });
  }
}
