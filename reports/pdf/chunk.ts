/** A heading that others refer to by page. */
export interface Heading {
  level: 1 | 2 | 3;
  /** Letters, digits, `-`, `.` and `_` only. */
  id: string;
  title: string;
  /** Left out of the contents, which would be too long; it has a bookmark all the same. */
  unlisted?: true;
}

/** A stretch of the report that is printed whole: volumes are cut between chunks. */
export interface Chunk {
  /** Headings that begin in it, in order. */
  headings: Heading[];
  html: string;
  /** Roughly how many lines of print it takes; corrected after the first printing. */
  lines: number;
  /** Evidence numbers, first and last, that it lists. */
  evidence?: [number, number];
}

const open = '\u0001';
const close = '\u0002';
const anyToken = new RegExp(`${open}([pe])([^${close}]*)${close}`, 'g');

/** Stands for the page on which a heading lies, until that is known. Cloud text holds no such characters (`text.ts`). */
export function pageToken(id: string): string {
  return `${open}p${id}${close}`;
}

/** Stands for an evidence number that becomes a link where the index lies in the same volume. */
export function evidenceToken(number: number): string {
  return `${open}e${number}${close}`;
}

/** Replaces each token. */
export function fillTokens(html: string, page: (id: string) => string, evidence: (number: number) => string): string {
  return html.replace(anyToken, (_, type: string, value: string) =>
    type === 'p' ? page(value) : evidence(Number(value)),
  );
}
