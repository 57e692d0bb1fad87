import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mlflow } from '../../providers/mlflow/index.ts';
import { assertRead } from '../../providers/mlflow/permissions.ts';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { demoMlflow } from '../../src/lab/demo/mlflow/server.ts';
import type { Fault } from '../../src/lab/options.ts';
import { callsOf } from '../../src/scan/plan.ts';
import { hostile } from '../support/hostile-estate.ts';
import { quick } from '../support/scan-lab.ts';
import { type MlflowScan, type MlflowScanOptions, scanMlflow } from '../support/scan-mlflow.ts';
import { compareSweep, lostWithoutTrace } from '../support/sweep.ts';

const now = new Date('2026-11-20T09:00:00Z');
const declared = callsOf(mlflow.collectors, []);
/** What the lab sees of them: the connection is no request, and the caller without credentials asks the same thing. */
const asked = declared.filter(({ service }) => service === 'mlflow');
let catalog: Catalog;
let quiet: MlflowScan;

const scan = (faults: readonly Fault[] = [], more: Partial<MlflowScanOptions> = {}) =>
  scanMlflow({ estate: demoMlflow(now), catalog, faults, scanTime: now, ...more });

beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
  quiet = await scan();
});
afterAll(() => quiet.close());

const verdict = (control: string, name: string) =>
  quiet.findings.filter((one) => one.control === control && one.resource.name === name).map((one) => one.verdict);

describe('the demo server', () => {
  it.each([
    ['GOV-001', 'triage-chest-xray/42', 'pass'],
    ['GOV-001', 'discharge-summary/3', 'fail'],
    ['GOV-001', 'triage-chest-xray/43', 'not-applicable'],
    ['GOV-002', 'sepsis-early-warning/7', 'manual'],
    ['GOV-003', 'triage-chest-xray/42', 'pass'],
    ['GOV-003', 'discharge-summary/3', 'fail'],
    ['GOV-004', 'bed-forecast/12', 'pass'],
    ['GOV-005', 'triage-chest-xray/42', 'manual'],
    ['GOV-005', 'sepsis-early-warning/7', 'manual'],
    ['GOV-005', 'bed-forecast/12', 'fail'],
    ['SUP-007', 'triage-chest-xray/42', 'pass'],
    ['SUP-007', 'discharge-summary/3', 'fail'],
    ['SUP-008', 'sepsis-early-warning/7', 'fail'],
    ['SUP-020', 'discharge-summary/3', 'fail'],
    ['SUP-020', 'sepsis-early-warning/7', 'fail'],
    ['SUP-020', 'bed-forecast/12', 'pass'],
    ['SUP-020', 'triage-chest-xray/42', 'not-applicable'],
    ['TRK-001', 'mlflow.harbour-vale', 'fail'],
    ['TRK-002', 'mlflow.harbour-vale', 'pass'],
    ['TRK-003', 'mlflow.harbour-vale', 'fail'],
    ['TRK-004', 'mlflow.harbour-vale', 'fail'],
    ['TRK-005', 'mlflow.harbour-vale', 'manual'],
    ['TRK-006', 'mlflow.harbour-vale', 'fail'],
    ['TRK-007', 'mlflow.harbour-vale', 'manual'],
    ['TRK-008', 'untitled-1', 'fail'],
    ['TRK-008', 'untitled-2', 'not-applicable'],
    ['LIN-001', 'triage-train-42', 'pass'],
    ['LIN-001', 'sepsis-train-7', 'fail'],
    ['LIN-002', 'beds-train-12', 'pass'],
    ['VAL-002', 'tfdv-chest-2026-10', 'pass'],
    ['VAL-002', 'great-expectations-vitals', 'fail'],
    ['XAI-001', 'no-show-risk/2', 'pass'],
    ['XAI-001', 'sepsis-early-warning/7', 'manual'],
    ['GOV-020', 'sepsis-early-warning', 'fail'],
  ])('%s on %s: %s', (control, name, expected) => {
    expect(new Set(verdict(control, name))).toEqual(new Set([expected]));
  });

  it('leads from versions to jobs of three clouds and to their stores', () => {
    const links = (name: string) =>
      [...quiet.store.resources()].find((one) => one.name === name && one.nativeType === 'MLflow::ModelVersion')?.links;
    expect(links('triage-chest-xray/42')).toMatchObject({
      jobs: { value: ['arn:aws:sagemaker:eu-west-1:210987654301:training-job/triage-chest-xray-2026-train-42'] },
      buckets: { value: ['arn:aws:s3:::hvh-ml-prod-models'] },
    });
    expect(links('bed-forecast/12')?.jobs?.value).toEqual([expect.stringContaining('/workspaces/mlw-hvh-prod/jobs/')]);
    expect(links('no-show-risk/2')?.jobs?.value).toEqual([
      expect.stringContaining('//aiplatform.googleapis.com/projects/'),
    ]);
  });

  it('sends reads only, every declared one, and nothing else', () => {
    const sent = new Set(quiet.lab.requests().map(({ operation }) => operation));
    expect([...sent].sort()).toEqual(
      [...new Set(asked.map(({ operation }) => operation))].filter((one) => one !== 'GetLoggedModel').sort(),
    );
    for (const operation of sent) expect(() => assertRead(operation)).not.toThrow();
    expect(
      [...sent].filter(
        (name) =>
          /create|update|delete|set|log[-A-Z]|transition|test|download|predict/i.test(name) &&
          !/^(Get|Search)/.test(name),
      ),
    ).toEqual([]);
  });

  it('scanned as a reader leaves what administrators may ask unknown, and says so', async () => {
    const reader = await scan([], { user: 'plumbline' });
    try {
      const admin = reader.findings.find((one) => one.control === 'TRK-007');
      expect(admin).toMatchObject({
        verdict: 'unknown',
        missing: [{ operation: 'mlflow:GetUser', permission: 'administrator of the server' }],
      });
      const hooks = reader.findings.filter((one) => one.population?.operation === 'mlflow:ListWebhooks');
      expect(hooks.map((one) => one.verdict)).toContain('unknown');
    } finally {
      await reader.close();
    }
  });
});

