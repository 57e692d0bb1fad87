import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syslog } from '../../reports/sinks/syslog/index.ts';
import { webhook } from '../../reports/sinks/webhook.ts';
import { makeAuthority } from '../../src/lab/authority.ts';
import { answer, Receiver } from './receiver.ts';
import { ecsEvents, through } from './through.ts';

let receiver: Receiver;
let url: URL;
const before = getCACertificates('default');

beforeAll(async () => {
  const { ca, cert, key } = await makeAuthority(['elsewhere.example']);
  receiver = new Receiver(answer(200), (listener) => createServer({ cert, key }, listener));
  url = new URL(await receiver.start());
  url.protocol = 'https:';
  setDefaultCACertificates([...before, ca]);
});

afterAll(async () => {
  setDefaultCACertificates(before);
  await receiver.stop();
});

test('a certificate of another name: nothing is sent, and nothing is lost', async () => {
  const sink = webhook.make('hook', { url: url.href, allow_private: true });
  const { result, counts } = await through(sink, ecsEvents(2));
  expect(result.waiting).toContain('its certificate is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)');
  expect(counts).toMatchObject({ waiting: 2, delivered: 0 });
  expect(receiver.received).toEqual([]);
});

test('syslog, too', async () => {
  const sink = syslog.make('siem', { host: '127.0.0.1', port: Number(url.port) });
  const { result, counts } = await through(sink, ['<108>1 - - - - - - text']);
  expect(result.waiting).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(counts).toMatchObject({ waiting: 1, delivered: 0 });
});

test('an authority that nobody trusts', async () => {
  setDefaultCACertificates(before);
  const sink = webhook.make('hook', { url: url.href, allow_private: true });
  const { result } = await through(sink, ecsEvents(1));
  expect(result.waiting).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN/);
  expect(result.waiting).toContain('certificate_authorities');
});
