import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { severities, verdicts } from '../../src/model/verdict.ts';
import { writeSampleScan } from '../../test/support/sample-scan.ts';
import { templatesFolder } from '../view/assets.ts';
import { openScanFolder } from '../view/folder.ts';
import { packAnswers } from './data/encode-answers.ts';
import type { CallColumns, CallDetail, CoreData, FindingDetail, ResourceDetail } from './data/format.ts';
import { frameSizes } from './data/format.ts';
import { renderHtml } from './index.ts';

let dir = '';
let html = '';
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-html-'));
  await writeSampleScan(dir, { findings: 2600 });
  html = readFileSync(await renderHtml(dir), 'utf8');
});
afterAll(() => rmSync(dir, { recursive: true }));

const frames = new Map<string, unknown>();

function frame<T>(id: string): T {
  const known = frames.get(id) ?? JSON.parse(gunzipSync(Buffer.from(frameText(id), 'base64')).toString());
  frames.set(id, known);
  return known as T; // As the encoder wrote it; the tests compare it.
}

function frameText(id: string): string {
  const start = html.indexOf(`id="frame-${id}">`);
  return html.slice(html.indexOf('>', start) + 1, html.indexOf('<', start));
}

/** The page without what is ours: style, script, data. Asked with `includes`, so that a failure does not print all of it. */
function wordsOf(page: string): string {
  return page.replace(/<style>.*?<\/style>|<script[^>]*>.*?<\/script>/gs, '');
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}

describe('the data inside', () => {
  test('is every finding, as it was written', async () => {
    const core = frame<CoreData>('core');
    const keys = Buffer.from(frameText('keys'), 'base64').toString('hex');
    const written = await all(openScanFolder(dir).findings());
    const read = written.map((_, row) => decode(core, keys, row));
    expect(read).toEqual(written.map(shownOf));
    expect(core.findings.verdict).toHaveLength(written.length);
  });

  test('is every resource with its facts and links', async () => {
    const { subjects } = frame<CoreData>('core');
    const written = await all(openScanFolder(dir).resources());
    const byRow = new Map(subjects.row.map((row, subject) => [row, subject]));
    for (const [row, resource] of written.entries()) {
      const subject = byRow.get(row) ?? -1;
      expect([subjects.uid[subject], subjects.name[subject]]).toEqual([resource.uid, resource.name]);
      const detail = frame<ResourceDetail[]>(`resource-${Math.floor(row / frameSizes.resource)}`)[
        row % frameSizes.resource
      ];
      expect(detail).toEqual({ parts: resource.parts, facts: resource.facts, links: resource.links });
    }
  });

  test('is every call, and leads from it to its answer', async () => {
    const calls = frame<CallColumns>('calls');
    const folder = openScanFolder(dir);
    const written = await all(folder.calls());
    expect(calls.number).toEqual(written.map((call) => call.number));
    for (const [row, call] of written.entries()) {
      const detail = frame<CallDetail[]>(`call-${Math.floor(row / frameSizes.call)}`)[row % frameSizes.call];
      expect(detail?.answerSha256).toBe(call.answerSha256);
      expect(calls.frame[row] === -1).toBe(call.answerSha256 === '');
      if (row % 50 !== 0 || call.answerSha256 === '') continue;
      const text = frame<string[]>(`answers-${calls.frame[row]}`)[calls.place[row] ?? -1] ?? '';
      expect(JSON.parse(text)).toEqual(await folder.answer(call.answerSha256));
    }
  });
});

/** What of a finding the report shows. */
function shownOf({
  key,
  control,
  title,
  verdict,
  severity,
  reason,
  firstSeen,
  resource,
  frameworks,
  observed,
  missing,
  native,
  population,
}: Finding) {
  return {
    key,
    control,
    title,
    verdict,
    severity,
    reason,
    firstSeen,
    resource,
    frameworks,
    observed,
    missing,
    native,
    population,
  };
}

function decode(core: CoreData, keys: string, row: number): ReturnType<typeof shownOf> {
  const { findings, subjects } = core;
  const subject = findings.subject[row] ?? -1;
  const account = core.accounts[subjects.account[subject] ?? -1];
  const [provider, region] = core.regions[subjects.region[subject] ?? -1]?.split(' ') ?? [];
  const control = core.controls[findings.control[row] ?? -1];
  const frameworks: Record<string, string[]> = {};
  for (const index of core.requirementSets[findings.requirements[row] ?? -1] ?? []) {
    const [framework = '', id = ''] = core.requirements[index] ?? [];
    frameworks[framework] = [...(frameworks[framework] ?? []), id];
  }
  const detail = frame<FindingDetail[]>(`finding-${Math.floor(row / frameSizes.finding)}`)[
    row % frameSizes.finding
  ] as FindingDetail;
  expect(provider).toBe(account?.provider);
  return {
    key: keys.slice(row * 64, row * 64 + 64),
    control: control?.id ?? '',
    title: control?.title ?? '',
    verdict: verdicts[findings.verdict[row] ?? -1] ?? 'pass',
    severity: severities[findings.severity[row] ?? -1] ?? 'info',
    reason: core.reasons[findings.reason[row] ?? -1] ?? '',
    firstSeen: core.times[findings.firstSeen[row] ?? -1] ?? '',
    resource: {
      uid: subjects.uid[subject] ?? '',
      kind: core.kinds[subjects.kind[subject] ?? -1]?.id ?? '',
      nativeType: core.nativeTypes[subjects.nativeType[subject] ?? -1] ?? '',
      provider: account?.provider ?? 'aws',
      account: account?.id ?? '',
      accountName: account?.name ?? '',
      region: region ?? '',
      name: subjects.name[subject] ?? '',
    },
    frameworks,
    observed: detail.observed,
    missing: detail.missing,
    native: detail.native,
    population: detail.population,
  };
}

