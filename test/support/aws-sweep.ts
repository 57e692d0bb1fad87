import { aws } from '../../providers/aws/index.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import { demoEstate } from '../../src/lab/demo/index.ts';
import type { Estate } from '../../src/lab/estate.ts';
import type { Fault } from '../../src/lab/options.ts';
import { callsOf } from '../../src/scan/plan.ts';
import { type LabScan, quick, scanLab } from './scan-lab.ts';

export const now = new Date('2026-11-20T09:00:00Z');

/** Every read of AWS, from what the collectors declare. */
export const declared = callsOf([...aws.collectors, ...aws.support], aws.natives);

/** For `describe.each`: its name, and the read. */
export const eachRead = declared.map((spec) => [`${spec.service}:${spec.operation}`, spec] as const);

/** Two accounts in one region: every operation, and what is well beside what is not, so that a guess shows. */
function smallDemo(): Estate {
  const estate = demoEstate(now);
  return { ...estate, accounts: estate.accounts.filter((one) => one.name !== 'data-lake') };
}

/** One scan of a sweep over AWS. */
export function scanSmallDemo(catalog: Catalog, faults: readonly Fault[], retry = quick): Promise<LabScan> {
  return scanLab({
    estate: smallDemo(),
    faults,
    catalog,
    collectors: aws.collectors,
    support: aws.support,
    natives: aws.natives,
    regions: ['eu-west-1'],
    retry,
    scanTime: now,
  });
}

/**
 * The one true answer without members: Bedrock says so that nothing is recorded, as AWS's recorded answers show. Nothing
 * else tells it from a broken one, so it may cost a pass, and never give one.
 */
export const trulyEmpty = /^GEN-005 fail .*:model-invocation-logging$/;
