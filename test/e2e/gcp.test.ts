import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gcp } from '../../providers/gcp/index.ts';
import { assertRead } from '../../providers/gcp/permissions.ts';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { demoGcp } from '../../src/lab/demo/gcp/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import { callsOf } from '../../src/scan/plan.ts';
import { type GcpScan, type GcpScanOptions, scanGcp } from '../support/scan-gcp.ts';
import { quick } from '../support/scan-lab.ts';
import { compareSweep, lostWithoutTrace } from '../support/sweep.ts';

const now = new Date('2026-11-20T09:00:00Z');
const declared = callsOf([...gcp.collectors, ...gcp.support], gcp.natives);
/** What signing in and finding the projects asks. */
const before = [
  'lab:subjectToken',
  'sts:token',
  'oauth2:tokeninfo',
  'cloudresourcemanager:projects.search',
  'cloudasset:resources.searchAll',
];
let catalog: Catalog;
let quiet: GcpScan;

const scan = (faults: readonly Fault[] = [], more: Partial<GcpScanOptions> = {}) =>
  scanGcp({ estate: demoGcp(now), catalog, faults, scanTime: now, ...more });

beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
  quiet = await scan();
});
afterAll(() => quiet.close());

const verdicts = (control: string, name: string) =>
  new Set(
    quiet.findings.filter((one) => one.control === control && one.resource.name === name).map((one) => one.verdict),
  );

