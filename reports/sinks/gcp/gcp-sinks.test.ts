import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sink, SinkError } from '../../../src/model/sink.ts';
import { gcs } from '../gcs.ts';
import { secops } from '../secops.ts';
import { allOf, batchOf, eventsOf, refusalOf, sent } from '../testing/batches.ts';
import { type Handler, type Received, Receiver, type Reply } from '../testing/receiver.ts';

/**
 * There is no emulator of either that others wrote. This one gives tokens by workload identity federation, asked for by
 * Google's own library, and answers by the documentation.
 */
let google: Receiver;
let sink: Sink;
let tokens: number;
let tokenReply: (count: number) => Reply;
const clientSecret = 'secret-of-the-federation';

async function start(make: (endpoint: string) => Sink, handler: Handler): Promise<void> {
  let calls = 0;
  google = await Receiver.start((request, count) => {
    if (request.path === '/subject') return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'subject' };
    if (request.path === '/token') {
      tokens += 1;
      return tokenReply(tokens);
    }
    calls += 1;
    return handler(request, calls === 0 ? count : calls);
  });
  process.env.TEST_GOOGLE = JSON.stringify({
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${google.url}/token`,
    client_id: 'id',
    client_secret: clientSecret,
    credential_source: { url: `${google.url}/subject` },
  });
  sink = make(google.url);
}

const sentTo = (path: string): Received[] => google.received.filter((one) => one.path.includes(path));
const token = (count: number): string => `ya29.token-number-${count}`;

beforeEach(() => {
  tokens = 0;
  tokenReply = (count) => ({
    status: 200,
    body: JSON.stringify({
      access_token: token(count),
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 3600,
    }),
  });
});
afterEach(async () => {
  delete process.env.TEST_GOOGLE;
  await sink?.close();
  await google?.stop();
});

const credentials = { env: 'TEST_GOOGLE' };
const bucket = (endpoint: string) => gcs.make('lake', { bucket: 'nordfjell', endpoint, credentials });
const instance = '11111111-2222-4333-8444-555555555555';
const siem = (endpoint: string) =>
  secops.make('siem', { project: 'nordfjell', location: 'eu', instance, endpoint, credentials });

describe('Google Cloud Storage', () => {
  it('has each batch once, as it was sent', async () => {
    const stored = new Map<string, Buffer>();
    await start(bucket, ({ method, query, bytes }) => {
      const name = query.get('name') ?? '';
      if (method !== 'POST' || query.get('ifGenerationMatch') !== '0') return { status: 500 };
      if (stored.has(name)) return { status: 412, body: '{"error":{"code":412,"message":"conditionNotMet"}}' };
      stored.set(name, bytes);
      return { status: 200, body: '{}' };
    });
    const events = eventsOf('ocsf');
    const batch = batchOf(sink, events);
    const name = `plumbline/2026/11/22/20261122T091402Z-${batch.sha256}.ndjson.gz`;
    expect((await sent(sink, batch)).answer).toBe(name);
    expect((await sent(sink, batch)).answer).toBe(`${name} was there already`);
    expect([...stored.keys()]).toEqual([name]);
    const text = gunzipSync(stored.get(name) ?? Buffer.alloc(0)).toString('utf8');
    expect(text.trimEnd().split('\n')).toEqual(events);
    const [first] = sentTo('/upload/storage/v1/b/nordfjell/o');
    expect(first?.headers).toMatchObject({ authorization: `Bearer ${token(1)}`, 'content-type': 'application/gzip' });
    expect(tokens).toBe(1);
  });

  it.each<[number, string, string]>([
    [429, 'rateLimitExceeded', 'later'],
    [403, 'rateLimitExceeded', 'later'],
    [403, 'userRateLimitExceeded', 'later'],
    [503, 'backendError', 'later'],
    [500, 'backendError', 'later'],
    [408, 'uploadBrokenConnection', 'later'],
    [403, 'forbidden', 'stop'],
    [404, 'notFound', 'stop'],
    [400, 'invalid', 'stop'],
    [409, 'conflict', 'stop'],
    [413, 'uploadTooLarge', 'split'],
    [307, 'redirect', 'stop'],
  ])('%i %s: %s', async (status, reason, remedy) => {
    const quoted = `${token(1)} and ${clientSecret}`;
    await start(bucket, () => ({
      status,
      body: JSON.stringify({ error: { code: status, message: quoted, errors: [{ reason }] } }),
    }));
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(error.remedy).toBe(remedy);
    expect(error.message).toContain(String(status));
    for (const secret of [token(1), clientSecret]) expect(`${allOf(error)}${sink.target}`).not.toContain(secret);
  });

  it('asks whether objects may be created', async () => {
    await start(bucket, (_, count) => ({
      status: 200,
      body: count === 1 ? '{"permissions":["storage.objects.create"]}' : '{"kind":"x"}',
    }));
    const { signal } = new AbortController();
    expect(await sink.check?.(signal)).toBe('objects may be created in the bucket');
    expect(await sink.check?.(signal)).toContain('may not be created');
  });
});

describe('Google SecOps', () => {
  it('imports events as they are, all of a batch in one source', async () => {
    await start(siem, () => ({ status: 200, body: '{}' }));
    const events = eventsOf('udm');
    expect((await sent(sink, batchOf(sink, events))).refused).toEqual([]);
    const [request] = sentTo('events:import');
    expect(request?.path).toBe(`/v1/projects/nordfjell/locations/eu/instances/${instance}/events:import`);
    expect(JSON.parse(request?.text ?? '')).toEqual({
      inlineSource: { events: events.map((text) => ({ udm: JSON.parse(text) })) },
    });
  });

  it('without an endpoint it is that of the location', async () => {
    await start(
      () => siem('http://127.0.0.1:9'),
      () => ({ status: 200 }),
    );
    const own = secops.make('siem', { project: 'nordfjell', location: 'europe-west3', instance });
    expect(own.target).toBe(
      `https://chronicle.europe-west3.rep.googleapis.com/v1/projects/nordfjell/locations/europe-west3/instances/${instance}/events:import`,
    );
  });

  it.each<[Reply, Partial<SinkError>]>([
    [{ status: 429 }, { remedy: 'later', afterMs: 300_000 }],
    [
      { status: 429, headers: { 'retry-after': '900' } },
      { remedy: 'later', afterMs: 900_000 },
    ],
    [
      { status: 429, headers: { 'retry-after': '1' } },
      { remedy: 'later', afterMs: 300_000 },
    ],
    [
      { status: 503, headers: { 'retry-after': '20' } },
      { remedy: 'later', afterMs: 20_000 },
    ],
    [{ status: 500 }, { remedy: 'later', afterMs: 0 }],
    [{ status: 400, body: '{"error":{"status":"INVALID_ARGUMENT"}}' }, { remedy: 'split' }],
    [{ status: 413 }, { remedy: 'split' }],
    [{ status: 403 }, { remedy: 'stop' }],
    [{ status: 404 }, { remedy: 'stop' }],
    ['reset', { remedy: 'later' }],
    ['half', { remedy: 'later' }],
  ])('%j: %j', async (reply, expected) => {
    await start(siem, () => reply);
    const error = await refusalOf(sent(sink, batchOf(sink, eventsOf('udm').slice(0, 2))));
    expect(error).toMatchObject(expected);
    expect(allOf(error)).not.toContain(token(1));
  });

  it('takes a new token once where the old one is not accepted, and not twice', async () => {
    await start(siem, ({ headers }) => ({ status: headers.authorization === `Bearer ${token(1)}` ? 401 : 200 }));
    await sent(sink, batchOf(sink, ['{}']));
    expect(tokens).toBe(2);
    expect(sentTo('events:import')).toHaveLength(2);
    await sink.close();
    await google.stop();

    tokens = 0;
    await start(siem, () => ({ status: 401, body: `no good: ${token(1)} ${token(2)}` }));
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(error.remedy).toBe('stop');
    expect(sentTo('events:import')).toHaveLength(2);
    for (const secret of [token(1), token(2)]) expect(allOf(error)).not.toContain(secret);
  });

  it('keeps a token for the batches that follow', async () => {
    await start(siem, () => ({ status: 200 }));
    for (let batch = 0; batch < 3; batch += 1) await sent(sink, batchOf(sink, [`{"n":${batch}}`]));
    expect(tokens).toBe(1);
  });

  it('stops where no token is given, and comes again where Google is busy', async () => {
    await start(siem, () => ({ status: 200 }));
    tokenReply = () => ({
      status: 400,
      body: JSON.stringify({ error: 'invalid_grant', error_description: `no: ${clientSecret}` }),
    });
    const refused = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(refused.remedy).toBe('stop');
    expect(refused.message).toContain('Google Cloud gives no token');
    expect(allOf(refused)).not.toContain(clientSecret);
    tokenReply = () => ({ status: 503, body: '{}' });
    expect((await refusalOf(sent(sink, batchOf(sink, ['{}'])))).remedy).toBe('later');
    expect(sentTo('events:import')).toEqual([]);
    await expect(sink.check?.(new AbortController().signal)).rejects.toBeInstanceOf(SinkError);
  });
});

describe('the config', () => {
  it('takes no secret that is written in it', () => {
    const bucketConfig = { bucket: 'nordfjell' };
    const siemConfig = { project: 'p-1', location: 'us', instance };
    expect(gcs.schema.safeParse(bucketConfig).success).toBe(true);
    expect(secops.schema.safeParse(siemConfig).success).toBe(true);
    for (const wrong of [{ credentials: '{"type":"service_account"}' }, { token: 'x' }, { private_key: 'x' }]) {
      expect(gcs.schema.safeParse({ ...bucketConfig, ...wrong }).success).toBe(false);
      expect(secops.schema.safeParse({ ...siemConfig, ...wrong }).success).toBe(false);
    }
    for (const wrong of [{ project: '../x' }, { location: 'us.evil.example/' }, { instance: 'x' }])
      expect(secops.schema.safeParse({ ...siemConfig, ...wrong }).success).toBe(false);
  });

  it('says nothing of credentials that are none', () => {
    process.env.TEST_GOOGLE = 'not JSON but secret';
    const make = () => gcs.make('lake', { bucket: 'nordfjell', credentials });
    expect(make).toThrow(/credentials of lake/);
    expect(make).not.toThrow(/but secret/);
  });
});
