import { beforeAll, describe, expect, test } from 'vitest';
import { formatOf } from '../../../src/formats/index.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { type Samples, samples } from '../../../test/support/changes.ts';
import { withHeader } from './header.ts';
import { syslog } from './index.ts';

let sample: Samples;
beforeAll(async () => {
  sample = await samples({});
});

/** Text in every place at once that holds it. */
function hostile(text: string): Finding {
  const [finding] = sample.findings;
  if (!finding) throw new Error('no findings');
  const { resource } = finding;
  const names = { uid: text, name: text, account: text, accountName: text, region: text, nativeType: text };
  return { ...finding, title: text, reason: text, resource: { ...resource, ...names } };
}

interface Own {
  facility?: number;
  hostname?: string;
  message_bytes?: number;
}

function message(name: string, config: Own, finding: Finding): string {
  const own = { host: 'log.example', ...config };
  const settings = syslog.settings?.(own) ?? {};
  const { format } = formatOf(name);
  const text = format.writer({ ...sample.context, settings }).event({ finding, status: 'new' }) ?? '';
  return withHeader(text, sample.summary.scanTime, own);
}

const size = (text: string) => Buffer.byteLength(text);

describe.each(['rfc5424', 'cef', 'leef'])('a message of %s', (name) => {
  test.each([
    ['long', 'long '.repeat(20_000)],
    ['all escapes', '"\\]=|'.repeat(20_000)],
    ['four bytes a sign', '🩻'.repeat(20_000)],
  ])('is no longer than the receiver takes, with names that are %s, and keeps its key', (_what, text) => {
    const finding = hostile(text);
    const usual = message(name, {}, finding);
    expect(size(usual)).toBeLessThanOrEqual(8096);
    expect(size(usual)).toBeGreaterThan(2048);
    for (const message_bytes of [4096, 65_000]) {
      const one = message(name, { message_bytes, hostname: 'h'.repeat(100) }, finding);
      expect(size(one)).toBeLessThanOrEqual(message_bytes);
      expect(one).toContain(finding.key);
    }
    expect(size(message(name, { message_bytes: 65_000 }, finding))).toBeGreaterThan(size(usual));
  });

  test('of any finding that is usual is whole', () => {
    for (const finding of sample.findings.filter((one) => one.resource.uid.length < 500))
      expect(message(name, {}, finding)).toBe(message(name, { message_bytes: 65_000 }, finding));
  });
});

test('the limit of a message is that of the sink: one as long as it is sent, one that is longer is not', () => {
  const itemBytes = (config: object) => syslog.make('log', { host: 'log.example', ...config }).limits.itemBytes;
  // As the freezer counts: with a line end.
  expect(itemBytes({})).toBe(8097);
  expect(itemBytes({ transport: 'udp' })).toBe(8097);
  expect(itemBytes({ message_bytes: 65_000 })).toBe(65_001);
});

test.each<[Own, RegExp, number]>([
  [{}, /^<\d+>1 \S+ - plumbline /, 13],
  [{ hostname: 'scan 1' }, /^<\d+>1 \S+ scan1 plumbline /, 13],
  [{ facility: 16 }, /^<\d+>1 /, 16],
])('CEF is given the header that the config says: %j', (config, head, facility) => {
  const [finding] = sample.findings;
  if (!finding) throw new Error('no findings');
  const text = message('cef', config, finding);
  expect(text).toMatch(head);
  expect(Number(/^<(\d+)>/.exec(text)?.[1]) >> 3).toBe(facility);
});
