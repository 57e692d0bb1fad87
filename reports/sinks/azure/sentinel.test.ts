import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority } from '../../../src/lab/authority.ts';
import type { Sink, SinkError } from '../../../src/model/sink.ts';
import { sentinel } from '../sentinel.ts';
import { allOf, batchOf, eventsOf, refusalOf, sent } from '../testing/batches.ts';
import { type Handler, Receiver, type Reply } from '../testing/receiver.ts';

/**
 * There is no emulator of the Logs Ingestion API. This receiver answers by the documentation; the tokens come from a
 * server that Azure's own library asks, over TLS as it insists.
 */
let authority: Authority;
let entra: Receiver;
let azure: Receiver;
let sink: Sink;
let tokens: number;
let tokenReply: (count: number) => Reply;

const secret = 'client-secret-that-nobody-may-see';
const token = (count: number): string => `eyJ.token-number-${count}.x`;
const rule = `dcr-${'0123456789abcdef'.repeat(2)}`;
const stream = 'Custom-PlumblineFindings';
const trusted = tls.getCACertificates();

beforeAll(async () => {
  authority = await makeAuthority();
  tls.setDefaultCACertificates([...trusted, authority.ca]);
  entra = await Receiver.start(({ path, text }) => {
    if (path.endsWith('/.well-known/openid-configuration'))
      return { status: 200, body: JSON.stringify(discovery(entra.url)) };
    tokens += 1;
    const asked = new URLSearchParams(text);
    if (asked.get('scope')?.split(' ')[0] !== 'https://monitor.azure.com/.default') return { status: 400, body: '{}' };
    if (asked.get('client_secret') !== secret) return { status: 401, body: '{"error":"invalid_client"}' };
    return tokenReply(tokens);
  }, authority);
});
afterAll(async () => {
  tls.setDefaultCACertificates(trusted);
  delete process.env.TEST_ENTRA;
  await entra.stop();
});
beforeEach(() => {
  tokens = 0;
  process.env.TEST_ENTRA = secret;
  tokenReply = (count) => ({
    status: 200,
    body: JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: token(count) }),
  });
});
afterEach(async () => {
  await sink?.close();
  await azure?.stop();
});

function discovery(url: string) {
  return {
    token_endpoint: `${url}/nordfjell/oauth2/v2.0/token`,
    authorization_endpoint: `${url}/nordfjell/oauth2/v2.0/authorize`,
    issuer: `${url}/nordfjell/v2.0`,
    jwks_uri: `${url}/nordfjell/discovery/v2.0/keys`,
  };
}

async function start(handler: Handler): Promise<void> {
  azure = await Receiver.start(handler);
  sink = sentinel.make('siem', {
    endpoint: azure.url,
    rule,
    stream,
    tenant: 'nordfjell',
    client_id: 'scanner',
    client_secret: { env: 'TEST_ENTRA' },
    authority: entra.url,
  });
}

