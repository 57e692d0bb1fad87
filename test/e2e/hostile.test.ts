import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../reports/pdf/chromium.ts';
import { startLab } from '../../src/lab/lab.ts';
import { first } from '../../src/lab/small-estate.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plumbline, type Ran } from '../support/cli.ts';
import { environmentOf } from '../support/cli-lab.ts';
import { hostile, hostileEstate, region } from '../support/hostile-estate.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-hostile-'));
let ran: Ran;
let findings: Finding[];
let resources: Resource[];

function lines<T>(name: string): T[] {
  const text = readFileSync(join(folder, 'out', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T); // written by the scan
}

beforeAll(async () => {
  const lab = await startLab({ estate: hostileEstate() });
  // The config is the user's own, but its names end up in the same places.
  const names = {
    organisation: hostile.script,
    aws: { regions: [region], accounts: [{ id: first, name: hostile.html }] },
  };
  writeFileSync(join(folder, 'c.yaml'), JSON.stringify(names));
  const args = ['scan', '--config', 'c.yaml', '--format', 'html', '--out', 'out', '--store', 'sqlite:s.db'];
  ran = await plumbline(args, { cwd: folder, env: environmentOf(lab) });
  await lab.close();
  findings = lines('findings.ndjson');
  resources = lines('resources.ndjson');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = Object.entries(hostile);
const byName = (name: string) => findings.filter((one) => one.resource.name === name);

/** What a terminal obeys, or what turns the writing. Line ends and tabs are ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('the files', () => {
  it.each(names)('hold %s whole', (_kind, name) => {
    expect(byName(name).length).toBeGreaterThan(5);
    const resource = resources.find((one) => one.name === name);
    const tags = resource?.facts.tags?.value as Record<string, string> | undefined;
    for (const one of Object.values(hostile)) {
      expect(Object.hasOwn(tags ?? {}, one.slice(0, 120))).toBe(true);
      expect(Object.entries(tags ?? {}).some(([, value]) => value === one)).toBe(true);
    }
  });

  it('judge them like any other', () => {
    const verdicts = findings.filter((one) => one.control === 'HRD-001').map((one) => one.verdict);
    expect(verdicts).toEqual(Array(names.length).fill('fail'));
  });
});

describe('the terminal', () => {
  it('gets no control characters from a scan, and no line that is not ours', () => {
    expect(ran.code).toBe(0);
    expect(ran.stdout).not.toMatch(unsafe);
    expect(ran.stderr).not.toMatch(unsafe);
    expect(ran.stdout.match(/^Assessed /gm)).toHaveLength(1);
    expect(ran.stdout).not.toContain('Assessed 100.0 %');
  });

  it.each(names)('nor from `explain` of %s', async (_kind, name) => {
    const key = byName(name).find((one) => one.control === 'HRD-001')?.key ?? '';
    for (const more of [[], ['--json']]) {
      const told = await plumbline(['explain', key, '--scan', 'out', ...more], { cwd: folder });
      expect(told).toMatchObject({ code: 0, stderr: '' });
      expect(told.stdout).not.toMatch(unsafe);
      expect(told.stdout.match(/^Assessed /gm)).toBeNull();
      if (more.length > 0) expect((JSON.parse(told.stdout) as Finding).resource.name).toBe(name);
    }
  });

  it('nor from --json, which still says the same', async () => {
    const lab = await startLab({ estate: hostileEstate() });
    const args = ['scan', '--config', 'c.yaml', '--format=', '--out', 'json', '--json', '--log', 'json'];
    const told = await plumbline(args, { cwd: folder, env: environmentOf(lab) });
    await lab.close();
    expect(told.stdout).not.toMatch(unsafe);
    expect(told.stderr).not.toMatch(unsafe);
    expect((JSON.parse(told.stdout) as ScanSummary).organisation).toBe(hostile.script);
    for (const line of told.stderr.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('nor from an error that quotes what was asked', async () => {
    const told = await plumbline(['scan', '--regions', hostile.ansi]);
    expect(told.code).toBe(2);
    expect(told.stderr).not.toMatch(unsafe);
    const wrong = await plumbline([hostile.ansi]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toMatch(unsafe);
  });
});

describe('the report in a browser', () => {
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('dialog', (dialog) => {
      troubles.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => troubles.push(`error ${String(error)}`));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) troubles.push(`request ${request.url()}`);
    });
    await page.goto(`file://${join(folder, 'out', 'report.html')}`);
  }, 120_000);

  afterAll(() => browser.close());

  /** Goes there as a reader would who pastes an address, and waits until the page has drawn. */
  const open = async (hash: string): Promise<string> => {
    await page.evaluate((address) => {
      location.hash = address;
    }, hash);
    await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 50)));
    return page.evaluate(() => document.body.innerText);
  };
  const expectUntouched = async () => {
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(troubles).toEqual([]);
  };

  it.each(['#summary', '#findings', '#resources', '#frameworks', '#coverage', '#method', '#evidence'])(
    'runs nothing at %s',
    async (hash) => {
      expect((await open(hash)).length).toBeGreaterThan(100);
      await expectUntouched();
    },
  );

  it.each(names)('shows a finding of %s as text', async (kind, name) => {
    const finding = byName(name).find((one) => one.control === 'HRD-001');
    const text = await open(`#finding/${finding?.key}`);
    expect(text).toContain('HRD-001');
    if (kind === 'html') expect(text).toContain('<img src=x');
    if (kind === 'template') expect(text).toContain('{{constructor.constructor');
    await expectUntouched();
  });

  it('has none of their elements, and no attribute that runs', async () => {
    const found = await page.evaluate(() => ({
      images: document.querySelectorAll('img[src="x"], svg[onload]').length,
      handlers: [...document.querySelectorAll('*')].filter((one) =>
        one.getAttributeNames().some((each) => /^on/i.test(each)),
      ).length,
      links: [...document.querySelectorAll('a[href]')].filter((one) =>
        /^\s*javascript:/i.test(one.getAttribute('href') ?? ''),
      ).length,
    }));
    expect(found).toEqual({ images: 0, handlers: 0, links: 0 });
  });
});