describe('raw answers within a budget', () => {
  const hashes = async () => [
    ...new Set((await all(openScanFolder(dir).calls())).map((call) => call.answerSha256).filter(Boolean)),
  ];

  test('the first that were asked for are inside, up to the budget', async () => {
    const wanted = await hashes();
    const packed = await packAnswers(openScanFolder(dir), wanted, { total: 20_000, longest: 1_000_000 });
    expect(packed.frames.reduce((sum, one) => sum + one.base64.length, 0)).toBeLessThanOrEqual(20_000);
    expect(packed.places.size).toBeGreaterThan(0);
    expect(packed.places.size).toBeLessThan(wanted.length);
    expect(wanted.slice(0, packed.places.size + 1).some((hash) => packed.places.has(hash))).toBe(true);
  });

  test('one that is too long stays outside, the others come in', async () => {
    const wanted = await hashes();
    const packed = await packAnswers(openScanFolder(dir), wanted, { total: 8_000_000, longest: 5_000 });
    expect(packed.places.size).toBeLessThan(wanted.length);
    expect(packed.places.size).toBeGreaterThan(wanted.length - 30);
  });

  test('none, of no budget', async () => {
    expect((await packAnswers(openScanFolder(dir), await hashes(), { total: 0, longest: 1000 })).frames).toEqual([]);
  });
});

describe('the file', () => {
  test('is bound by a policy that lets its own style and script run, and nothing else', () => {
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/
        .exec(html)?.[1]
        ?.replaceAll('&#x27;', "'")
        .replaceAll('&#x3D;', '=') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; font-src data:; base-uri 'none'; form-action 'none'$/,
    );
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(/ style=| on[a-z]+=|javascript:/i.exec(wordsOf(html))?.[0]).toBeUndefined();
  });

  test('has nothing from a cloud that is not escaped', () => {
    const page = wordsOf(html);
    for (const part of ['<img src=x', '<script>document', '<!--<script>', '\u202e', '\u001b', '\u2028'])
      expect(page.includes(part), part).toBe(false);
  });

  test('is not there in half when it cannot be written, and says what to do', async () => {
    const locked = mkdtempSync(join(tmpdir(), 'plumbline-locked-'));
    await writeSampleScan(locked, { findings: 50 });
    mkdirSync(join(locked, 'report.html')); // A folder in its place: the rename fails, for root, too.
    await expect(renderHtml(locked)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      hint: expect.stringContaining('may be written'),
    });
    expect(readdirSync(locked).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    rmSync(locked, { recursive: true });
  });

  test('replaces the one before', async () => {
    const before = readFileSync(join(dir, 'report.html'), 'utf8');
    await renderHtml(dir, { frameworks: ['soc2'] });
    const after = readFileSync(join(dir, 'report.html'), 'utf8');
    expect(before.includes('HIPAA Security Rule')).toBe(true);
    expect(after.includes('HIPAA Security Rule')).toBe(false);
    expect(after.includes('SOC 2 Trust Services Criteria')).toBe(true);
  });

  test('of a framework that the scan does not have: names those that it has', async () => {
    await expect(renderHtml(dir, { frameworks: ['soc3'] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: 'It has: hipaa, nist-ai-rmf, soc2.',
    });
  });

  test('of an empty estate says that nothing was judged, and claims nothing', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'plumbline-empty-'));
    await writeSampleScan(empty, { findings: 0, gaps: false, previous: false, simulated: false });
    const page = wordsOf(readFileSync(await renderHtml(empty), 'utf8'));
    expect(page.includes('100 %</a>')).toBe(false);
    expect(page.includes('Simulated estate')).toBe(false);
    expect(existsSync(join(empty, 'report.html'))).toBe(true);
    rmSync(empty, { recursive: true });
  });

  test('of an estate to which no control applies draws no line of nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'plumbline-idle-'));
    await writeSampleScan(dir, { findings: 0, gaps: false, previous: false, simulated: false });
    const summary = JSON.parse(readFileSync(join(dir, 'scan.json'), 'utf8'));
    summary.counts = { ...summary.counts, findings: 6, resources: 2 };
    summary.counts.verdicts['not-applicable'] = 6;
    writeFileSync(join(dir, 'scan.json'), JSON.stringify(summary));
    const page = readFileSync(await renderHtml(dir), 'utf8');
    expect(page).toContain('No control applies to the 2 resources that were found');
    expect(page).not.toContain('id="plumb-title"');
    expect(page).not.toContain('Nothing that was judged has failed');
    rmSync(dir, { recursive: true });
  });
});

test('no template writes text without escaping it', () => {
  const folder = templatesFolder('report');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.hbs'))) {
    expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/\{\{\{|\{\{~?&/);
  }
});

test('the page’s script never writes markup, evaluates text or fetches', () => {
  const folder = join(templatesFolder('report'), 'client');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\bfetch\(|XMLHttpRequest|WebSocket|DOMParser|srcdoc/,
    );
  }
});
