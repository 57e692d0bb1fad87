/**
 * Measures the HTML report of a scan of 121,000 findings: size, time to render, and in a real browser the time until it
 * is usable and until a search is answered. Prints JSON. Run: `node test/bench/html.ts [findings]`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { renderHtml } from '../../reports/html/index.ts';
import { launchBrowser } from '../../reports/pdf/chromium.ts';
import { writeSampleScan } from '../support/sample-scan.ts';

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

const findings = Number(process.argv[2] ?? 121_000);
const dir = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const browser = await launchBrowser();
try {
  const written = await writeSampleScan(dir, { findings, accounts: 40 });
  const start = performance.now();
  const file = await renderHtml(dir);
  const renderMs = Math.round(performance.now() - start);
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const megabytes = Math.round(statSync(file).size / 1e4) / 100;
  const page = await browser.newPage();
  const usableMs = Math.round(await timeToRows(page, file));
  const busyMs = Math.round(((await page.metrics()).TaskDuration ?? 0) * 1000);
  const searched = [];
  for (const query of searches) searched.push(await timeOfSearch(page, query));
  const times = searched.map((one) => one.ms).sort((a, b) => a - b);
  const searchMs = times.at(-1) ?? Number.NaN; // The slowest.
  const medianSearchMs = times[Math.floor(times.length / 2)];
  const met = megabytes <= targets.megabytes && usableMs <= targets.usableMs && searchMs <= targets.searchMs;
  console.log(
    JSON.stringify(
      {
        ...written,
        megabytes,
        renderMs,
        peakMegabytes,
        usableMs,
        busyMs,
        searchMs,
        medianSearchMs,
        searched,
        load: loadavg()[0],
        targets,
        met,
      },
      null,
      2,
    ),
  );
  process.exitCode = met ? 0 : 1;
} finally {
  await browser.close();
  rmSync(dir, { recursive: true });
}
