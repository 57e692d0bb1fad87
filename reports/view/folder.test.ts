import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSampleScan } from '../../test/support/sample-scan.ts';
import { openScanFolder, type ScanFolder } from './folder.ts';

let root = '';
let made = 0;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'plumbline-folder-'));
  await writeSampleScan(join(root, 'good'), { findings: 1000 });
});
afterAll(() => rmSync(root, { recursive: true }));

function copy(): string {
  const dir = join(root, `copy-${made++}`);
  cpSync(join(root, 'good'), dir, { recursive: true });
  return dir;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}

test('reads every file of a scan, twice if asked', async () => {
  const folder = openScanFolder(join(root, 'good'));
  const { counts, calls } = folder.summary();
  expect(await all(folder.findings())).toHaveLength(counts.findings);
  expect(await all(folder.findings())).toHaveLength(counts.findings);
  expect(await all(folder.resources())).toHaveLength(counts.resources);
  expect(await all(folder.calls())).toHaveLength(calls.total);
});

test('a name with U+2028, CR or LF in it stays one line', async () => {
  const names = (await all(openScanFolder(join(root, 'good')).resources())).map((one) => one.name);
  for (const part of ['\u2028', '\r\n']) expect(names.some((name) => name.includes(part))).toBe(true);
});

test('an observed value lies where its pointer leads in the stored answer', async () => {
  const folder = openScanFolder(join(root, 'good'));
  const calls = await all(folder.calls());
  const finding = (await all(folder.findings())).find((one) => one.observed[0]?.from[0]?.evidence);
  const source = finding?.observed[0]?.from[0];
  const answer = await folder.answer(calls.find((call) => call.number === source?.evidence)?.answerSha256 ?? '');
  const value = source?.pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], answer);
  expect(value).toEqual(finding?.observed[0]?.value);
});

test('answers of many hashes come in their order, each once; strangers are left out', async () => {
  const folder = openScanFolder(join(root, 'good'));
  const hashes = [...new Set((await all(folder.calls())).map((call) => call.answerSha256).filter(Boolean))];
  const found = await all(folder.answers([...hashes, 'f'.repeat(64), 'not a hash', '../..']));
  expect(found.map((one) => one.sha256)).toEqual([...hashes].sort());
  expect(await folder.answer('f'.repeat(64))).toBeUndefined();
});

test('the evidence digest is the one of the manifest, and the same when computed', async () => {
  const dir = copy();
  const stated = await openScanFolder(dir).evidenceDigest();
  rmSync(join(dir, 'manifest.json'));
  expect(await openScanFolder(`${dir}/`).evidenceDigest()).toBe(stated);
  appendFileSync(join(dir, 'resources.ndjson'), '\n');
  expect(await openScanFolder(dir).evidenceDigest()).not.toBe(stated);
});

const breakages: [
  name: string,
  breaking: (dir: string) => void,
  use: (folder: ScanFolder) => Promise<unknown>,
  message: RegExp,
][] = [
  [
    'findings missing',
    (dir) => rmSync(join(dir, 'findings.ndjson')),
    (f) => all(f.findings()),
    /findings\.ndjson is missing/,
  ],
  [
    'findings cut off',
    (dir) => truncateSync(join(dir, 'findings.ndjson'), 2500),
    (f) => all(f.findings()),
    /findings\.ndjson:\d+ is not JSON; the file may have been cut off/,
  ],
  [
    'finding without a key',
    (dir) => edit(dir, 'findings.ndjson', /"key":"[0-9a-f]+"/, '"key":"x"'),
    (f) => all(f.findings()),
    /findings\.ndjson:1 has no finding key/,
  ],
  [
    'verdict unheard of',
    (dir) => edit(dir, 'findings.ndjson', '"verdict":"fail"', '"verdict":"perhaps"'),
    (f) => all(f.findings()),
    /:1 has no known verdict/,
  ],
  [
    'severity unheard of',
    (dir) => edit(dir, 'findings.ndjson', '"severity":"critical"', '"severity":"hot"'),
    (f) => all(f.findings()),
    /:1 has no known severity/,
  ],
  [
    'a line that is a list',
    (dir) => appendFileSync(join(dir, 'resources.ndjson'), '[]\n'),
    (f) => all(f.resources()),
    /resources\.ndjson:\d+ is not an object/,
  ],
  [
    'a call without a number',
    (dir) => edit(dir, 'evidence/calls.ndjson', '"number":1,', ''),
    (f) => all(f.calls()),
    /calls\.ndjson:1 is not a call record/,
  ],
  [
    'manifest without digest',
    (dir) => writeFileSync(join(dir, 'manifest.json'), '{}'),
    (f) => f.evidenceDigest(),
    /manifest\.json has no evidence digest/,
  ],
  [
    'manifest not JSON',
    (dir) => writeFileSync(join(dir, 'manifest.json'), '{'),
    (f) => f.evidenceDigest(),
    /manifest\.json is not JSON/,
  ],
];

test.each(breakages)('%s', async (_, breaking, use, message) => {
  const dir = copy();
  breaking(dir);
  await expect(use(openScanFolder(dir))).rejects.toMatchObject({
    code: 'STORE_CORRUPT',
    message: expect.stringMatching(message),
  });
});

test('an answer that was changed, or whose file is cut off, is an error and not an answer', async () => {
  const dir = copy();
  const folder = openScanFolder(dir);
  const hash = (await all(folder.calls()))[0]?.answerSha256 ?? '';
  const path = join(dir, 'evidence/answers', `${hash.slice(0, 2)}.ndjson.gz`);
  truncateSync(path, 30);
  await expect(folder.answer(hash)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  const { gzipSync } = await import('node:zlib');
  writeFileSync(path, gzipSync(`{"sha256":"${hash}","answer":{"forged":true}}\n`));
  await expect(folder.answer(hash)).rejects.toMatchObject({
    code: 'STORE_CORRUPT',
    message: expect.stringMatching(/does not have the digest/),
  });
});

test.each([
  ['no such folder', (dir: string) => rmSync(dir, { recursive: true }), 'CONFIG_INVALID', /There is no folder/],
  ['no scan.json', (dir: string) => rmSync(join(dir, 'scan.json')), 'CONFIG_INVALID', /holds no scan/],
  [
    'scan.json cut off',
    (dir: string) => truncateSync(join(dir, 'scan.json'), 100),
    'STORE_CORRUPT',
    /scan\.json is not JSON/,
  ],
  [
    'another format',
    (dir: string) => edit(dir, 'scan.json', 'plumbline-scan/1', 'plumbline-scan/9'),
    'STORE_CORRUPT',
    /plumbline-scan\/9/,
  ],
])('%s', (_, breaking, code, message) => {
  const dir = copy();
  breaking(dir);
  expect(() => openScanFolder(dir)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

function edit(dir: string, name: string, from: string | RegExp, to: string): void {
  const path = join(dir, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
