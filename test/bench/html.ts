import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { renderHtml } from '../../reports/html/index.ts';
import { launchBrowser } from '../../reports/pdf/chromium.ts';
import { writeSampleScan } from '../support/sample-scan.ts';
import { atMost, type Measure, seconds } from './measure.ts';

const targets = { megabytes: 30, usableMs: 3000, searchMs: 200 };
const searches = ['notebook', 'internet ml-dev', 'nordfjell phi', 'AccessDenied', 'zzzz'];

/** From the start of the navigation until rows of findings stand on the page and a frame has been drawn. */
async function timeToRows(page: Page, file: string): Promise<number> {
  await page.evaluateOnNewDocument(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('#findings-list [data-index]') === null) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`file://${file}#findings`);
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0, { timeout: 60_000 });
  return await page.evaluate(() => performance.getEntriesByName('usable')[0]?.startTime ?? Number.NaN);
}

/** From the key that asks for it until the list has drawn its answer: with the pause of the search box, and without. */
async function timeOfSearch(page: Page, query: string): Promise<{ query: string; found: string; ms: number }> {
  return await page.evaluate(async (words) => {
    const box = document.querySelector<HTMLInputElement>('#findings-list input[type="search"]');
    const status = document.querySelector('#findings-list .status');
    if (box === null || status === null) throw new Error('no search box');
    status.textContent = '';
    box.value = words;
    const start = performance.now();
    box.dispatchEvent(new Event('input', { bubbles: true }));
    while (status.textContent === '') await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { query: words, found: status.textContent ?? '', ms: Math.round(performance.now() - start) };
  }, query);
}

/** @returns size, time until it is usable, and the slowest of some searches. */
export async function html(findings = 121_000): Promise<Measure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const browser = await launchBrowser();
  try {
    const written = await writeSampleScan(dir, { findings, accounts: 40 });
    const start = performance.now();
    const file = await renderHtml(dir);
    const renderMs = performance.now() - start;
    const megabytes = statSync(file).size / 1e6;
    const page = await browser.newPage();
    const usableMs = await timeToRows(page, file);
    const searched = [];
    for (const query of searches) searched.push(await timeOfSearch(page, query));
    const slowest = searched.reduce((a, b) => (b.ms > a.ms ? b : a));
    const count = `${written.findings} findings`;
    return [
      atMost('html, size', [megabytes, `${megabytes.toFixed(1)} MB`], count, targets.megabytes, 'MB'),
      atMost('html, usable', [usableMs, seconds(usableMs)], `${count}, in Chromium from disk`, targets.usableMs, 'ms'),
      atMost('html, search', [slowest.ms, `${slowest.ms} ms`], `slowest of ${searches.length}`, targets.searchMs, 'ms'),
      { name: 'html, rendering', measured: seconds(renderMs), against: count },
    ];
  } finally {
    await browser.close();
    rmSync(dir, { recursive: true });
  }
}
