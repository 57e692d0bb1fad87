import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Batch } from '../../src/model/sink.ts';
import { answer, Receiver } from '../../test/delivery/receiver.ts';
import { webhook } from './webhook.ts';

const secret = `whsec_${Buffer.from('a key of some bytes, for tests').toString('base64')}`;
let receiver: Receiver;
let url: string;
beforeEach(async () => {
  process.env.TEST_HOOK_SECRET = secret;
  receiver = new Receiver(answer(200));
  url = await receiver.start();
});
afterEach(async () => {
  delete process.env.TEST_HOOK_SECRET;
  await receiver.stop();
});

const body = Buffer.from('{"key":"a","text":"ö\\n"}\n{"key":"b"}\n');
const batch: Batch = {
  sha256: createHash('sha256').update(body).digest('hex'),
  body,
  gzip: false,
  items: 2,
  lane: '',
  scanTime: '2026-11-28T10:00:00.000Z',
};

test('the package of Standard Webhooks takes the signature, and no other', async () => {
  const sink = webhook.make('hook', { url, secret: { env: 'TEST_HOOK_SECRET' }, allow_private: true });
  await sink.send(batch, AbortSignal.timeout(5000));
  const [sent] = receiver.received;
  const headers = sent?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(sent?.body ?? '', headers)).toEqual([{ key: 'a', text: 'ö\n' }, { key: 'b' }]);
  expect(() => new Webhook(secret).verify(`${sent?.body} `, headers)).toThrow();
  expect(headers['webhook-id']).toBe(batch.sha256);
  await sink.close();
});

test('a batch that is sent again has the same id and another time', async () => {
  const sink = webhook.make('hook', { url, allow_private: true });
  await sink.send(batch, AbortSignal.timeout(5000));
  await sink.send(batch, AbortSignal.timeout(5000));
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(receiver.received[0]?.headers['webhook-signature']).toBeUndefined();
});

test('CloudEvents has what it requires', async () => {
  const sink = webhook.make('hook', { url, cloudevents: true, allow_private: true });
  await sink.send(batch, AbortSignal.timeout(5000));
  expect(receiver.received[0]?.headers['content-type']).toBe('application/cloudevents+json');
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({
    specversion: '1.0',
    id: batch.sha256,
    source: '/plumbline',
    type: 'dev.plumbline.findings.v1',
    time: '2026-11-28T10:00:00.000Z',
    datacontenttype: 'application/json',
    data: [{ key: 'a', text: 'ö\n' }, { key: 'b' }],
  });
});

test('a private address is refused unless the config allows it, and says how', async () => {
  const sink = webhook.make('hook', { url });
  await expect(sink.send(batch, AbortSignal.timeout(5000))).rejects.toMatchObject({
    remedy: 'stop',
    message: expect.stringMatching(/127\.0\.0\.1 is not a public address; allow_private: true/),
  });
  expect(receiver.received).toEqual([]);
});

test('a metadata service is refused whatever the config allows', async () => {
  const sink = webhook.make('hook', { url: 'http://169.254.169.254/latest', allow_private: true });
  await expect(sink.send(batch, AbortSignal.timeout(5000))).rejects.toMatchObject({ remedy: 'stop' });
});

test('a secret that is written in the config is refused', () => {
  const { success, error } = webhook.schema.safeParse({ url, secret });
  expect(success).toBe(false);
  expect(JSON.stringify(error?.issues)).toContain('{ env: NAME }');
  expect(JSON.stringify(error?.issues)).not.toContain(secret);
});
