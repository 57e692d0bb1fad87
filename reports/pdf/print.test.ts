import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPdf, squeezed } from '../../test/support/pdf.ts';
import { templatesFolder, templateText } from '../view/assets.ts';
import { launchBrowser } from './chromium.ts';
import { readPages } from './pages.ts';
import { printHtml } from './print.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('lets no script run and no request out', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
  const html = `<!doctype html><html lang="en"><title>Mine</title>
    <link rel="stylesheet" href="${at}/css"><link rel="prefetch" href="${at}/prefetch"><script src="${at}/script"></script>
    <style>@import "${at}/import"; @font-face{font-family:f;src:url(${at}/font)} p{font-family:f;background:url(${at}/bg)}</style>
    <img src="${at}/img"><iframe src="${at}/frame"></iframe><object data="${at}/object"></object><video src="${at}/video" autoplay></video>
    <img src="file:///etc/hostname"><iframe src="file:///etc/hostname"></iframe>
    <script>document.title = 'Theirs'; document.write('written by script')</script>
    <p onclick="1">text<noscript>without script</noscript></p>`;
  try {
    const pdf = await readPdf(await printHtml(browser, html, true));
    expect(asked).toEqual([]);
    expect(pdf.title).toBe('Mine');
    expect(squeezed(pdf.pages)).toContain('textwithoutscript');
    expect(squeezed(pdf.pages)).not.toContain('written');
  } finally {
    server.close();
  }
});

it('finds the pages of what is linked to, with and without tags', async () => {
  const html = `<!doctype html><html lang="en"><title>T</title><a href="#b.c-1">b</a><a href="#a">a</a><h1 id="a">A</h1>
    <h1 id="b.c-1" style="break-before:page">B</h1><p style="break-before:page">end</p>`;
  for (const final of [false, true]) {
    expect(await readPages(await printHtml(browser, html, final))).toEqual({
      count: 3,
      destinations: new Map([
        ['a', 1],
        ['b.c-1', 2],
      ]),
    });
  }
});

it('has no template that prints without escaping', () => {
  const files = readdirSync(templatesFolder('pdf')).filter((name) => name.endsWith('.hbs'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files)
    expect([file, templateText('pdf', file)]).toEqual([file, expect.not.stringMatching(/\{\{\{|\{\{~?&/)]);
});
