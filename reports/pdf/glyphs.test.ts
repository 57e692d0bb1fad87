import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPdf, squeezed } from '../../test/support/pdf.ts';
import { launchBrowser } from './chromium.ts';
import { GlyphCheck } from './glyphs.ts';
import { printHtml } from './print.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('leaves what the embedded fonts have, and writes the code where nothing can draw a character', async () => {
  const check = new GlyphCheck(browser);
  const known = 'Größe – “Ζωή” Тест … ≥ · ’';
  expect(await check.legible(known)).toBe(known);
  // A private-use character that no font has.
  expect(await check.legible('a\u{f1234}b')).toBe('a[U+F1234]b');
});

it('keeps every character readable in the file, whatever fonts this machine has', async () => {
  const html = await new GlyphCheck(browser).legible('<!doctype html><title>T</title><p>日本語 نموذج 🩻 אבג ไทย</p>');
  const text = squeezed((await readPdf(await printHtml(browser, html, true))).pages);
  for (const character of '日本語') {
    const code = `[U+${character.codePointAt(0)?.toString(16).toUpperCase()}]`;
    expect([character, text.includes(character) || text.includes(code)]).toEqual([character, true]);
  }
});
