import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import { declared, scanSmallDemo, trulyEmpty } from '../support/aws-sweep.ts';
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

const services = [...new Set(declared.map((spec) => spec.service))];
const kinds: Fault['kind'][] = [
  'throttle',
  'server-error',
  'reset',
  'truncate',
  'not-json',
  'empty-object',
  'repeat-token',
  'never-ends',
];

describe.each(kinds.flatMap((kind) => services.map((service) => [kind, service] as const)))(
  '%s for ever: %s',
  (kind, service) => {
    it('never makes a pass or a fail', async () => {
      const broken = await scan([{ kind, service }], { ...quick, attempts: 2 });
      try {
        const flipped = compareSweep(quiet.findings, broken.findings, '', { permission: false }).filter(({ problem }) =>
          problem.startsWith('is decided'),
        );
        const unexpected = kind === 'empty-object' ? flipped.filter((one) => !trulyEmpty.test(one.finding)) : flipped;
        expect(unexpected).toEqual([]);
        expect(lostWithoutTrace(quiet.findings, broken.findings)).toEqual([]);
      } finally {
        await done(broken);
      }
    });
  },
);