describe('the demo projects', () => {
  it.each([
    ['AUTH-002', 'derm-try-7', 'fail'],
    ['AUTH-004', 'derm-try-7', 'fail'],
    ['AUTH-004', '3002/72', 'fail'],
    ['AUTH-004', 'triage-chest-train-12', 'pass'],
    ['AUTH-005', 'discharge-letters-trial', 'fail'],
    ['AVL-001', 'triage-chest', 'pass'],
    ['AVL-001', 'derm-screening', 'fail'],
    ['AVL-001', 'pilot-gpu', 'not-applicable'],
    ['DAT-006', 'triage-chest', 'fail'],
    ['ENC-004', 'triage-chest-train-12', 'pass'],
    ['ENC-004', 'derm-try-7', 'fail'],
    ['ENC-005', 'pilot-gpu', 'not-applicable'],
    ['ENC-006', 'triage-chest', 'pass'],
    ['ENC-003', 'image-prep', 'pass'],
    ['ENC-003', 'slide-statistics', 'fail'],
    // Its project is owned by a group: whether the account is a member, no policy tells.
    ['IAM-001', 'image-prep', 'manual'],
    ['IAM-002', 'pipelines@imaging-train.iam.gserviceaccount.com', 'manual'],
    ['IAM-002', 'triage-serve@imaging-serve.iam.gserviceaccount.com', 'pass'],
    ['NET-001', 'image-prep', 'pass'],
    ['NET-001', 'slide-statistics', 'fail'],
    ['GEN-017', 'Gemini API', 'fail'],
    ['GEN-001', 'patient-letters', 'pass'],
    ['GEN-001', 'small-models-trial', 'fail'],
    ['GEN-001', 'floor setting', 'fail'],
    ['GEN-002', 'patient-letters', 'pass'],
    ['GEN-002', 'floor setting', 'fail'],
    ['GEN-003', 'patient-letters', 'pass'],
    ['GEN-006', 'floor setting', 'pass'],
    ['GEN-006', 'small-models-trial', 'fail'],
    ['AUTH-004', 'summer-school', 'fail'],
    ['AUTH-004', 'chest reading', 'pass'],
    ['NET-001', 'summer school 4', 'fail'],
    ['NET-001', 'chest reading', 'pass'],
    ['GOV-001', 'triage-chest 12', 'pass'],
    ['GOV-001', 'derm-screening 3', 'fail'],
    ['GOV-001', 'triage-chest 11', 'not-applicable'],
    ['GOV-003', 'triage-chest 12', 'pass'],
    ['GOV-003', 'no-show-risk 2', 'unknown'],
    ['GOV-005', 'triage-chest 12', 'pass'],
    ['GOV-008', 'triage-chest', 'pass'],
    ['GOV-008', 'derm-screening', 'fail'],
    ['IAM-001', 'derm-try-7', 'fail'],
    ['LOG-006', 'triage-chest', 'pass'],
    ['LOG-001', 'audit log', 'pass'],
    ['LOG-003', 'audit log', 'pass'],
    ['LOG-009', 'imaging-train', 'pass'],
    ['DAT-005', 'imaging-train', 'fail'],
    ['DAT-005', 'imaging-serve', 'pass'],
    ['GOV-015', 'imaging-train', 'fail'],
    ['GOV-015', 'imaging-serve', 'pass'],
    ['MON-020', 'imaging-serve', 'manual'],
    ['MON-001', 'triage-chest', 'manual'],
    ['MON-001', 'derm-screening', 'fail'],
    ['MON-002', 'derm-screening drift', 'fail'],
    ['MON-007', 'no-show-risk', 'fail'],
    ['NET-001', 'derm-try-7', 'fail'],
    ['NET-001', 'letter-assistant', 'pass'],
    ['NET-006', 'imaging-ml', 'fail'],
    ['NET-007', 'imaging-ml', 'pass'],
    ['LOG-008', 'imaging-ml', 'pass'],
    ['NET-008', 'imaging-ml for figures as 611203344551-compute', 'fail'],
    ['NET-008', 'imaging-ml for imaging-batch as pipelines', 'pass'],
    ['NET-009', 'imaging-ml for figures as 611203344551-compute', 'fail'],
    ['NET-009', 'imaging-ml for imaging-batch as pipelines', 'pass'],
    ['NET-011', 'derm-screening', 'pass'],
    ['SUP-001', 'derm-screening 3', 'fail'],
  ])('%s on %s: %s', (control, name, expected) => {
    expect(verdicts(control, name)).toEqual(new Set([expected]));
  });

  it('record changes, and the use of models where it is set', () => {
    const of = (account: string) =>
      quiet.findings.filter((one) => one.control === 'LOG-004' && one.resource.account === account);
    expect([of('imaging-train'), of('imaging-serve')].map((all) => all.map(({ verdict }) => verdict))).toEqual([
      ['fail'],
      ['pass'],
    ]);
  });

  it('lead from an endpoint to the version in the other project, its job and its dataset', () => {
    const one = (nativeType: string, name: string) =>
      quiet.resources.find((found) => found.nativeType.endsWith(nativeType) && found.name === name);
    const version = one('/ModelVersion', 'triage-chest 12');
    expect(one('/Endpoint', 'triage-chest')?.links.versions?.value).toEqual([version?.uid]);
    expect(version?.account).toBe('imaging-train');
    expect(version?.links.jobs?.value).toEqual([one('/TrainingPipeline', 'triage-chest-12')?.uid]);
    expect(version?.links.datasets?.value).toEqual([one('/Dataset', 'chest-xray-2026')?.uid]);
  });

  it('stand beside what Google itself found, agreeing or not', () => {
    const of = (name: string) =>
      quiet.findings
        .filter((one) => one.control === 'IAM-009' && one.resource.name.startsWith(`${name}@`))
        .map(({ verdict, native }) => [verdict, ...native.map((one) => `${one.source} ${one.status} ${one.agrees}`)]);
    expect([of('train'), of('pipelines'), of('notebooks')]).toEqual([
      [['fail', 'scc fail true']],
      [['pass', 'scc fail false']],
      [['pass']],
    ]);
    const cluster = quiet.findings.find((one) => one.control === 'ENC-003' && one.resource.name === 'slide-statistics');
    expect(cluster?.native).toMatchObject([{ source: 'scc', rule: 'DATAPROC_CMEK_DISABLED', agrees: true }]);
    expect(quiet.summary.native.map(({ account, source, state }) => `${account} ${source} ${state}`)).toEqual([
      'imaging-serve scc read',
      'imaging-train scc read',
    ]);
  });

  it('are read where they hold something, and the scopes say how that was found out', () => {
    const regions = (account: string) => quiet.connected.find((one) => one.account === account)?.regions;
    expect([regions('imaging-train'), regions('imaging-serve')]).toEqual([
      ['europe-west4', 'eu', 'us'],
      ['europe-west4', 'us-central1', 'eu', 'us'],
    ]);
    expect(quiet.connected[0]?.note).toContain('cloudasset:searchAllResources');
    expect(quiet.connected[0]?.session.identity).toBe('plumbline@imaging-serve.iam.gserviceaccount.com');
  });

  it('cost a call a list and a little more', () => {
    const { calls, counts } = quiet.summary;
    expect(calls.total).toBeLessThan(3.5 * counts.resources);
    expect(calls.failed).toBe(0);
  });
});

