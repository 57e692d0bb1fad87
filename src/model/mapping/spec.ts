import type { Fact, Missing, MissingReason, MissingValue, Source } from '../facts.ts';
import { isMissingValue } from '../facts.ts';
import type { Json, Jsonified } from '../json.ts';
import type { Answers, Outcome } from './outcome.ts';
import { type At, at, type ValidPointer } from './pointer.ts';

/** A value as mapping sees it, with where it came from. */
export interface Mapped<V> {
  value: V | MissingValue;
  /** More reasons than one, where several answers failed. */
  missing?: Missing[];
  from: Source[];
  byDesign?: Fact['byDesign'];
}

/** One row of a mapper's table. `reads` names the reads that it looks at. */
export interface Spec<V> {
  reads: readonly string[];
  map(answers: Answers): Mapped<V>;
}

/** The fact is not known although its answer came: the field was not in it, or had a value that nobody has documented. */
export function missing(detail?: string, reason: MissingReason = 'not-returned'): MissingValue {
  return { $missing: detail === undefined ? { reason } : { reason, detail } };
}

type Operations = Record<string, object>;

/**
 * Rows typed by the response types of one service: `from` takes operation and pointer, and neither compiles when the
 * SDK knows no such thing.
 *
 * @param service name as in `service:Operation`.
 */
export function answersOf<Ops extends Operations>(service: string) {
  type Body<Op extends keyof Ops> = Jsonified<Ops[Op]>;

  /** The value itself, undefined where the answer has none. */
  function raw<Op extends keyof Ops & string, P extends string>(
    operation: Op,
    pointer: ValidPointer<Body<Op>, P> & P,
    options: { read?: string } = {},
  ): Spec<At<Body<Op>, P> | undefined> {
    return rawAt(operation, pointer, options.read) as Spec<At<Body<Op>, P> | undefined>; // typed by the pointer
  }

  /** One fact of one answer. `absent` says, from the vendor's documentation, what a field that is not there means. */
  function from<Op extends keyof Ops & string, P extends string, V>(
    operation: Op,
    pointer: ValidPointer<Body<Op>, P> & P,
    convert: (value: NonNullable<At<Body<Op>, P>>, answers: Answers) => V | MissingValue,
    options: { absent: V | MissingValue; read?: string },
  ): Spec<V> {
    const source = rawAt(operation, pointer, options.read);
    return {
      reads: source.reads,
      map: (answers) => {
        const got = source.map(answers);
        if (isMissingValue(got.value)) return { ...got, value: got.value };
        const value =
          got.value === undefined ? options.absent : convert(got.value as NonNullable<At<Body<Op>, P>>, answers); // undefined excluded
        return { ...got, value: located(value, name(operation), got.from) };
      },
    };
  }

  /** The same pointer in the answers of a read that is made once a key. */
  function each<Op extends keyof Ops & string, P extends string>(
    operation: Op,
    pointer: ValidPointer<Body<Op>, P> & P,
    options: { read?: string } = {},
  ): Spec<Map<string, At<Body<Op>, P> | undefined | MissingValue>> {
    const read = options.read ?? operation;
    return {
      reads: [read],
      map: (answers) => {
        const value = new Map<string, At<Body<Op>, P> | undefined | MissingValue>();
        const from: Source[] = [];
        for (const [key, outcome] of answers.each(read)) {
          const got = take(outcome, name(operation), pointer);
          value.set(key, got.value as At<Body<Op>, P> | undefined | MissingValue); // typed by the pointer
          from.push(...got.from);
        }
        return { value, from };
      },
    };
  }

  function rawAt(operation: string, pointer: string, as?: string): Spec<Json | undefined> {
    const read = as ?? operation;
    return { reads: [read], map: (answers) => take(answers.get(read), name(operation), pointer) };
  }

  const name = (operation: string) => `${service}:${operation}`;
  return { raw, from, each };
}

function take(outcome: Outcome, operation: string, pointer: string): Mapped<Json | undefined> {
  if (outcome.status === 'failed') return { value: { $missing: outcome.missing }, from: [] };
  if (outcome.status === 'not-asked') return { value: undefined, from: [] };
  if (outcome.status === 'absent')
    return { value: undefined, from: [{ operation, pointer: '', evidence: outcome.evidence }] };
  const source = { operation, pointer: `${outcome.prefix ?? ''}${pointer}`, evidence: outcome.evidence };
  return { value: at(outcome.body, pointer), from: [source] };
}

/** A missing value that a mapper returned learns which operation left it out. */
function located<V>(value: V | MissingValue, operation: string, from: Source[]): V | MissingValue {
  if (!isMissingValue(value) || value.$missing.operation !== undefined) return value;
  const evidence = from[0]?.evidence;
  return { $missing: { ...value.$missing, operation, ...(evidence === undefined ? {} : { evidence }) } };
}

