import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { type PlacedText, partTitles as parts, type ReadPdf, readPdf, squeezed } from '../../test/support/pdf.ts';
import { type SampleOptions, writeSampleScan } from '../../test/support/sample-scan.ts';
import { openScanFolder } from '../view/folder.ts';
import { visibleText } from '../view/visible.ts';
import { renderPdf } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
// A temporary folder of its own, so that what is left there is ours.
const temporary = join(root, 'tmp');
const before = process.env.TMPDIR;
mkdirSync(temporary);
process.env.TMPDIR = temporary;
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(root, { recursive: true, force: true });
});

async function sample(name: string, options: SampleOptions): Promise<string> {
  const dir = join(root, name);
  await writeSampleScan(dir, options);
  return dir;
}

const read = (dir: string, name = 'report.pdf') => readPdf(readFileSync(join(dir, name)));
/** Texts that stand on one line, from left to right; small type may sit a little higher. */
function linesOf(page: PlacedText[]): PlacedText[][] {
  const lines: PlacedText[][] = [];
  for (const one of page.toSorted((a, b) => b.y - a.y)) {
    const line = lines.at(-1);
    if (line?.[0] && line[0].y - one.y < 2) line.push(one);
    else lines.push([one]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

/** What must be found of an identifier: its end, as it is printed, up to a character that this machine may not draw. */
function tailOf(id: string): string {
  const tail = visibleText(/[^/:]*$/.exec(id)?.[0] ?? '')
    .slice(0, 60)
    .replace(/\s+/g, '');
  return /^[ -\u024f]*/.exec(tail)?.[0] ?? '';
}

describe('the report of an ordinary scan', () => {
  let dir: string;
  let pdf: ReadPdf;
  let digest: string;
  const findings: Finding[] = [];
  beforeAll(async () => {
    dir = await sample('ordinary', { findings: 1000 });
    expect(await renderPdf(dir)).toEqual(['report.pdf']);
    pdf = await read(dir);
    const scan = openScanFolder(dir);
    digest = await scan.evidenceDigest();
    for await (const finding of scan.findings()) findings.push(finding);
  }, 300_000);

  /** Text between two parts, with all white space gone. */
  function partText(from: string, to: string): string {
    const pageOf = (title: string) => pdf.bookmarks.find((one) => one.title === title)?.page ?? 0;
    return squeezed(pdf.pages.slice(pageOf(from) - 1, pageOf(to) - 1));
  }

  it('has all parts in order, as bookmarks', () => {
    const titles = pdf.bookmarks.filter((one) => one.depth === 1).map((one) => one.title);
    expect(titles.filter((title) => title !== 'Contents')).toEqual(parts);
  });

  it('says how the regions of an account were chosen', () => {
    expect(squeezed(pdf.pages)).toContain('Twoof40locationshold<b>resources</b>,andareread');
  });

  it('has a bookmark for every control with failures or unknowns', () => {
    const titles = new Set(pdf.bookmarks.map((one) => one.title));
    for (const { control, title, verdict } of findings) {
      if (verdict === 'fail' || verdict === 'unknown') expect(titles).toContain(`${control} ${title}`);
    }
  });

  it('prints digest, page of pages and the simulated mark on every page, the running header on all but the cover', () => {
    for (const [index, page] of pdf.pages.entries()) {
      const text = page.map((one) => one.text).join(' ');
      expect(text).toContain(`Evidence ${digest.slice(0, 16)}`);
      expect(text.replace(/\s+/g, ' ')).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
      const footer = page.filter((one) => one.y < 60).map((one) => one.text);
      expect(footer.join(' ')).toContain('Simulated estate');
      const header = page.filter((one) => one.y > 770).map((one) => one.text);
      if (index > 0) expect(header.join(' ')).toMatch(/Nordfjell Hospital Group.*Scan 01K/);
    }
  });

  it('says the real pages in the contents', () => {
    const contents = pdf.bookmarks.find((one) => one.title === 'Contents')?.page ?? 0;
    const entries = linesOf(pdf.pages[contents - 1] ?? [])
      .map((line) => line.map((one) => one.text.trim()))
      .filter((line) => /^\d+$/.test(line.at(-1) ?? '') && line.length > 1)
      .map((line) => ({ title: line.slice(0, -1).join(' ').replace(/\s+/g, ' '), page: Number(line.at(-1)) }));
    expect(entries.length).toBeGreaterThan(20);
    for (const { title, page } of entries) {
      const bookmark = pdf.bookmarks.find((one) => one.title === (title === '1 Cover and sign-off' ? parts[0] : title));
      expect([title, page]).toEqual([title, bookmark?.page]);
    }
  });

  it('says the real pages beside each control', () => {
    const page = pdf.pages[(pdf.bookmarks.find((one) => one.title === '4.1 Every control')?.page ?? 0) - 1] ?? [];
    let checked = 0;
    for (const line of linesOf(page)) {
      const [id = '', ...rest] = line.map((one) => one.text.trim());
      if (!/^[A-Z]{3}-\d{3}$/.test(id)) continue;
      const asked = line
        .filter((one) => one.x > 480)
        .map((one) => one.text)
        .join('')
        .split(',')
        .map(Number);
      const real = new Set(pdf.bookmarks.filter((one) => one.title.startsWith(`${id} `)).map((one) => one.page));
      expect(rest.length).toBeGreaterThan(4);
      for (const number of asked) expect([id, [...real]]).toEqual([id, expect.arrayContaining([number])]);
      checked += asked.length;
    }
    expect(checked).toBeGreaterThan(20);
  });

  it('is tagged, has a language and a title', () => {
    expect(pdf.isTagged).toBe(true);
    expect(pdf.language).toMatch(/^en/);
    expect(pdf.title).toMatch(/^Nordfjell Hospital Group: evidence report, scan 01K/);
    const roles = new Set(pdf.roles.flatMap((one) => [...one]));
    for (const role of ['H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'P', 'Figure']) expect(roles).toContain(role);
  });

  it('embeds its fonts', () => {
    const raw = readFileSync(join(dir, 'report.pdf')).toString('latin1');
    const fonts = [...raw.matchAll(/\/BaseFont \/([\w+-]+)/g)].map((match) => match[1] ?? '');
    expect(fonts.some((name) => name.includes('IBMPlexSans'))).toBe(true);
    expect(fonts.some((name) => name.includes('IBMPlexMono'))).toBe(true);
    const descriptors = raw.split('/Type /FontDescriptor').slice(1);
    expect(descriptors.length).toBeGreaterThan(2);
    for (const one of descriptors) expect(one.slice(0, one.indexOf('endobj'))).toMatch(/\/FontFile\d? /);
  });

  it('lists every failure and every unknown with its evidence number', () => {
    const text = partText('5 Failures and unknowns', '6 Passes');
    const open = findings.filter((one) => one.verdict === 'fail' || one.verdict === 'unknown');
    expect(open.length).toBeGreaterThan(50);
    for (const { control, resource, observed, missing, population } of open) {
      expect(text).toContain(control);
      expect(text).toContain(tailOf(population?.operation ?? resource.uid));
      for (const number of [...observed.flatMap((one) => one.from), ...missing].map((one) => one.evidence)) {
        if (number) expect(text).toContain(String(number));
      }
    }
  });

  it('lists as many passes as there are', () => {
    const text = partText('6 Passes', '7 Exceptions, and what people must still supply');
    for (const { resource } of findings.filter((one) => one.verdict === 'pass')) {
      expect(text).toContain(tailOf(resource.uid));
    }
  });

  it('indexes every call that is cited, with its digest', async () => {
    const text = squeezed(
      pdf.pages.slice((pdf.bookmarks.find((one) => one.title === '9 Evidence index')?.page ?? 1) - 1),
    );
    expect(text).toContain(digest);
    for await (const call of openScanFolder(dir).calls()) {
      expect(text).toContain(call.answerSha256 || 'noanswerstored');
      expect(text).toContain(call.requestId);
    }
  });

  it('shows hostile text as text, and nothing in it has an effect', () => {
    const text = squeezed(pdf.pages);
    expect(text).toContain('<script>document.title="owned"</script>');
    expect(text).toContain('{{constructor.constructor"returnprocess"}}');
    expect(text).toContain('[U+001B]');
    expect(text).toContain('[U+202E]');
    expect(text).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(text).toMatch(/\[10,\d{3}characters,SHA-256[0-9a-f]{16}\]/);
    expect(pdf.hasScript).toBe(false);
    expect(pdf.links).toEqual([]);
    const raw = readFileSync(join(dir, 'report.pdf')).toString('latin1');
    expect(raw).not.toMatch(/\/(JavaScript|JS|Launch|EmbeddedFile|URI) ?[(/<]/);
  });

  it('keeps headings with what follows', () => {
    for (const { title, page, y } of pdf.bookmarks) {
      const below = (pdf.pages[page - 1] ?? []).filter((one) => one.y < y - 24 && one.y > 62);
      expect([title, below.length > 0]).toEqual([title, true]);
    }
  });

  it('repeats the heads of tables', () => {
    const first = pdf.bookmarks.find((one) => one.title === '9.2 Calls that are cited')?.page ?? 0;
    const last = pdf.bookmarks.find((one) => one.title === '9.3 All other calls')?.page ?? 0;
    expect(last - first).toBeGreaterThan(2);
    for (let page = first + 1; page < last; page++) {
      expect(squeezed(pdf.pages[page - 1] ?? [])).toContain('Operation,requestid');
    }
  });

  it('keeps everything between the margins', () => {
    for (const page of pdf.pages) for (const one of page) expect(one.x).toBeGreaterThan(50);
  });

  it('leaves nothing else behind', () => {
    expect(readdirSync(dir).filter((name) => name.startsWith('.') || name.endsWith('.tmp'))).toEqual([]);
    expect(readdirSync(temporary).filter((name) => !name.startsWith('plumbline-chromium-'))).toEqual([]);
  });
});
