import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceDigestOf, evidenceFiles, fileSha256 } from '../../../reports/view/digest.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { factsOf } from './facts.ts';
import { sampleFindings } from './findings.ts';
import { writeLines } from './lines.ts';
import type { Plan } from './plan.ts';
import { summaryOf } from './summary.ts';
import { type EvidenceTally, type FindingTally, newTally } from './tally.ts';

export async function writeResources(dir: string, plan: Plan): Promise<void> {
  await writeLines(join(dir, 'resources.ndjson'), resources());

  function* resources(): Generator<Resource> {
    for (const [index, one] of plan.resources.entries()) {
      const neighbour = plan.resources[index + 1];
      const linked = neighbour && neighbour.kind === one.kind ? [neighbour.uid] : [];
      yield {
        uid: one.uid,
        kind: one.kind,
        nativeType: one.native.nativeType,
        provider: one.account.provider,
        account: one.account.account,
        region: one.region,
        name: one.name,
        parts: index % 9 === 0 ? [`${one.uid}/config`] : [],
        facts: factsOf(plan.options.seed, one),
        links: {
          related: { value: linked, from: [{ operation: one.native.get, pointer: '', evidence: one.call }] },
          ...(one.denied
            ? {
                keys: {
                  missing: [
                    { reason: 'access-denied', operation: one.native.get, permission: one.native.getPermission },
                  ],
                  from: [],
                },
              }
            : {}),
        },
      };
    }
  }
}

export async function writeFindings(dir: string, plan: Plan): Promise<FindingTally> {
  const tally = newTally();
  await writeLines(join(dir, 'findings.ndjson'), sampleFindings(plan, tally));
  return tally;
}

export function writeSummary(dir: string, plan: Plan, tally: FindingTally, evidence: EvidenceTally): void {
  writeFileSync(join(dir, 'scan.json'), `${JSON.stringify(summaryOf(plan, tally, evidence))}\n`);
}

export async function writeManifest(dir: string): Promise<void> {
  const evidenceDigest = await evidenceDigestOf(dir);
  const files = [];
  for (const path of evidenceFiles(dir)) {
    files.push({ path, sha256: await fileSha256(join(dir, path)), bytes: statSync(join(dir, path)).size });
  }
  writeFileSync(
    join(dir, 'manifest.json'),
    JSON.stringify({ format: 'plumbline-manifest/1', evidenceDigest, files }, null, 2),
  );
}
