import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { trustAuthorities } from '../../src/cli/trust.ts';
import { makeAuthority } from '../../src/lab/authority.ts';
import { demoMlflow } from '../../src/lab/demo/mlflow/server.ts';
import { type FrontDoor, frontDoor } from '../support/front-door.ts';
import { type MlflowScan, type MlflowScanOptions, scanMlflow } from '../support/scan-mlflow.ts';
import { compareSweep, lostWithoutTrace } from '../support/sweep.ts';

const now = new Date('2026-11-20T09:00:00Z');
const estate = demoMlflow(now);
const admin = estate.users.find(({ username }) => username === 'admin');
const behind = `Basic ${Buffer.from(`admin:${admin?.password}`).toString('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-mlflow-'));
const tokenFile = join(folder, 'token');
let catalog: Catalog;
let quiet: MlflowScan;
const open: { close(): Promise<void> }[] = [];

const scan = async (more: Partial<MlflowScanOptions> = {}) => {
  const done = await scanMlflow({ estate, catalog, scanTime: now, ...more });
  open.push(done);
  return done;
};

/** Lets so many requests through, then answers as told whoever still comes with the first token. */
function endsAfter(requests: number, answer: (response: ServerResponse) => void, then: () => void = () => undefined) {
  let asked = 0;
  return async (target: string) => {
    writeFileSync(tokenFile, 'first');
    const door: FrontDoor = await frontDoor(target, behind, (token, response) => {
      asked += 1;
      if (asked <= requests || token !== 'first') return false;
      then();
      answer(response);
      return true;
    });
    open.push(door);
    return { url: door.url, auth: { kind: 'token' as const, token: { file: tokenFile } } };
  };
}

const expired = (response: ServerResponse) =>
  response
    .writeHead(403, { 'content-type': 'application/json' })
    .end('{"error_code":"PERMISSION_DENIED","message":"Invalid access token."}');
const signIn = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html><form action="/login">');

beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
  quiet = await scanMlflow({ estate, catalog, scanTime: now, front: endsAfter(Infinity, expired) });
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await quiet.close();
  rmSync(folder, { recursive: true });
});

const gapsOf = ({ summary }: MlflowScan) => summary.gaps.map(({ reason, errorCode }) => `${reason} ${errorCode}`);
const invented = (one: MlflowScan) =>
  compareSweep(quiet.findings, one.findings, '', { permission: false }).filter(({ problem }) =>
    problem.startsWith('is decided'),
  );

describe.each([3, 12, 30])('a token that is too old after %i requests', (requests) => {
  it('is a gap with its reason, and nothing is made up', async () => {
    const cut = await scan({ front: endsAfter(requests, expired) });
    expect(gapsOf(cut).length).toBeGreaterThan(0);
    for (const gap of cut.summary.gaps) {
      expect(['PERMISSION_DENIED', 'ExpiredToken']).toContain(gap.errorCode);
      // No permission would cure that, so none is asked for.
      expect(gap.permission ?? '').toBe('');
    }
    expect(invented(cut)).toEqual([]);
    expect(lostWithoutTrace(quiet.findings, cut.findings)).toEqual([]);
  });

  it('is read again from its file where a new one lies there', async () => {
    const renewed = await scan({ front: endsAfter(requests, expired, () => writeFileSync(tokenFile, 'second')) });
    const verdicts = ({ findings }: MlflowScan) => findings.map(({ key, verdict }) => `${key} ${verdict}`);
    expect(verdicts(renewed)).toEqual(verdicts(quiet));
    expect(renewed.summary.gaps).toEqual(quiet.summary.gaps);
  });
});

it('a page to sign in, with status 200, is no answer', async () => {
  const cut = await scan({ front: endsAfter(12, signIn) });
  expect(new Set(gapsOf(cut))).toEqual(new Set(['partial-answer UnreadableBody']));
  expect(invented(cut)).toEqual([]);
  expect(lostWithoutTrace(quiet.findings, cut.findings)).toEqual([]);
});

describe('a certificate that an authority of the customer signed', () => {
  const before = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(before));

  it('stops the scan before it begins, and says what to name', async () => {
    const { cert, key } = await makeAuthority();
    const error = await scan({ tls: { cert, key } }).then(
      () => undefined,
      (cause: { code: string; hint: string }) => cause,
    );
    expect(error).toMatchObject({ code: 'NETWORK', hint: expect.stringContaining('certificate_authorities') });
  });

  it('is taken where the config names the file of that authority', async () => {
    const { ca, cert, key } = await makeAuthority();
    const file = join(folder, 'ca.pem');
    writeFileSync(file, ca);
    trustAuthorities([file]);
    const safe = await scan({ tls: { cert, key } });
    const tls = safe.findings.filter(({ control }) => control === 'TRK-003').map(({ verdict }) => verdict);
    expect(tls).toEqual(['pass']);
  });
});
