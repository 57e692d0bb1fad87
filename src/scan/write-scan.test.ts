import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../model/evidence.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { ScanStore } from '../store/scan-store.ts';
import { OutFolder } from './folder.ts';
import { evidenceDigest, type Manifest, writeManifest } from './manifest.ts';

const count = 3000;
let root: string;
let store: ScanStore;

function resource(uid: string): Resource {
  const text = 'x'.repeat(2000);
  const place = { provider: 'aws', account: '1', region: 'r' } as const;
  return { uid, kind: 'k', nativeType: 'T', ...place, name: text, parts: [], facts: {}, links: {} };
}

function call(number: number, answerSha256: string): CallRecord {
  return { number, answerSha256 } as CallRecord; // the store looks at no other member
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'plumbline-write-'));
  store = await ScanStore.open(join(root, 'store.db'), 's');
  for (let index = 0; index < count; index += 1) {
    store.addResource(resource(`r${String(index).padStart(5, '0')}`));
    store.addCall(call(index + 1, store.addAnswer({ index, ünï: 'x'.repeat(index % 300) })));
  }
  // An answer that came twice is stored once.
  store.addCall(call(count + 1, store.addAnswer({ index: 0, ünï: '' })));
  store.flush();
});
afterEach(() => {
  store.close();
  rmSync(root, { recursive: true });
});

const summary = () => ({ scan: 's' }) as ScanSummary; // written as it is
const sha = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

async function written(signal?: AbortSignal): Promise<{ manifest: Manifest; at: (path: string) => Buffer }> {
  const folder = OutFolder.prepare(join(root, 'out'));
  const manifest = await folder.writeScan(store, summary(), signal);
  folder.finish();
  return { manifest, at: (path) => readFileSync(join(root, 'out', path)) };
}

describe('the folder of a scan', () => {
  it('holds every resource, call and answer once, and their hashes', async () => {
    const { manifest, at } = await written();
    const lines = (path: string) => at(path).toString('utf8').trimEnd().split('\n');
    expect(lines('resources.ndjson').map((line) => (JSON.parse(line) as Resource).uid)).toEqual(
      Array.from({ length: count }, (_, index) => `r${String(index).padStart(5, '0')}`),
    );
    expect(lines('evidence/calls.ndjson').map((line) => (JSON.parse(line) as CallRecord).number)).toEqual(
      Array.from({ length: count + 1 }, (_, index) => index + 1),
    );
    const files = readdirSync(join(root, 'out/evidence/answers'));
    const answers = files.flatMap((file) => {
      const text = gunzipSync(at(`evidence/answers/${file}`))
        .toString('utf8')
        .trimEnd();
      const found = text.split('\n').map((line) => JSON.parse(line) as { sha256: string; answer: Json });
      expect(found.every(({ sha256 }) => `${sha256.slice(0, 2)}.ndjson.gz` === file)).toBe(true);
      return found;
    });
    expect(answers).toHaveLength(count);
    expect(new Set(answers.map(({ answer }) => (answer as { index: number }).index)).size).toBe(count);
    expect(JSON.parse(at('scan.json').toString('utf8'))).toMatchObject({ scan: 's', evidence: { answers: count } });
    expect(manifest.files.map(({ path }) => path)).toEqual(
      ['evidence/calls.ndjson', ...files.map((file) => `evidence/answers/${file}`)]
        .concat('findings.ndjson', 'resources.ndjson', 'scan.json')
        .toSorted(),
    );
    for (const { path, sha256, bytes } of manifest.files)
      expect([sha(at(path)), at(path).length]).toEqual([sha256, bytes]);
    expect(manifest.evidenceDigest).toBe(evidenceDigest(manifest.files));
    expect(JSON.parse(at('manifest.json').toString('utf8'))).toEqual(manifest);
  });

  it('holds a file of answers whole that was compressed in several pieces', async () => {
    const long = 'x'.repeat(300_000);
    const added = Array.from({ length: 40 }, (_, index) => store.addAnswer({ long, index }));
    added.forEach((hash, index) => {
      store.addCall(call(count + 2 + index, hash));
    });
    const prefixes = added.map((hash) => hash.slice(0, 2));
    const shared = prefixes.find((prefix, index) => prefixes.indexOf(prefix) !== index) ?? '';
    expect(shared).not.toBe('');
    const { at } = await written();
    const lines = gunzipSync(at(`evidence/answers/${shared}.ndjson.gz`))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const hashes = lines.map((line) => (JSON.parse(line) as { sha256: string }).sha256);
    expect(hashes).toEqual(expect.arrayContaining(added.filter((hash) => hash.startsWith(shared))));
    expect(new Set(hashes).size).toBe(lines.length);
  });

  it('is written while everything else has its turn', async () => {
    let turns = 0;
    let over = false;
    const tick = () => {
      turns += 1;
      if (!over) setImmediate(tick);
    };
    tick();
    await written();
    over = true;
    expect(turns).toBeGreaterThan(2);
  });

  it('is not written when the scan is stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(written(stop.signal)).rejects.toMatchObject({ code: 'ABORTED' });
    expect(existsSync(join(root, 'out'))).toBe(false);
  });
});

describe('the manifest', () => {
  it('takes what is known of files, and reads the others', async () => {
    const dir = mkdtempSync(join(root, 'm-'));
    writeFileSync(join(dir, 'scan.json'), '{}');
    const first = await writeManifest(dir);
    writeFileSync(join(dir, 'report.html'), 'hello');
    const second = await writeManifest(dir, { known: first.files });
    expect(second.files).toEqual([{ path: 'report.html', sha256: sha('hello'), bytes: 5 }, ...first.files]);
    expect(second.evidenceDigest).toBe(first.evidenceDigest);
    appendFileSync(join(dir, 'scan.json'), ' ');
    const third = await writeManifest(dir);
    expect(third.evidenceDigest).not.toBe(first.evidenceDigest);
  });
});
