import type { Browser } from 'puppeteer';
import { openPdf } from './pages.ts';
import { printHtml } from './print.ts';
import { render } from './templates.ts';

/** Latin with its extensions, which the embedded fonts have for sure. */
const maybeMissing = /[^\n\t -\u024f]/gu;

/**
 * Finds characters that no font of this machine can draw: they would be empty boxes, and lost when text is copied. A
 * server that prints reports may have no fonts at all beside the embedded ones.
 */
export class GlyphCheck {
  readonly #browser: Browser;
  readonly #checked = new Map<string, boolean>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** The document with such characters written as `[U+65E5]`. */
  async legible(html: string): Promise<string> {
    const asked = new Set(html.match(maybeMissing));
    const unknown = [...asked].filter((character) => !this.#checked.has(character));
    if (unknown.length > 0) await this.#check(unknown);
    if (![...asked].some((character) => this.#checked.get(character) === false)) return html;
    return html.replace(maybeMissing, (character) =>
      this.#checked.get(character) === false
        ? `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
        : character,
    );
  }

  /** Prints each on a line of its own and reads the file back: what cannot be drawn does not come back. */
  async #check(characters: string[]): Promise<void> {
    const pdf = await openPdf(await printHtml(this.#browser, render('glyphs', { characters }), false));
    let text = '';
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      for (const item of items) if ('str' in item) text += item.str;
    }
    await pdf.loadingTask.destroy();
    const came = new Set(text.normalize('NFKC'));
    for (const character of characters) {
      const parts = [...character.normalize('NFKC')];
      this.#checked.set(character, invisible.test(character) || parts.every((part) => came.has(part)));
    }
  }
}

/** Marks and joiners have no place of their own in the text that is read back. */
const invisible = /^[\p{M}\p{Cf}\p{Z}]$/u;