describe('Microsoft Sentinel', () => {
  it('has a batch as one array, compressed, in the stream of the rule', async () => {
    await start(() => ({ status: 204 }));
    const events = eventsOf('ocsf');
    expect(await sent(sink, batchOf(sink, events))).toEqual({ answer: 'HTTP 204', refused: [] });
    const [request] = azure.received;
    expect(request).toMatchObject({
      method: 'POST',
      path: `/dataCollectionRules/${rule}/streams/${stream}`,
      headers: { authorization: `Bearer ${token(1)}`, 'content-encoding': 'gzip', 'content-type': 'application/json' },
    });
    expect(request?.query.get('api-version')).toBe('2023-01-01');
    expect(JSON.parse(request?.text ?? '')).toEqual(events.map((text) => JSON.parse(text)));
    expect(sink.target).toBe(`${azure.url} ${rule} ${stream}`);
  });

  it('keeps below the limit before compression and after', () => {
    const { limits } = sentinel.make('siem', { endpoint: 'https://x.ingest.monitor.azure.com', rule, stream });
    expect(limits.bytes).toBeLessThan(1_000_000);
    // What does not compress at all.
    const noise = Buffer.from(Array.from({ length: limits.bytes }, (_, index) => (index * index * 31 + index) % 251));
    expect(gzipSync(noise, { level: 1 }).length).toBeLessThan(1_000_000);
  });

  it.each<[Reply, Partial<SinkError>]>([
    [
      { status: 429, headers: { 'retry-after': '30' } },
      { remedy: 'later', afterMs: 30_000 },
    ],
    [{ status: 429 }, { remedy: 'later', afterMs: 0 }],
    [
      { status: 503, headers: { 'retry-after': '5' } },
      { remedy: 'later', afterMs: 5000 },
    ],
    [{ status: 500 }, { remedy: 'later' }],
    [{ status: 413, body: '{"error":{"code":"ContentLengthLimitExceeded"}}' }, { remedy: 'split' }],
    [{ status: 400, body: '{"error":{"code":"InvalidPayload"}}' }, { remedy: 'split' }],
    [{ status: 400, body: '{"error":{"code":"InvalidStream"}}' }, { remedy: 'stop' }],
    [{ status: 403, body: '{"error":{"code":"OperationFailed"}}' }, { remedy: 'stop' }],
    [{ status: 404, body: '{"error":{"code":"NotFound"}}' }, { remedy: 'stop' }],
    [{ status: 302, headers: { location: 'https://evil.example/' } }, { remedy: 'stop' }],
    ['reset', { remedy: 'later' }],
    ['half', { remedy: 'later' }],
  ])('%j: %j', async (reply, expected) => {
    await start(() => reply);
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}', '{}'])));
    expect(error).toMatchObject(expected);
    for (const hidden of [token(1), secret]) expect(allOf(error)).not.toContain(hidden);
  });

  it('takes a new token once where the old one is not accepted, and not twice', async () => {
    await start(({ headers }) => ({ status: headers.authorization === `Bearer ${token(1)}` ? 401 : 204 }));
    await sent(sink, batchOf(sink, ['{}']));
    expect([tokens, azure.received.length]).toEqual([2, 2]);
    await sink.close();
    await azure.stop();
    tokens = 0;
    await start(({ headers }) => ({ status: 401, body: `no good: ${headers.authorization}` }));
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(error.remedy).toBe('stop');
    expect([tokens, azure.received.length]).toEqual([2, 2]);
    for (const hidden of [token(1), token(2), secret]) expect(allOf(error)).not.toContain(hidden);
  });

  it('keeps a token for the batches that follow', async () => {
    await start(() => ({ status: 204 }));
    for (let batch = 0; batch < 3; batch += 1) await sent(sink, batchOf(sink, [`{"n":${batch}}`]));
    expect(tokens).toBe(1);
    await expect(sink.check?.(new AbortController().signal)).resolves.toContain('gives a token');
  });

  it('stops where no token is given, and comes again where Entra is busy', async () => {
    await start(() => ({ status: 204 }));
    tokenReply = () => ({
      status: 401,
      body: JSON.stringify({ error: 'invalid_client', error_description: `AADSTS7000215: ${secret} is wrong` }),
    });
    const refused = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(refused.remedy).toBe('stop');
    expect(refused.message).toContain('Entra gives no token');
    expect(allOf(refused)).not.toContain(secret);
    tokenReply = () => ({ status: 503, body: '{"error":"temporarily_unavailable"}' });
    expect((await refusalOf(sent(sink, batchOf(sink, ['{}'])))).remedy).toBe('later');
    expect(azure.received).toEqual([]);
  });

  it('takes no secret that is written in the config', () => {
    const valid = { endpoint: 'https://x.westeurope-1.ingest.monitor.azure.com', rule, stream };
    expect(sentinel.schema.safeParse(valid).success).toBe(true);
    for (const wrong of [
      { client_secret: 'x' },
      { token: 'x' },
      { rule: 'my-rule' },
      { stream: 'Custom-a/../b' },
      { authority: 'http://login.example' },
    ])
      expect(sentinel.schema.safeParse({ ...valid, ...wrong }).success).toBe(false);
    expect(() => sentinel.make('siem', { ...valid, client_secret: { env: 'TEST_ENTRA' } })).toThrow(/tenant/);
  });
});
