import type { Browser, Page } from 'puppeteer';

/** A name that no resolver knows; the browser gets the document from us and nothing else from anywhere. */
const address = 'https://report.invalid/';

/**
 * Prints one document. Script is off and no request but the one for the document is let out of the page.
 *
 * @param final tags and bookmarks; the first printing, which only finds the pages, does without them.
 * @returns the PDF.
 */
export async function printHtml(browser: Browser, html: string, final: boolean): Promise<Uint8Array> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.setJavaScriptEnabled(false);
    await serveOnly(page, html);
    await page.goto(address, { waitUntil: 'load', timeout: 0 });
    return await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: final,
      outline: final,
      timeout: 0,
    });
  } finally {
    await context.close();
  }
}

async function serveOnly(page: Page, html: string): Promise<void> {
  let served = false;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    // Fonts are data URIs: they are part of the document, and no request to answer.
    if (request.url().startsWith('data:font/')) return void request.continue();
    if (served || request.url() !== address || !request.isNavigationRequest()) return void request.abort();
    served = true;
    void request.respond({ contentType: 'text/html; charset=utf-8', body: html });
  });
}
