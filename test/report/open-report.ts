import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { renderHtml } from '../../reports/html/index.ts';
import { launchBrowser } from '../../reports/pdf/chromium.ts';
import { type SampleOptions, writeSampleScan } from '../support/sample-scan.ts';

/** A rendered sample in a real browser. */
export interface OpenedReport {
  dir: string;
  page: Page;
  /** What the page should not have done: requests, refusals by the policy, errors, dialogs. */
  troubles: string[];
  /** Opens an address in the report that is shown, as a link would. */
  go(hash: string): Promise<void>;
  close(): Promise<void>;
}

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844, isMobile: true, hasTouch: true };

/** Renders a sample scan and opens it from disk. */
export async function openReport(sample: SampleOptions): Promise<OpenedReport> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-report-'));
  await writeSampleScan(dir, sample);
  const file = await renderHtml(dir);
  const browser = await launchBrowser();
  const troubles: string[] = [];
  const page = await watchedPage(browser, troubles);
  await page.setViewport(desktop);
  await page.goto(`file://${file}`);
  const go = async (hash: string) => {
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.setAttribute('href', address);
      document.body.append(link);
      link.click();
      link.remove();
    }, hash);
    await settled(page);
  };
  const close = async () => {
    await browser.close();
    rmSync(dir, { recursive: true });
  };
  return { dir, page, troubles, go, close };
}

async function watchedPage(browser: Browser, troubles: string[]): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => troubles.push(`error: ${error instanceof Error ? error.message : String(error)}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`refused ${event.violatedDirective}`),
    );
  });
  return page;
}

/** Waits until the page has drawn what was asked for: all its work is short promises and one frame. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => resolve(null)), 40)));
}
