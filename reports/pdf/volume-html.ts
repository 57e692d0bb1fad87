import { fillTokens, type Heading } from './chunk.ts';
import { contents, cover, head, volumeTitle } from './parts/front.ts';
import type { Volume } from './plan-volumes.ts';
import type { Spool } from './spool.ts';
import type { Survey } from './survey.ts';
import { render } from './templates.ts';

/** Where headings lie in their volumes: id -> page, from 1. */
export type PageMap = Map<string, number>;

/** Id of the page after the last: where the links begin that make Chromium name the places of all headings. */
export const endId = 'end-of-report';

/** Builds the HTML of one volume. */
export class VolumeWriter {
  readonly #survey: Survey;
  readonly #spool: Spool;
  readonly #volumes: Volume[];
  readonly #headings: Heading[];
  /** Id of a heading -> its volume, from 0. */
  readonly #volumeOf: Map<string, number>;
  /** As wide as the numbers that will be there, so that nothing shifts. */
  readonly #placeholder: string;

  constructor(survey: Survey, spool: Spool, volumes: Volume[]) {
    this.#survey = survey;
    this.#spool = spool;
    this.#volumes = volumes;
    const parts = volumes.flatMap((volume) => volume.chunks.flatMap((chunk) => chunk.headings));
    this.#headings = [{ level: 1, id: 'cover', title: '1 Cover and sign-off' }, ...parts];
    this.#volumeOf = new Map(volumes.flatMap((_, index) => this.idsIn(index).map((id) => [id, index])));
    const longest = Math.max(...volumes.map((volume) => volume.expected));
    this.#placeholder = longest < 100 ? '00' : '000';
  }

  /** Ids of the headings that begin in a volume. */
  idsIn(index: number): string[] {
    const own = this.#volumes[index]?.chunks.flatMap((chunk) => chunk.headings.map((heading) => heading.id)) ?? [];
    return index === 0 ? ['cover', ...own] : own;
  }

  /** @param pages where the headings lie; without it, the version that is printed to find out. */
  html(index: number, pages: PageMap | undefined): string {
    const title = { number: index + 1, of: this.#volumes.length };
    const front = index === 0 ? cover(this.#survey, title) : volumeTitle(this.#survey, title);
    const chunks = this.#volumes[index]?.chunks ?? [];
    const body = [
      head(this.#survey, title),
      front,
      contents(this.#headings),
      this.#continued(index),
      ...chunks.map((chunk) => this.#spool.html(chunk)),
    ].join('\n');
    const links = pages === undefined ? render('links', { end: endId, ids: this.idsIn(index) }) : '';
    return `${this.#filled(index, body, pages)}${links}</body></html>\n`;
  }

  /** The headings that a volume begins in the middle of. */
  #continued(index: number): string {
    const before = this.#volumes.slice(0, index).flatMap((volume) => volume.chunks.flatMap((chunk) => chunk.headings));
    const [first] = this.#volumes[index]?.chunks[0]?.headings ?? [];
    if (index === 0 || first?.level === 1) return '';
    const part = before.findLast((heading) => heading.level === 1);
    const section = first === undefined ? before.at(-1) : undefined;
    if (part === undefined) return '';
    return render('continued', { part: part.title, section: section && section !== part ? section.title : '' });
  }

  #filled(index: number, html: string, pages: PageMap | undefined): string {
    const ranges = this.#volumes[index]?.chunks.flatMap((chunk) => (chunk.evidence ? [chunk.evidence] : [])) ?? [];
    return fillTokens(
      html,
      (id) => {
        const volume = this.#volumeOf.get(id) ?? index;
        const page = pages?.get(id) ?? this.#placeholder;
        return volume === index
          ? `<a class="page" href="#${id}">${page}</a>`
          : `<span class="page">${volume + 1}:${page}</span>`;
      },
      (number) =>
        ranges.some(([first, last]) => number >= first && number <= last)
          ? `<a href="#e${number}">${number}</a>`
          : `${number}`,
    );
  }
}
