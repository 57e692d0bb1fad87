import type { Finding } from '../../../src/model/finding.ts';
import type { Chunk, Heading } from '../chunk.ts';
import { render } from '../templates.ts';
import { type RowGroup, rowGroups } from './resource-rows.ts';

/** Chromium's time for a tagged table grows faster than its length: many short tables instead of a long one. */
const rowsPerTable = 250;
/** Neighbours that are held to be grouped. */
const heldAtMost = 500;

/** What stands before the tables of a control. */
export interface Intro {
  headings: Heading[];
  html: string;
  lines: number;
  /** Evidence numbers lead to the index. */
  linked: boolean;
}

/**
 * Writes the tables of one control and one verdict: takes findings in the order of the file, gives chunks of at most a
 * few hundred rows. Holds no more than one table and the findings of one place.
 */
export class FindingTables {
  readonly #intro: Intro;
  readonly #emit: (chunk: Chunk) => void;
  #held: Finding[] = [];
  #groups: RowGroup[] = [];
  #rows = 0;
  #resources = 0;
  #done = 0;

  constructor(intro: Intro, emit: (chunk: Chunk) => void) {
    this.#intro = intro;
    this.#emit = emit;
  }

  add(finding: Finding): void {
    const [before] = this.#held;
    if (before && (this.#held.length >= heldAtMost || placeOf(before) !== placeOf(finding))) this.#group();
    this.#held.push(finding);
  }

  end(): void {
    this.#group();
    if (this.#groups.length > 0 || this.#done === 0) this.#write();
  }

  #group(): void {
    if (this.#held.length === 0) return;
    for (const group of rowGroups(this.#held)) this.#place(group);
    this.#held = [];
  }

  /** Puts a group into the table; what does not fit goes into the next. */
  #place(group: RowGroup): void {
    for (let at = 0; at < group.rows.length; ) {
      const rows = group.rows.slice(at, at + rowsPerTable - this.#rows);
      this.#groups.push({ ...group, rows, what: at > 0 ? `${group.what}, continued` : group.what });
      this.#rows += rows.length;
      this.#resources += rows.reduce((sum, row) => sum + row.cells.length, 0);
      at += rows.length;
      if (this.#rows >= rowsPerTable) this.#write();
    }
  }

  #write(): void {
    const isFirst = this.#done === 0;
    const { headings, html, lines, linked } = this.#intro;
    const from = this.#done + 1;
    this.#done += this.#resources;
    const title = headings.at(-1)?.title ?? '';
    const isPaired = this.#groups.some((group) => group.rows.some((row) => !row.wide));
    const data = { title, from, to: this.#done, isFirst, linked, isPaired, groups: this.#groups };
    const table = render('finding-table', data);
    this.#emit({
      headings: isFirst ? headings : [],
      html: isFirst ? html + table : table,
      lines: (isFirst ? lines : 0) + linesOf(this.#groups),
    });
    this.#groups = [];
    this.#rows = 0;
    this.#resources = 0;
  }
}

function placeOf({ resource }: Finding): string {
  return `${resource.provider}\n${resource.account}\n${resource.region}`;
}

function linesOf(groups: RowGroup[]): number {
  let lines = 2;
  for (const group of groups) {
    lines += 2 + group.observed.length;
    for (const { wide, cells } of group.rows) {
      const [first] = cells;
      lines += wide && first ? Math.ceil(first.id.length / 90) + first.observed.length : 1;
    }
  }
  return lines;
}