describe('what is sent', () => {
  const sent = () => [...new Set(quiet.lab.requests().map(({ service, operation }) => `${service}:${operation}`))];
  it('is declared, and nothing else', () => {
    const allowed = new Set([...declared.map(({ service, operation }) => `${service}:${operation}`), ...before]);
    expect(sent().filter((name) => !allowed.has(name))).toEqual([]);
  });
  it('is nearly everything that is declared, so that the sweep means something', () => {
    const used = new Set(sent());
    const unused = declared
      .map(({ service, operation }) => `${service}:${operation}`)
      .filter((name) => !used.has(name));
    // Asked only where the project does not tell: see below.
    expect(unused).toEqual([
      'securitycenter:folders.sources.locations.findings.list',
      'securitycenter:organizations.sources.locations.findings.list',
    ]);
  });
  it('runs no model, reads no data, and changes nothing', () => {
    for (const name of sent())
      expect(name).not.toMatch(
        /[.:](predict|rawPredict|explain|restore|query\w*|create|update|patch|delete|upload|deploy|import\w*|export\w*|access|generate\w*)$/i,
      );
    for (const { permission } of declared) expect(() => assertRead(permission)).not.toThrow();
  });
});

describe.each(declared.map((spec) => [`${spec.service}:${spec.operation}`, spec] as const))(
  'denied: %s',
  (name, { service, operation }) => {
    it('decides nothing that rests on it, and says what is missing', async () => {
      const broken = await scan([{ kind: 'deny', service, operation }]);
      try {
        expect(compareSweep(quiet.findings, broken.findings, name, { permission: true })).toEqual([]);
        expect(lostWithoutTrace(quiet.findings, broken.findings)).toEqual([]);
      } finally {
        await broken.close();
      }
    });
  },
);

describe('findings of Google that a project does not tell', () => {
  const own: Fault = { kind: 'deny', service: 'securitycenter', operation: 'projects.sources.locations.findings.list' };
  const folder: Fault = { ...own, operation: 'folders.sources.locations.findings.list' };
  it.each([
    ['folder', [own]],
    ['organization', [own, folder]],
  ])('are those that the %s has of it', async (where, faults) => {
    const broken = await scan(faults);
    try {
      const plain = ({ findings }: GcpScan) =>
        findings
          .filter(({ native }) => native.length > 0)
          .map(({ key, native }) => [key, native.map(({ status }) => status)]);
      expect(plain(broken)).toEqual(plain(quiet));
      expect(plain(broken).length).toBeGreaterThan(1);
      for (const { state, detail } of broken.summary.native) {
        expect(state).toBe('read');
        expect(detail).toContain(`read in the ${where}`);
      }
    } finally {
      await broken.close();
    }
  });
});

const services = [...new Set(declared.map(({ service }) => service))];
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
      const broken = await scan([{ kind, service }], { retry: { ...quick, attempts: 2, attemptMs: 1000 } });
      try {
        const flipped = compareSweep(quiet.findings, broken.findings, '', { permission: false }).filter(({ problem }) =>
          problem.startsWith('is decided'),
        );
        // Google leaves out what is empty, so `{}` is an empty list, and is believed: it may cost a pass, never make one.
        const made = flipped.filter(({ finding }) => kind !== 'empty-object' || / pass /.test(finding));
        expect(made).toEqual([]);
        if (kind !== 'empty-object') expect(lostWithoutTrace(quiet.findings, broken.findings)).toEqual([]);
      } finally {
        await broken.close();
      }
    });
  },
);

it('chaos that ends gives the same verdicts', async () => {
  const faults: Fault[] = (['server-error', 'reset', 'throttle', 'truncate', 'not-json'] as const).map((kind) => ({
    kind,
    rate: 0.08,
  }));
  const chaos = await scan(faults, {
    seed: 7,
    retry: { attempts: 12, baseMs: 1, maxMs: 5, attemptMs: 3000, callMs: 30_000 },
  });
  try {
    const plain = (found: GcpScan) => found.findings.map(({ key, verdict }) => `${key} ${verdict}`).sort();
    expect(plain(chaos)).toEqual(plain(quiet));
    expect(chaos.summary.calls.retried).toBeGreaterThan(10);
  } finally {
    await chaos.close();
  }
});
