import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleOptions } from './sample/options.ts';
import { planScan } from './sample/plan.ts';
import { writeFindings, writeManifest, writeResources, writeSummary } from './sample/write.ts';
import { writeEvidence } from './sample/write-evidence.ts';

export type { SampleOptions } from './sample/options.ts';

/**
 * Writes the folder of a finished scan of a made-up hospital group, streaming: deterministic, consistent within
 * itself (pointers lead to the values, digests are right), with every verdict, scope findings, gaps and disagreements.
 *
 * @returns what was written.
 */
export async function writeSampleScan(
  dir: string,
  options: SampleOptions,
): Promise<{ resources: number; findings: number }> {
  mkdirSync(join(dir, 'evidence', 'answers'), { recursive: true });
  const plan = planScan(options);
  const evidence = await writeEvidence(dir, plan);
  await writeResources(dir, plan);
  const tally = await writeFindings(dir, plan);
  writeSummary(dir, plan, tally, evidence);
  await writeManifest(dir);
  return { resources: plan.resources.length, findings: tally.findings };
}
