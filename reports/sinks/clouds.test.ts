import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFullConfig, sinksOf } from '../../src/cli/delivery/config.ts';
import { DeadLetters } from '../../src/delivery/dead-letters.ts';
import { Freezer } from '../../src/delivery/freeze.ts';
import { Spool } from '../../src/delivery/spool.ts';
import { type Delivered, deliver } from '../../src/delivery/worker.ts';
import type { Sink } from '../../src/model/sink.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import { blob } from './blob.ts';
import { cloudSinks } from './clouds.ts';
import { sinkDefinitions } from './index.ts';
import { s3 } from './s3.ts';
import { secops } from './secops.ts';
import { securityhub } from './securityhub.ts';
import { eventsOf } from './testing/batches.ts';
import { Receiver } from './testing/receiver.ts';

let folder: string;
let store: ScanStore;
let before: NodeJS.ProcessEnv;

beforeEach(async () => {
  before = { ...process.env };
  folder = mkdtempSync(join(tmpdir(), 'plumbline-clouds-'));
  store = await ScanStore.open(join(folder, 'store.db'), 'scan-1');
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_EC2_METADATA_DISABLED: 'true' });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  store.close();
  rmSync(folder, { recursive: true });
});

/** Freezes, queues and delivers as a scan does, without the waits. */
async function delivered(sink: Sink, events: readonly string[], lane?: (text: string) => string): Promise<Delivered> {
  const spool = new Spool(join(folder, 'spool'));
  const dead = new DeadLetters(join(folder, 'dead'));
  const freezer = new Freezer({ sink, spool, dead, scan: 'scan-1', scanTime: '2026-11-22T09:14:02.000Z', shape: '' });
  for (const event of events) await freezer.add(event, lane?.(event) ?? '');
  const batches = await freezer.end();
  store.begin('Org', '2026-11-22T09:14:02.000Z');
  store.end('complete', '2026-11-22T09:15:00.000Z', null, () => store.outbox.add(sink.name, batches));
  let clock = Date.now();
  return deliver({
    sink,
    outbox: store.outbox,
    spool,
    dead,
    signal: AbortSignal.timeout(50_000),
    until: 'empty',
    now: () => clock,
    wait: async (ms) => {
      clock += ms;
    },
  });
}

const letters = (sink: string) =>
  readFileSync(join(folder, 'dead', `${sink}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { item: string; reason: string });

describe('a scan, delivered', () => {
  it('to Security Hub: each finding once in its own account and region, by a hub that is busy and one that is off', async () => {
    const hubs = new Map<string, Map<string, number>>();
    const off = '211122223332';
    let calls = 0;
    const receiver = await Receiver.start(({ headers, text }) => {
      calls += 1;
      const region = /\/([a-z0-9-]+)\/securityhub\//.exec(headers.authorization ?? '')?.[1] ?? '';
      const findings = JSON.parse(text).Findings as { Id: string; AwsAccountId: string }[];
      if (calls % 5 === 1) return { status: 429, headers: { 'x-amzn-errortype': 'LimitExceededException' } };
      if (calls % 5 === 3) return 'reset';
      if (findings[0]?.AwsAccountId === off)
        return { status: 401, headers: { 'x-amzn-errortype': 'InvalidAccessException' }, body: '{}' };
      const failed = calls % 2 === 0 && findings.length > 1 ? findings.slice(0, 1) : [];
      for (const { Id, AwsAccountId } of findings.slice(failed.length)) {
        const place = `${AwsAccountId}|${region}`;
        const hub = hubs.get(place) ?? new Map();
        hubs.set(place, hub.set(Id, (hub.get(Id) ?? 0) + 1));
      }
      return {
        status: 200,
        body: JSON.stringify({
          SuccessCount: findings.length - failed.length,
          FailedCount: failed.length,
          FailedFindings: failed.map(({ Id }) => ({ Id, ErrorCode: 'InternalError', ErrorMessage: 'busy' })),
        }),
      };
    });
    const sink = securityhub.make('hub', { endpoint: receiver.url });
    const events = [...new Map(eventsOf('asff').map((text) => [JSON.parse(text).Id, text])).values()];
    const done = await delivered(sink, events, securityhub.lane);
    await sink.close();
    await receiver.stop();

    const lost = events.filter((text) => JSON.parse(text).AwsAccountId === off);
    expect(lost.length).toBeGreaterThan(0);
    expect(done).toEqual({ delivered: events.length - lost.length, dead: lost.length, waiting: undefined });
    expect(
      letters('hub')
        .map((one) => one.item)
        .toSorted(),
    ).toEqual(lost.toSorted());
    const wanted = events
      .filter((text) => !lost.includes(text))
      .map((text) => JSON.parse(text))
      .map(({ AwsAccountId, Region, Id }) => `${AwsAccountId}|${Region} ${Id} 1`);
    const found = [...hubs].flatMap(([place, hub]) => [...hub].map(([id, times]) => `${place} ${id} ${times}`));
    expect(found.toSorted()).toEqual(wanted.toSorted());
  });

  it('to Google SecOps: all but the one event that it will not have', async () => {
    const taken: string[] = [];
    const receiver = await Receiver.start(({ path, text }) => {
      if (path === '/subject') return { status: 200, body: 'subject' };
      if (path === '/token')
        return { status: 200, body: '{"access_token":"t","token_type":"Bearer","expires_in":3600}' };
      if (text.includes('poison')) return { status: 400, body: '{"error":{"message":"one of them is bad"}}' };
      taken.push(...JSON.parse(text).inlineSource.events.map((one: { udm: object }) => JSON.stringify(one.udm)));
      return { status: 200, body: '{}' };
    });
    process.env.TEST_GOOGLE = JSON.stringify({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${receiver.url}/token`,
      credential_source: { url: `${receiver.url}/subject` },
    });
    const sink = secops.make('siem', {
      project: 'nordfjell',
      location: 'eu',
      instance: '11111111-2222-4333-8444-555555555555',
      endpoint: receiver.url,
      credentials: { env: 'TEST_GOOGLE' },
    });
    const events = eventsOf('udm').map((text) => JSON.stringify(JSON.parse(text)));
    const poison = JSON.stringify({ poison: true });
    const all = [...events.slice(0, 20), poison, ...events.slice(20)];
    const done = await delivered(sink, all);
    await sink.close();
    await receiver.stop();
    expect(done).toEqual({ delivered: events.length, dead: 1, waiting: undefined });
    expect(taken.toSorted()).toEqual(events.toSorted());
    expect(letters('siem').map((one) => one.item)).toEqual([poison]);
  });

  it.each(['s3', 'blob'])('to %s: one object, though the answer to the first was lost', async (type) => {
    const objects = new Map<string, string>();
    const receiver = await Receiver.start(({ path, bytes }) => {
      const there = objects.has(path);
      if (!there) objects.set(path, gunzipSync(bytes).toString('utf8'));
      if (!there) return 'reset';
      return type === 's3'
        ? { status: 412, body: '<Error><Code>PreconditionFailed</Code></Error>' }
        : { status: 409, headers: { 'x-ms-error-code': 'BlobAlreadyExists' } };
    });
    process.env.TEST_SAS = 'sv=2021-12-02&sig=eA%3D%3D';
    const sink =
      type === 's3'
        ? s3.make('lake', { bucket: 'findings', region: 'eu-west-1', endpoint: receiver.url, path_style: true })
        : blob.make('lake', { container: 'findings', url: receiver.url, sas: { env: 'TEST_SAS' } });
    const events = eventsOf('ocsf');
    const done = await delivered(sink, events);
    await sink.close();
    await receiver.stop();
    expect(done).toEqual({ delivered: events.length, dead: 0, waiting: undefined });
    expect([...objects.values()]).toEqual([`${events.join('\n')}\n`]);
  });
});

