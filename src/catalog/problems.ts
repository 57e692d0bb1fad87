import { PlumblineError } from '../model/errors.ts';
import { oneLine } from './one-line.ts';

/** Something wrong (or worth a second look) in a file of the catalog. Line and column count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** `controls/network/x.yaml:12:7: ...`: the form that editors and terminals turn into a link. */
export function problemText({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** Collects what is wrong in all files, so that one run tells all of it. */
export class Problems {
  readonly all: Problem[] = [];
  readonly #known = new Set<string>();

  add(stated: Problem): void {
    const problem = { ...stated, message: oneLine(stated.message, 390) };
    if (!this.#known.has(problemText(problem))) this.all.push(problem);
    this.#known.add(problemText(problem));
  }

  /** @throws PlumblineError CATALOG_INVALID that lists every problem by file and line, if there is any. */
  throwIfAny(): void {
    if (this.all.length === 0) return;
    const sorted = sortProblems(this.all);
    const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
    throw new PlumblineError(
      'CATALOG_INVALID',
      `${count} in the control catalog:\n${sorted.map(problemText).join('\n')}`,
      {
        hint: 'Correct the lines named above; `plumbline controls test` checks the catalog again.',
      },
    );
  }
}

/** By file, then by place in it. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
