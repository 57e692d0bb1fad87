/** Sentences a person would say about a judgement. Values come from clouds: shortened, quoted where they are free text. */
import type { MissingFact } from '../model/finding.ts';
import { oneLine } from './one-line.ts';
import type { Trace } from './trace.ts';

const plainWord = /^[A-Za-z0-9][\w.:/@+-]{0,79}$/;

function word(value: unknown): string {
  if (value === null) return 'not set';
  if (value === '') return 'empty';
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (typeof value !== 'string') return String(value);
  if (plainWord.test(value)) return value;
  return JSON.stringify(oneLine(value, 80));
}

function listOf(words: readonly string[], most: number): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What one path was: `stores.key is customer (2 of 3) and provider (1 of 3)`. */
function clause(path: string, values: readonly unknown[]): string {
  const first = values[0];
  if (Array.isArray(first)) {
    if (first.length === 0) return `${path} is empty`;
    if (typeof first[0] === 'object') return `${path} has ${first.length} ${first.length === 1 ? 'entry' : 'entries'}`;
    return `${path} is ${listOf(first.map(word), 4)}`;
  }
  if (typeof first === 'object' && first !== null && !(first instanceof Date)) {
    const entries = Object.keys(first);
    return entries.length === 0 ? `${path} is empty` : `${path} has ${listOf(entries.map(word), 4)}`;
  }
  const counts = new Map<string, number>();
  for (const value of values) counts.set(word(value), (counts.get(word(value)) ?? 0) + 1);
  const total = values.length;
  const said = [...counts].map(([text, n]) => (counts.size === 1 ? text : `${text} (${n} of ${total})`));
  return `${path} is ${listOf(said, 4)}`;
}

/** What was read, as one clause: `runsAs is own and principals.admin is true`. `` when nothing was. */
export function sayRead(trace: Trace): string {
  const byPath = new Map<string, unknown[]>();
  trace.paths.forEach((path, index) => {
    const values = byPath.get(path);
    if (!values) byPath.set(path, [trace.values[index]]);
    // A scalar of the resource itself is the same however often it is read; fields of items differ from item to item.
    else if (path.includes('.')) values.push(trace.values[index]);
  });
  const paths = [...byPath.keys()];
  const told = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  const clauses = told.map((path) => clause(path, byPath.get(path) ?? []));
  return listOf(clauses, 3);
}

/** Why a fact is not known: `sagemaker:DescribeNotebookInstance was denied (AccessDeniedException); needs ...`. */
function cause(missing: MissingFact): string {
  const who = missing.operation ?? 'the call that tells it';
  const code = missing.errorCode ? ` (${word(missing.errorCode)})` : '';
  const detail = missing.detail ? `: ${oneLine(missing.detail, 200)}` : '';
  switch (missing.reason) {
    case 'access-denied':
      return `${who} was denied${code}${missing.permission ? `; needs ${missing.permission}` : detail}`;
    case 'api-disabled':
      return `the API of ${who} is switched off${code}${detail}`;
    case 'throttled':
      return `${who} was throttled to the end${code}${detail}`;
    case 'timed-out':
      return `${who} did not answer in time${code}${detail}`;
    case 'network':
      return `${who} could not be reached${code}${detail}`;
    case 'server-error':
      return `${who} failed on the side of the provider${code}${detail}`;
    case 'partial-answer':
      return `${who} answered only in part${code}${detail}`;
    case 'out-of-scope':
      return `it lies outside this scan${detail}`;
    case 'redacted':
      return `its value is redacted${detail}`;
    case 'not-supported':
      return `the platform has no such setting${detail}`;
    case 'not-exposed':
      return `no read API tells it${detail}`;
    case 'not-returned':
      return missing.operation ? `${who} did not return it${code}${detail}` : `it was not returned${detail}`;
  }
}

/** Why an expression could not be decided, by its first missing fact; the others are counted. */
export function sayMissing(missing: readonly MissingFact[]): string {
  const first = missing[0];
  if (!first) return 'a fact that it needs is missing';
  const others = new Set(missing.map((each) => each.fact)).size - 1;
  const more = others === 0 ? '' : others === 1 ? ' (and one more fact)' : ` (and ${others} more facts)`;
  if (first.reason === 'not-supported') return `${first.fact} does not apply${more}: ${cause(first)}`;
  if (first.reason === 'not-exposed') return `${first.fact} has to be attested by a person${more}: ${cause(first)}`;
  return `${first.fact} could not be read${more}: ${cause(first)}`;
}