type Values<S extends readonly Spec<unknown>[]> = { [I in keyof S]: S[I] extends Spec<infer V> ? V : never };
type MaybeValues<S extends readonly Spec<unknown>[]> = {
  [I in keyof S]: S[I] extends Spec<infer V> ? V | MissingValue : never;
};

/** A fact of several answers, by a pure function. Missing when any of them is. */
export function derive<const S extends readonly Spec<unknown>[], V>(
  inputs: S,
  fn: (...values: Values<S>) => V | MissingValue,
): Spec<V> {
  return {
    reads: inputs.flatMap((input) => input.reads),
    map: (answers) => {
      const values: unknown[] = [];
      const from: Source[] = [];
      const lacking: Missing[] = [];
      for (const input of inputs) {
        const { value, missing, from: sources } = input.map(answers);
        values.push(value);
        from.push(...sources);
        if (missing) lacking.push(...missing);
        else if (isMissingValue(value)) lacking.push(value.$missing);
      }
      const first = lacking[0];
      if (first !== undefined) return { value: { $missing: first }, missing: lacking, from };
      const value = fn(...(values as Values<S>)); // missing ones excluded above
      return { value: located(value, from[0]?.operation ?? '', from), from };
    },
  };
}

/** As `derive`, but the function also sees what is missing, for facts that one known answer can settle. */
export function deriveSome<const S extends readonly Spec<unknown>[], V>(
  inputs: S,
  fn: (...values: MaybeValues<S>) => V | MissingValue,
): Spec<V> {
  return {
    reads: inputs.flatMap((input) => input.reads),
    map: (answers) => {
      const mapped = inputs.map((input) => input.map(answers));
      const from = mapped.flatMap((one) => one.from);
      const value = fn(...(mapped.map((one) => one.value) as MaybeValues<S>)); // each spec maps to its own type
      return { value: located(value, from[0]?.operation ?? '', from), from };
    },
  };
}

/** A constant of the platform, with the page that says so and the month it was read. Never used by a critical control. */
export function byDesign<const V>(value: V, source: string, asOf: string): Spec<V> {
  return { reads: [], map: () => ({ value, from: [], byDesign: { source, asOf } }) };
}

/** The platform has no such safeguard: verdict not-applicable. `why` is shown to the reader. */
export function notSupported(why?: string): Spec<never> {
  return { reads: [], map: () => ({ value: missing(why, 'not-supported'), from: [] }) };
}

/** The platform has it, no read API tells: verdict manual. `ask` names the evidence to ask for. */
export function notExposed(ask: string): Spec<never> {
  return { reads: [], map: () => ({ value: missing(ask, 'not-exposed'), from: [] }) };
}

/** Known only when the whole scope was read: the engine puts the value in when it evaluates. */
export function overScope(): Spec<never> {
  return { reads: [], map: () => ({ value: missing('told when the whole scope was read'), from: [] }) };
}

/** A value known from the scan itself: the scope, the settings. */
export function fromScope<V>(fn: (answers: Answers) => V | MissingValue): Spec<V> {
  return { reads: [], map: (answers) => ({ value: fn(answers), from: [] }) };
}

/**
 * A row changed by a pure function; a missing row stays missing. Not called `then`: a module that exports a `then` is
 * taken for a promise by whoever imports it dynamically (the test runner does), and never arrives.
 */
export function refine<A, V>(spec: Spec<A>, fn: (value: A) => V | MissingValue): Spec<V> {
  return derive([spec], fn as (value: unknown) => V | MissingValue); // derive cannot infer through one generic spec
}

/** @returns the row as it is stored. */
export function toFact(mapped: Mapped<unknown>): Fact {
  const base = { from: distinct(mapped.from), ...(mapped.byDesign ? { byDesign: mapped.byDesign } : {}) };
  if (isMissingValue(mapped.value)) return { ...base, missing: mapped.missing ?? [mapped.value.$missing] };
  if (mapped.value === undefined) return { ...base, missing: [{ reason: 'not-returned' }] };
  return { ...base, value: mapped.value as Json }; // facts are JSON by their declaration
}

/** Two inputs of one fact may stand at the same place. */
function distinct(sources: Source[]): Source[] {
  if (sources.length < 2) return sources;
  // There are few: comparing each with each makes nothing that must be cleared up.
  return sources.filter((one, index) => sources.findIndex((other) => isSame(one, other)) === index);
}

function isSame(one: Source, other: Source): boolean {
  return (
    one === other ||
    (one.evidence === other.evidence &&
      one.pointer === other.pointer &&
      one.operation === other.operation &&
      one.part === other.part)
  );
}
