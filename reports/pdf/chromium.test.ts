import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { browserFlags } from './chromium-flags.ts';
import { installedBrowsers } from './chromium-places.ts';

describe('browserFlags', () => {
  it('never weakens the browser', () => {
    for (const isRoot of [true, false]) {
      const flags = browserFlags('/p', isRoot).join(' ');
      expect(flags).not.toMatch(/web-security|site-isolation|single-process|insecure|remote-debugging-port|no-zygote/);
      expect(flags).toContain('--user-data-dir=/p');
      expect(flags.includes('--no-sandbox')).toBe(isRoot);
    }
  });
});

describe('installedBrowsers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds programs on the PATH, best name first, and no folders, plain files or relative entries', () => {
    const program = (name: string, mode: number) => {
      writeFileSync(join(folder, name), '#!/bin/sh\n');
      chmodSync(join(folder, name), mode);
    };
    program('chromium', 0o755);
    program('google-chrome', 0o755);
    program('chromium-browser', 0o644);
    mkdirSync(join(folder, 'google-chrome-stable'));
    const found = installedBrowsers({ PATH: `.:bin:${folder}` }, 'linux').filter((path) => path.startsWith(folder));
    expect(found).toEqual([join(folder, 'google-chrome'), join(folder, 'chromium')]);
    expect(installedBrowsers({ PATH: `./${folder}` }, 'linux').filter((path) => path.includes(folder))).toEqual([]);
  });
});

describe('launchBrowser', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const before = process.env.TMPDIR;
  beforeAll(() => {
    process.env.TMPDIR = scratch;
    // What the npm package would run, were it allowed to look into the shared temporary folder.
    writeFileSync(join(scratch, 'chromium'), '#!/bin/sh\nexit 99\n', { mode: 0o755 });
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(scratch, { recursive: true, force: true });
  });
  const profiles = () => readdirSync(scratch).filter((name) => name.startsWith('plumbline-browser-'));

  it('renders a page with a browser of our flags, then leaves nothing behind', async () => {
    process.env.SECRET_FOR_TEST = 'do-not-inherit';
    const browser = await launchBrowser({ PATH: '' });
    try {
      expect(process.env.TMPDIR).toBe(scratch);
      expect(profiles()).toHaveLength(1);
      if (process.platform === 'linux') {
        expect(readFileSync(`/proc/${browser.process()?.pid}/environ`, 'utf8')).not.toContain('do-not-inherit');
      }
      expect(browser.process()?.spawnargs.join(' ')).not.toContain('--disable-web-security');
      const page = await browser.newPage();
      await page.setContent('<title>Plumb</title><p>upright</p>');
      expect(await page.title()).toBe('Plumb');
      const pdf = await page.pdf();
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    } finally {
      delete process.env.SECRET_FOR_TEST;
      await browser.close();
    }
    await until(() => profiles().length === 0);
  });

  it('cleans up when the browser is killed', async () => {
    const browser = await launchBrowser({ PATH: '' });
    expect(profiles()).toHaveLength(1);
    browser.process()?.kill('SIGKILL');
    await until(() => profiles().length === 0);
    expect(browser.connected).toBe(false);
  });

  it.each([
    ['is not there', join(scratch, 'nowhere')],
    ['is no browser', '/bin/false'],
  ])('says what to set when the program that PLUMBLINE_CHROMIUM names %s', async (_, path) => {
    await expect(launchBrowser({ PLUMBLINE_CHROMIUM: path })).rejects.toMatchObject({
      code: 'RENDER_FAILED',
      message: expect.stringContaining(path),
      hint: expect.stringContaining('PLUMBLINE_CHROMIUM'),
    });
    expect(profiles()).toEqual([]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !condition(); i++) await sleep(50);
  expect(condition()).toBe(true);
}
