import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { performScan, type ScanDone } from '../../src/cli/scan-job.ts';
import type { CallRecord } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Resource } from '../../src/model/resource.ts';
import { type Made, makeEstate, planted, writer } from './make.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-mlflow-'));
const { PLUMBLINE_MLFLOW_OPEN: openUrl = '', PLUMBLINE_MLFLOW_CLOSED: closedUrl = '' } = process.env;
const version = process.env.PLUMBLINE_MLFLOW_VERSION ?? '';
const admin = `admin:${process.env.MLFLOW_AUTH_ADMIN_PASSWORD ?? ''}`;
const reader = { user: 'plumbline', password: 'a-reader-of-the-test' };

let made: { open: Made; closed: Made };
let done: ScanDone;
let findings: Finding[];
let resources: Resource[];

const lines = <T>(path: string): T[] =>
  readFileSync(join(folder, 'out', path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T); // written by the scan

beforeAll(async () => {
  if (!openUrl.startsWith('http://127.0.0.1:') || !closedUrl.startsWith('http://127.0.0.1:'))
    throw new Error('run this by `npm run test:mlflow`');
  const closed = writer(closedUrl, admin);
  const [open, secured] = await Promise.all([makeEstate(writer(openUrl, '')), makeEstate(closed)]);
  made = { open, closed: secured };
  await closed.post('users/create', { username: reader.user, password: reader.password });
  process.env.TEST_ADMIN = admin.split(':')[1];
  process.env.TEST_READER = reader.password;
  const basic = (user: string, env: string) => ({ kind: 'basic' as const, user, password: { env } });
  done = await performScan({
    config: {
      organisation: 'MLflow',
      store: `sqlite:${join(folder, 'store.db')}`,
      mlflow: {
        servers: [
          { id: 'open', url: openUrl },
          { id: 'closed', url: closedUrl, auth: basic('admin', 'TEST_ADMIN') },
          { id: 'as-reader', url: closedUrl, auth: basic(reader.user, 'TEST_READER') },
        ],
        rates: { '*': { per_second: 200, burst: 200 } },
      },
    },
    providers: ['mlflow'],
    regions: [],
    accounts: [],
    services: [],
    frameworks: [],
    controls: [],
    out: join(folder, 'out'),
    formats: ['html'],
    log: 'json',
  });
  findings = lines<Finding>('findings.ndjson');
  resources = lines<Resource>('resources.ndjson');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verdict = (server: string, control: string, name: string) => [
  ...new Set(
    findings
      .filter((one) => one.control === control && one.resource.account === server && one.resource.name === name)
      .map((one) => one.verdict),
  ),
];

describe('the server itself', () => {
  it.each([
    ['open', 'TRK-002', 'fail'],
    ['open', 'TRK-005', 'fail'],
    ['open', 'TRK-007', 'not-applicable'],
    ['closed', 'TRK-002', 'pass'],
    ['closed', 'TRK-006', 'fail'],
    // That a user "admin" exists is told; whether its password was changed is not.
    ['closed', 'TRK-007', 'manual'],
    ['as-reader', 'TRK-007', 'unknown'],
    ['open', 'TRK-001', 'pass'],
    ['open', 'TRK-003', 'fail'],
    ['open', 'TRK-004', 'pass'],
  ])('%s: %s is %s', (server, control, expected) => {
    expect(verdict(server, control, server)).toEqual([expected]);
  });

  it('tells its version', () => {
    const versions = resources.filter((one) => one.kind === 'tracking.server').map((one) => one.facts.version?.value);
    expect(versions).toEqual([version, version, version]);
  });
});

describe.each(['open', 'closed'] as const)('what was made on the %s server', (server) => {
  it.each([
    ['GOV-001', 'beds/1', 'pass'],
    ['GOV-001', 'beds/2', 'fail'],
    ['GOV-001', 'beds/3', 'not-applicable'],
    ['GOV-003', 'beds/1', 'pass'],
    ['GOV-003', 'beds/2', 'fail'],
    ['GOV-004', 'beds/1', 'pass'],
    ['GOV-010', 'beds/1', 'pass'],
    ['GOV-010', 'beds/2', 'fail'],
    ['GOV-014', 'beds', 'pass'],
    ['GOV-020', 'Default', 'fail'],
    ['GOV-020', 'wards', 'pass'],
    ['SUP-007', 'beds/1', 'pass'],
    ['SUP-007', 'beds/2', 'fail'],
    ['SUP-008', 'beds/1', 'pass'],
    ['SUP-008', 'beds/2', 'fail'],
    ['SUP-020', 'beds/1', 'pass'],
    ['SUP-020', 'beds/2', 'fail'],
    ['XAI-001', 'beds/1', 'manual'],
    ['TRK-008', 'good', 'pass'],
    ['TRK-008', 'bare', 'fail'],
    ['LIN-001', 'good', 'pass'],
    ['LIN-001', 'bare', 'fail'],
    ['LIN-002', 'good', 'pass'],
    ['LIN-002', 'bare', 'fail'],
    ['VAL-001', 'admissions@3f5a77b1', 'pass'],
    ['VAL-002', 'good', 'pass'],
    ['VAL-004', 'admissions@3f5a77b1', 'pass'],
    ['DAT-009', 'admissions@3f5a77b1', 'pass'],
  ])('%s on %s: %s', (control, name, expected) => {
    expect(verdict(server, control, name)).toEqual([expected]);
  });

  it('is read as it was made', () => {
    const of = (uid: string) => resources.find((one) => one.uid === `mlflow://${server}/${uid}`);
    const { good, loggedModel } = made[server];
    expect(of('model-version/beds/1')).toMatchObject({
      facts: {
        stage: { value: 'production' },
        approval: { value: 'approved' },
        tests: { value: ['quality', 'data', expect.anything()] },
      },
      links: {
        runs: { value: [`mlflow://${server}/run/${good}`] },
        datasets: { value: [`mlflow://${server}/dataset/admissions/3f5a77b1`] },
      },
    });
    expect(of('model-version/beds/3')?.links.buckets?.value).toEqual(['arn:aws:s3:::somebody-elses-bucket']);
    expect(of(`logged-model/${loggedModel}`)).toMatchObject({
      kind: 'ml.model_version',
      facts: { approval: { value: 'none' } },
    });
    expect(of(`run/${good}`)?.facts).toMatchObject({
      paramsLogged: { value: 1 },
      metricsLogged: { value: 2 },
      ranBy: { value: 'trainer' },
    });
  });

  it('shares everything with everyone where nobody is asked, and only there', () => {
    expect(verdict(server, 'DAT-006', 'beds')).toEqual([server === 'open' ? 'fail' : 'pass']);
  });
});

it('every list was read to its end, except the webhooks that a reader may not see', () => {
  const cut = done.summary.populations.filter((one) => !one.endReached).map((one) => `${one.account} ${one.operation}`);
  expect(cut).toEqual(['as-reader mlflow:ListWebhooks']);
});

it('only reads were sent, and every one of them was understood', () => {
  const calls = lines<CallRecord>('evidence/calls.ndjson');
  const odd = calls.filter(({ operation }) => !/^(Get|Search|List|Version|Handshake)/.test(operation));
  expect(odd).toEqual([]);
  const broken = calls.filter(
    (one) => one.errorCode !== '' && !/^(HTTP 40[134]( Basic)?|RESOURCE_DOES_NOT_EXIST)$/.test(one.errorCode),
  );
  expect(broken.map((one) => `${one.operation} ${one.errorCode}`)).toEqual([]);
});

it('no planted value came out', () => {
  for (const path of ['findings.ndjson', 'resources.ndjson', 'scan.json', 'report.html', 'evidence/calls.ndjson'])
    expect(readFileSync(join(folder, 'out', path), 'utf8').includes(planted), path).toBe(false);
});