it('an open server: everybody is let in, and that is what is wrong', async () => {
  const open = await scan([], { estate: { ...demoMlflow(now), users: [] } });
  try {
    const of = (control: string) => open.findings.filter((one) => one.control === control).map((one) => one.verdict);
    expect(of('TRK-002')).toEqual(['fail']);
    expect(of('TRK-005')).toEqual(['fail']);
    expect(of('TRK-007')).toEqual(['not-applicable']);
    expect(new Set(open.findings.filter((one) => one.control === 'DAT-006').map((one) => one.verdict))).toEqual(
      new Set(['fail']),
    );
  } finally {
    await open.close();
  }
});

describe.each(asked.map((spec) => [spec.operation, spec] as const))('denied: %s', (operation) => {
  it('decides nothing that rests on it, and says what is missing', async () => {
    const broken = await scan([{ kind: 'deny', service: 'mlflow', operation }]);
    try {
      expect(compareSweep(quiet.findings, broken.findings, `mlflow:${operation}`, { permission: true })).toEqual([]);
      expect(lostWithoutTrace(quiet.findings, broken.findings)).toEqual([]);
    } finally {
      await broken.close();
    }
  });
});

const kinds: Fault['kind'][] = [
  'throttle',
  'server-error',
  'reset',
  'truncate',
  'not-json',
  'repeat-token',
  'never-ends',
];
describe.each(kinds)('%s for ever', (kind) => {
  it('never makes a pass or a fail', async () => {
    const broken = await scan([{ kind, service: 'mlflow' }], { retry: { ...quick, attempts: 2, attemptMs: 1000 } });
    try {
      const flipped = compareSweep(quiet.findings, broken.findings, '', { permission: false });
      expect(flipped.filter(({ problem }) => problem.startsWith('is decided'))).toEqual([]);
      expect(lostWithoutTrace(quiet.findings, broken.findings)).toEqual([]);
    } finally {
      await broken.close();
    }
  });
});

