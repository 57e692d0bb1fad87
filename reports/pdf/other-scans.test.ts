import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { partTitles as parts, type ReadPdf, readPdf, squeezed } from '../../test/support/pdf.ts';
import { type SampleOptions, writeSampleScan } from '../../test/support/sample-scan.ts';
import { renderPdf } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function sample(name: string, options: SampleOptions): Promise<string> {
  const dir = join(root, name);
  await writeSampleScan(dir, options);
  return dir;
}

const read = (dir: string, name = 'report.pdf') => readPdf(readFileSync(join(dir, name)));
describe('other scans', () => {
  it('says that nothing was found, and that nothing was hidden', { timeout: 300_000 }, async () => {
    const dir = await sample('empty', { findings: 0, gaps: false, previous: false, simulated: false });
    await renderPdf(dir);
    const pdf = await read(dir);
    const text = squeezed(pdf.pages);
    for (const sentence of [
      'No verdict applies: no machine-learning resource was found in the scope',
      'Every read that was tried has answered',
      'Nothing that was judged fails',
      'No verdict is unknown',
      'Nothing passes',
      'There is no earlier scan',
    ]) {
      expect(text).toContain(sentence.replaceAll(' ', ''));
    }
    expect(text).not.toContain('Simulated');
    const titles = pdf.bookmarks.filter((one) => one.depth === 1).map((one) => one.title);
    expect(titles.filter((title) => title !== 'Contents')).toEqual(parts);
  });

  it('reports on the chosen frameworks alone, and knows only those of the catalog', { timeout: 300_000 }, async () => {
    const dir = await sample('chosen', { findings: 40, accounts: 2 });
    await renderPdf(dir, { frameworks: ['soc2'] });
    const text = squeezed((await read(dir)).pages);
    expect(text).toContain('4.2SOC2TrustServicesCriteria');
    expect(text).not.toContain('HIPAA');
    await expect(renderPdf(dir, { frameworks: ['soc3'] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: expect.stringContaining('soc2'),
    });
  });

  it('splits a long report into volumes whose pages the contents of each know', { timeout: 300_000 }, async () => {
    const dir = await sample('volumes', { findings: 300, accounts: 3 });
    writeFileSync(join(dir, 'report-9.pdf'), 'of an earlier, longer report');
    const files = await renderPdf(dir, { maxPages: 30 });
    expect(files.length).toBeGreaterThan(1);
    expect(files.slice(0, 2)).toEqual(['report.pdf', 'report-2.pdf']);
    expect(existsSync(join(dir, 'report-9.pdf'))).toBe(false);
    const volumes: ReadPdf[] = [];
    for (const file of files) volumes.push(await read(dir, file));
    for (const [index, volume] of volumes.entries()) {
      expect(volume.pages.length).toBeLessThanOrEqual(30);
      expect(squeezed(volume.pages[0] ?? [])).toContain(
        index === 0 ? 'Volumes' : `volume${index + 1}of${files.length}`,
      );
      expect(squeezed(volume.pages.at(-1) ?? [])).toContain(`Page${volume.pages.length}of${volume.pages.length}`);
    }
    const index = volumes.findIndex((volume) => volume.bookmarks.some((one) => one.title === '9 Evidence index'));
    const page = volumes[index]?.bookmarks.find((one) => one.title === '9 Evidence index')?.page;
    expect(index).toBeGreaterThan(0);
    for (const [at, volume] of volumes.entries()) {
      const wanted = at === index ? `9Evidenceindex${page}` : `9Evidenceindex${index + 1}:${page}`;
      expect(squeezed(volume.pages.slice(0, 3))).toContain(wanted);
    }
  });

  it('fails clearly, and leaves no half a file, where no browser starts', async () => {
    const dir = await sample('no-browser', { findings: 10, accounts: 1 });
    process.env.PLUMBLINE_CHROMIUM = '/bin/false';
    try {
      await expect(renderPdf(dir)).rejects.toMatchObject({ code: 'RENDER_FAILED' });
    } finally {
      delete process.env.PLUMBLINE_CHROMIUM;
    }
    expect(readdirSync(dir).filter((name) => name.includes('report'))).toEqual([]);
  });
});