describe('the register', () => {
  it('has them all, each of a type and format of its own', () => {
    const types = sinkDefinitions.map((one) => one.type);
    expect(new Set(types).size).toBe(types.length);
    for (const { type } of cloudSinks) expect(types).toContain(type);
    expect(cloudSinks.map((one) => one.type).toSorted()).toEqual(
      ['blob', 'gcs', 's3', 'secops', 'securityhub', 'securitylake', 'sentinel'].toSorted(),
    );
  });

  it('is what plumbline.yaml can name', () => {
    const path = join(folder, 'plumbline.yaml');
    process.env.TEST_SAS = 'sv=1&sig=x';
    writeFileSync(
      path,
      `
organisation: Nordfjell
export:
  hub: { type: securityhub, role: "arn:aws:iam::{account}:role/PlumblineExport", external_id: nordfjell, severities: [critical] }
  files: { type: s3, bucket: nordfjell-findings, region: eu-west-1, format: ocsf@1.6.0 }
  lake: { type: securitylake, bucket: lake-bucket, region: eu-west-1, source: plumbline, scan_source: none }
  sentinel: { type: sentinel, endpoint: "https://x.ingest.monitor.azure.com", rule: dcr-${'0'.repeat(32)}, stream: Custom-PlumblineFindings }
  blobs: { type: blob, container: findings, url: "https://x.blob.core.windows.net", sas: { env: TEST_SAS } }
  chronicle: { type: secops, project: nordfjell, location: eu, instance: 11111111-2222-4333-8444-555555555555 }
  gs: { type: gcs, bucket: nordfjell-findings }
`,
    );
    const made = sinksOf(loadFullConfig(path));
    expect(made.map(({ sink, format }) => `${sink.name} ${sink.type} ${format}`)).toEqual([
      'hub securityhub asff',
      'files s3 ocsf',
      'lake securitylake ocsf',
      'sentinel sentinel ocsf',
      'blobs blob ndjson',
      'chronicle secops udm',
      'gs gcs ndjson',
    ]);
    const literal = readFileSync(path, 'utf8').replace('sas: { env: TEST_SAS }', 'sas: sv=1&sig=literal');
    writeFileSync(path, literal);
    expect(() => loadFullConfig(path)).toThrow(/export/);
  });
});
