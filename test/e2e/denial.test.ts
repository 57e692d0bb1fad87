import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aws } from '../../providers/aws/index.ts';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { demoEstate } from '../../src/lab/demo/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import { declared, eachRead, now, scanSmallDemo } from '../support/aws-sweep.ts';
import { done, type LabScan, quick, scanLab } from '../support/scan-lab.ts';
import { compareSweep, lostWithoutTrace } from '../support/sweep.ts';

let catalog: Catalog;
let quiet: LabScan;
const scan = (faults: readonly Fault[], retry = quick) => scanSmallDemo(catalog, faults, retry);

beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
  quiet = await scan([]);
});
afterAll(() => done(quiet));

describe('the quiet scan', () => {
  it('uses nearly every operation that is declared, so that the sweep means something', () => {
    const used = new Set(Object.keys(quiet.summary.calls.byOperation));
    const unused = declared
      .map(({ service, operation }) => `${service}:${operation}`)
      .filter((name) => !used.has(name));
    expect(unused).toEqual(unusedInDemo);
  });

  it('sends nothing that is not declared', () => {
    const allowed = new Set([
      ...declared.map(({ service, operation }) => `${service}:${operation}`),
      'sts:GetCallerIdentity',
    ]);
    const sent = new Set(quiet.lab.requests().map(({ service, operation }) => `${service}:${operation}`));
    expect([...sent].filter((name) => !allowed.has(name))).toEqual([]);
  });

  it('judges, and is not all unknown', () => {
    const { pass, fail } = quiet.summary.counts.verdicts;
    expect(pass).toBeGreaterThan(100);
    expect(fail).toBeGreaterThan(50);
  });
});

/** Declared operations for which ml-prod in eu-west-1 has nothing to read. */
const unusedInDemo: string[] = ['ec2:GetManagedPrefixListEntries', 's3:GetBucketLocation'];

describe.each(eachRead)('denied: %s', (name, spec) => {
  it('decides nothing that rests on it, and says what is missing', async () => {
    const broken = await scan([{ kind: 'deny', service: spec.service, operation: spec.operation }]);
    try {
      expect(compareSweep(quiet.findings, broken.findings, name, { permission: true })).toEqual([]);
      expect(lostWithoutTrace(quiet.findings, broken.findings)).toEqual([]);
      const cost =
        broken.findings.filter(({ verdict }) => verdict === 'unknown').length >
        quiet.findings.filter(({ verdict }) => verdict === 'unknown').length;
      const told =
        broken.summary.gaps.some((gap) => gap.operation === name) ||
        broken.summary.native.some((one) => one.state === 'not-readable');
      // Where other reads say the same, nothing is lost and there is nothing to tell.
      expect(told || !cost, 'the report tells of it').toBe(true);
    } finally {
      await done(broken);
    }
  });
});

describe('half denied', () => {
  it('one region of two, one account of two', async () => {
    const both = {
      collectors: aws.collectors,
      support: aws.support,
      natives: aws.natives,
      catalog,
      retry: quick,
      scanTime: now,
      estate: demoEstate(now),
      regions: ['us-east-1', 'eu-west-1'],
      accounts: ['ml-prod', 'ml-dev'],
    };
    const whole = await scanLab({ ...both, faults: [] });
    const half = await scanLab({
      ...both,
      faults: [
        {
          kind: 'deny',
          service: 'sagemaker',
          operation: 'ListNotebookInstances',
          account: 'ml-dev',
          region: 'eu-west-1',
        },
        { kind: 'deny', service: 'sagemaker', operation: 'DescribeModel', account: 'ml-prod' },
      ],
    });
    try {
      const problems = compareSweep(whole.findings, half.findings, '', { permission: false }).filter(({ problem }) =>
        problem.startsWith('is decided'),
      );
      expect(problems).toEqual([]);
      const scopes = half.findings.filter((one) => one.population?.operation === 'sagemaker:ListNotebookInstances');
      expect(new Set(scopes.map((one) => `${one.resource.accountName} ${one.resource.region}`))).toEqual(
        new Set(['ml-dev eu-west-1']),
      );
      expect(scopes.length).toBeGreaterThanOrEqual(catalog.forKind('ml.notebook').length);
    } finally {
      await done(whole);
      await done(half);
    }
  });
});
