import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import { eachRead, scanSmallDemo, trulyEmpty } from '../support/aws-sweep.ts';
import { done, type LabScan, quick } from '../support/scan-lab.ts';
import { compareSweep, lostWithoutTrace } from '../support/sweep.ts';

let catalog: Catalog;
let quiet: LabScan;
const scan = (faults: readonly Fault[], retry = quick) => scanSmallDemo(catalog, faults, retry);

beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
  quiet = await scan([]);
});
afterAll(() => done(quiet));

describe.each(eachRead)('an empty answer: %s', (name, { service, operation }) => {
  it('decides nothing that was not so before', async () => {
    const broken = await scan([{ kind: 'empty-object', service, operation }]);
    try {
      const flipped = compareSweep(quiet.findings, broken.findings, name, { permission: false }).filter(
        ({ problem, finding }) => problem.startsWith('is decided') && !trulyEmpty.test(finding),
      );
      expect(flipped).toEqual([]);
      // Where nothing is recorded, no log is referred to.
      const lost = operation === 'GetModelInvocationLoggingConfiguration' ? / arn:aws:logs:/ : /^$/;
      expect(lostWithoutTrace(quiet.findings, broken.findings).filter((one) => !lost.test(one))).toEqual([]);
    } finally {
      await done(broken);
    }
  });
});