it('empty objects: empty lists are left out by protobuf, everything else is no answer', async () => {
  const broken = await scan([{ kind: 'empty-object', service: 'mlflow' }]);
  try {
    const flipped = compareSweep(quiet.findings, broken.findings, '', { permission: false });
    expect(flipped.filter(({ problem }) => problem.startsWith('is decided'))).toEqual([]);
  } finally {
    await broken.close();
  }
});

it('10 % refused, 5 % broken, 2 % reset: the verdicts are those of the quiet scan', async () => {
  const rough = await scan(
    [
      { kind: 'throttle', rate: 0.1 },
      { kind: 'server-error', rate: 0.05 },
      { kind: 'reset', rate: 0.02 },
    ],
    { seed: 7, retry: { attempts: 10, baseMs: 1, maxMs: 20, attemptMs: 5000, callMs: 60_000 } },
  );
  try {
    const verdicts = (findings: typeof quiet.findings) =>
      findings.map(({ key, verdict: one, stateHash }) => `${key} ${one} ${stateHash}`);
    expect(rough.summary.calls.retried).toBeGreaterThan(3);
    expect(verdicts(rough.findings)).toEqual(verdicts(quiet.findings));
  } finally {
    await rough.close();
  }
});

it('planted secrets are found nowhere', () => {
  // A token in a parameter, the path of a webhook, a password, the source of a dataset.
  const planted = [
    'hvh-demo-planted-token-93d1c7',
    'planted-path-of-a-webhook',
    'lab-admin-of-harbour-vale',
    'num_rows',
  ];
  const all = [
    ...quiet.findings.map((one) => JSON.stringify(one)),
    ...[...quiet.store.resources()].map((one) => JSON.stringify(one)),
    ...[...quiet.store.answers()].map(({ text }) => text),
    ...quiet.store.callLines(),
  ].join('\n');
  expect(all.length).toBeGreaterThan(10_000);
  for (const secret of planted) expect(all.includes(secret), secret).toBe(false);
});

it('hostile names are names, and go into no address', async () => {
  const names = Object.values(hostile);
  const demo = demoMlflow(now);
  const listed = <T>(list: { length: number; at(index: number): T | undefined }) =>
    Array.from({ length: list.length }, (_, index) => list.at(index)).filter((one) => one !== undefined);
  const tags = (text: string) => [
    { key: 'owner', value: text },
    { key: text, value: text },
  ];
  const strange = await scan([], {
    estate: {
      ...demo,
      experiments: [
        ...listed(demo.experiments),
        ...names.map((name, index) => ({
          experiment_id: `9${index}`,
          name,
          // A place that would climb out of its own in an address.
          artifact_location: `s3://../../${name}`,
          lifecycle_stage: 'active',
          creation_time: now.getTime(),
          last_update_time: now.getTime(),
          tags: tags(name),
        })),
      ],
      models: [
        ...listed(demo.models),
        ...names.map((name) => ({
          name,
          creation_timestamp: now.getTime(),
          last_updated_timestamp: now.getTime(),
          description: name,
          tags: tags(name),
        })),
      ],
    },
  });
  try {
    const count = (of: MlflowScan, kind: string) => [...of.store.resources(kind)].length;
    for (const kind of ['ml.experiment', 'ml.model'])
      expect([kind, count(strange, kind)]).toEqual([kind, count(quiet, kind) + names.length]);
    expect(strange.lab.requests().filter(({ operation }) => /^(GET|POST) /.test(operation))).toEqual([]);
    const before = new Map(quiet.findings.map((one) => [one.key, one.verdict]));
    const known = strange.findings.filter((one) => before.has(one.key));
    expect(known.filter((one) => one.verdict !== before.get(one.key)).map((one) => one.control)).toEqual([]);
  } finally {
    await strange.close();
  }
});
