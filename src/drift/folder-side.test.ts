import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../model/finding.ts';
import { changesBetween } from './changes.ts';
import { fixtureFinding, fixtureSummary, openFixtureStore, storeFixture } from './fixture.ts';
import { folderSide } from './folder-side.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-folder-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    fixtureFinding('s', { uid: `n${index} \u{1f600}${'x'.repeat(index % 700)}` }),
  );

function write(findings: readonly Finding[]): void {
  const files = {
    'findings.ndjson': findings.map((one) => `${JSON.stringify(one)}\n`).join(''),
    'scan.json': JSON.stringify(fixtureSummary({ scan: 's', findings })),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  const listed = Object.entries(files).map(([path, text]) => ({
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ files: listed }));
}

describe('a scan in a folder', () => {
  it('is the same as in the store, over more than a page and more than a piece of the file', async () => {
    const findings = many(3000);
    write(findings);
    const side = await folderSide(dir);
    const store = await openFixtureStore();
    const stored = storeFixture(store, { scan: 's', findings });
    try {
      expect([...side.rows()]).toEqual([...stored.rows()]);
      const all = [...changesBetween(side, stored)];
      expect(all).toHaveLength(3000);
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['still']));
    } finally {
      side.close();
      store.close();
    }
  });

  it.each<[string, (text: string) => string]>([
    ['a finding is missing', (text) => text.slice(text.indexOf('\n') + 1)],
    ['the last line is cut off', (text) => text.slice(0, -20)],
    ['a verdict was changed', (text) => text.replace('"verdict":"fail"', '"verdict":"pass"')],
    ['a verdict is none', (text) => text.replace('"verdict":"fail"', '"verdict":"good"')],
    ['a line is no JSON', (text) => `x${text}`],
    ['a line comes twice', (text) => `${text.slice(0, text.indexOf('\n') + 1)}${text}`],
  ])('is refused where %s', async (_name, change) => {
    write(many(5));
    const path = join(dir, 'findings.ndjson');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    await expect(folderSide(dir)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('is refused where its summary was changed, or it has no manifest', async () => {
    write(many(1));
    const path = join(dir, 'scan.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"Org"', '"Other"'));
    await expect(folderSide(dir)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    rmSync(join(dir, 'manifest.json'));
    await expect(folderSide(dir)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
