/**
 * CEL's door: what a recorded fact becomes when an expression reads it. Ints become bigint and times become dates
 * here and nowhere else. A value that does not fit its declaration (a word outside the enum, a broken date) is
 * treated as not returned: a guess at its meaning could make a pass of it.
 */
import { isMissingValue, type Missing } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { FactDecl } from '../model/kinds/declare.ts';
import { oneLine } from './one-line.ts';
import { Trace } from './trace.ts';

/** Reads a recorded value for CEL and notes it. Throws MissingSignal when the value cannot be used. */
export type Reader = (value: Json, trace: Trace, path: string) => unknown;

/** Makes the object that stands for one record of a list. */
export type RecordMaker = (json: Json, trace: Trace, path: string) => object;

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** CEL value of a scalar, undefined when it does not fit the declaration. */
type Scalar = (value: Json) => unknown;

function scalarOf(type: FactDecl['type'], values: readonly string[] | undefined): Scalar {
  switch (type) {
    case 'bool':
      return (value) => (typeof value === 'boolean' ? value : undefined);
    case 'int':
      return (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined);
    case 'timestamp':
      return (value) => {
        if (typeof value !== 'string' || !rfc3339.test(value)) return undefined;
        const date = new Date(value);
        return Number.isNaN(date.getTime()) ? undefined : date;
      };
    default: {
      if (!values) return (value) => (typeof value === 'string' ? value : undefined);
      const allowed = new Set(values);
      return (value) => (typeof value === 'string' && allowed.has(value) ? value : undefined);
    }
  }
}

/** Text of a recorded value for a person: one short line whatever the cloud sent. */
export function shown(value: unknown): string {
  return oneLine(JSON.stringify(value) ?? 'nothing', 60);
}

function expected(decl: FactDecl): string {
  if (decl.values) return `one of ${decl.values.join(', ')}`;
  const type = decl.type === 'list' ? decl.of : decl.type;
  return type === 'bool'
    ? 'true or false'
    : type === 'int'
      ? 'a whole number'
      : type === 'timestamp'
        ? 'an RFC 3339 time'
        : 'a text';
}

function misfit(value: Json, what: string): Missing {
  return { reason: 'not-returned', detail: `the value is not as declared: ${shown(value)} is not ${what}` };
}

/** Why a known value does not fit its declaration: `"Internet" is not one of none, internet`; undefined if it does. */
export function whyUnfit(decl: FactDecl, value: Json): string | undefined {
  const trace = new Trace();
  try {
    const read = readerOf(decl, () => () => ({}))(value, trace, '');
    if (typeof read === 'object' && read !== null) Object.values(read); // items show themselves only when read
    return undefined;
  } catch {
    return trace.missing[0]?.detail?.replace('the value is not as declared: ', '') ?? 'not as declared';
  }
}

function readMap(): Reader {
  return (value, trace, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return trace.miss(path, [misfit(value, 'a mapping')]);
    const map: Record<string, unknown> = Object.create(null);
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string') map[key] = item;
      else lack(map, key, trace, path, isMissingValue(item) ? item.$missing : misfit(item, 'a text'));
    }
    trace.read(path, map);
    return map;
  };
}

function lack(holder: object, key: string | number, trace: Trace, path: string, missing: Missing): void {
  Object.defineProperty(holder, key, { enumerable: true, get: () => trace.miss(path, [missing]) });
}

/**
 * Missing items come last: `all`, `exists` and `in` then see every known item first, so one that decides is not
 * hidden by one that nobody could read. (Controls cannot use an order: indexes and equality of lists are refused.)
 */
function readScalars(decl: FactDecl, item: Scalar): Reader {
  return (value, trace, path) => {
    if (!Array.isArray(value)) return trace.miss(path, [misfit(value, 'a list')]);
    const known: unknown[] = [];
    const lacking: Missing[] = [];
    for (const each of value) {
      const read = item(each);
      if (read !== undefined) known.push(read);
      else lacking.push(isMissingValue(each) ? each.$missing : misfit(each, expected(decl)));
    }
    trace.read(path, lacking.length === 0 ? known : [...known]);
    for (const missing of lacking) lack(known, known.length, trace, path, missing);
    return known;
  };
}

function readRecords(make: RecordMaker): Reader {
  return (value, trace, path) => {
    if (!Array.isArray(value)) return trace.miss(path, [misfit(value, 'a list')]);
    const items = value.map((each) => make(each, trace, path));
    trace.read(path, items);
    return items;
  };
}

function readScalar(decl: FactDecl): Reader {
  const scalar = scalarOf(decl.type, decl.values);
  return (value, trace, path) => {
    const read = value === null && decl.nullable ? null : scalar(value);
    if (read === undefined) return trace.miss(path, [misfit(value, expected(decl))]);
    trace.read(path, read);
    return read;
  };
}

/**
 * How a declared fact is read.
 *
 * @param recordMaker Gives the maker of a list's records.
 */
export function readerOf(decl: FactDecl, recordMaker: () => RecordMaker): Reader {
  const known =
    decl.type === 'map'
      ? readMap()
      : decl.type !== 'list'
        ? readScalar(decl)
        : typeof decl.of === 'object'
          ? readRecords(recordMaker())
          : readScalars(decl, scalarOf(decl.of ?? 'string', decl.values));
  return (value, trace, path) =>
    isMissingValue(value) ? trace.miss(path, [value.$missing]) : known(value, trace, path);
}
