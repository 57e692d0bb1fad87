import type { Control } from '../model/control.ts';
import type { MissingFact } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ResourceView } from '../model/view.ts';
import type { Environments } from './environments.ts';
import { compileExpression, decisive, type Evaluation, type Expression } from './expression.ts';
import { oneLine } from './one-line.ts';
import { sayMissing, sayRead } from './reason.ts';
import { distinctMissing } from './trace.ts';

/** A control ready to judge resources of one kind. */
export interface CompiledControl {
  readonly control: Control;
  readonly kind: string;
  readonly when: Expression | undefined;
  readonly pass: Expression;
}

/** What a control says of a resource. */
export interface Judgement {
  verdict: Verdict;
  /** One plain sentence: what decided, or what stood in the way. */
  reason: string;
  /** The missing facts in the way of a decision; empty where it was decided. */
  missing: MissingFact[];
  /** Paths of all facts that were asked for, known or not: `runsAs`, `principals`, `principals.admin`. */
  touched: string[];
  /** The error of an expression that broke: a defect of the control (reason `control-threw`), never of the resource. */
  threw?: string;
}

/**
 * Compiles a control for one kind that it applies to.
 *
 * @throws cel-js ParseError or TypeError when an expression does not check.
 */
export function compileControl(control: Control, kind: string, environments: Environments): CompiledControl {
  const environment = environments.of(kind);
  return {
    control,
    kind,
    when: control.when === undefined ? undefined : compileExpression(control.when, environment),
    pass: compileExpression(control.pass, environment),
  };
}

/**
 * Judges one resource. What could not be read is never a pass and never a fail.
 *
 * @param scanTime What `scanTime` is in expressions.
 */
export function judge(compiled: CompiledControl, view: ResourceView, scanTime: Date): Judgement {
  const { when, pass } = compiled;
  const touched = new Set<string>();
  if (when) {
    const condition = when.evaluate(view, scanTime);
    note(touched, condition);
    if (condition.outcome !== true) {
      const decided = decisive(when, condition, view, scanTime);
      if (decided.outcome !== false) return undecided(decided, touched);
      const reason = sentence('does not apply', sayRead(decided.trace));
      return { verdict: 'not-applicable', reason, missing: [], touched: [...touched] };
    }
  }
  const whole = pass.evaluate(view, scanTime);
  note(touched, whole);
  const decided = decisive(pass, whole, view, scanTime);
  if (typeof decided.outcome !== 'boolean') return undecided(decided, touched);
  const reason = sayRead(decided.trace) || 'the expression reads no fact';
  return { verdict: decided.outcome ? 'pass' : 'fail', reason, missing: [], touched: [...touched] };
}

function sentence(start: string, rest: string): string {
  return rest === '' ? start : `${start}: ${rest}`;
}

function note(touched: Set<string>, { trace }: Evaluation): void {
  for (const path of trace.paths) touched.add(path);
  for (const { fact } of trace.missing) touched.add(fact);
}

/**
 * The verdict where nothing could be decided: unknown while anything that could be cured stands in the way, else
 * manual while a person could tell, else the control does not apply.
 */
function undecided({ outcome, trace }: Evaluation, touched: Set<string>): Judgement {
  const facts = [...touched];
  if (outcome instanceof Error) {
    const threw = oneLine(outcome.message.split('\n')[0] ?? '', 300);
    const reason = `the control itself failed (control-threw): ${threw}`;
    return { verdict: 'unknown', reason, missing: distinctMissing(trace.missing), touched: facts, threw };
  }
  const missing = distinctMissing(trace.missing);
  const curable = missing.filter(({ reason }) => reason !== 'not-supported' && reason !== 'not-exposed');
  const exposed = missing.filter(({ reason }) => reason === 'not-exposed');
  // No missing fact and no decision cannot happen; if it ever did, it must not read as "does not apply".
  const verdict =
    curable.length > 0 || missing.length === 0 ? 'unknown' : exposed.length > 0 ? 'manual' : 'not-applicable';
  const first = curable.length > 0 ? curable : exposed.length > 0 ? exposed : missing;
  const ordered = [...first, ...missing.filter((each) => !first.includes(each))];
  return { verdict, reason: sayMissing(ordered), missing: ordered, touched: facts };
}
