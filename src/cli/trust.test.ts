import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { makeAuthority } from '../lab/authority.ts';
import { serve } from '../lab/serve.ts';
import { trustAuthorities } from './trust.ts';

const dir = mkdtempSync(join(tmpdir(), 'plumbline-trust-'));
const before = getCACertificates('default');
afterEach(() => setDefaultCACertificates(before));
afterAll(() => rmSync(dir, { recursive: true }));

describe("authorities of the user's own", () => {
  it('are trusted beside those that were', async () => {
    const authority = await makeAuthority();
    const file = join(dir, 'ca.pem');
    writeFileSync(file, authority.ca);
    const engine = {
      answer: () => ({ response: { status: 200, headers: {}, body: '{}' }, delayMs: 0 }),
      counts: () => ({}),
    };
    const server = await serve(engine, { tls: authority });
    try {
      await expect(fetch(server.url)).rejects.toThrow();
      trustAuthorities([file]);
      expect((await fetch(server.url)).status).toBe(200);
      // Node keeps each once, however often the system's bundle and its own name it.
      const prints = (all: readonly string[]) => new Set(all.map((pem) => new X509Certificate(pem).fingerprint256));
      const now = prints(getCACertificates('default'));
      expect([...prints(before)].filter((one) => !now.has(one))).toEqual([]);
      expect(now.has(new X509Certificate(authority.ca).fingerprint256)).toBe(true);
    } finally {
      await server.close();
    }
  });

  it.each([
    ['no file', undefined],
    ['no certificate', 'hello'],
    ['a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('are refused when there is %s', (_name, text) => {
    const file = join(dir, 'bad.pem');
    rmSync(file, { force: true });
    if (text !== undefined) writeFileSync(file, text);
    expect(() => trustAuthorities([file])).toThrow(file);
  });
});
