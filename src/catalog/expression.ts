import { type ASTNode, serialize } from '@marcbachmann/cel-js';
import type { ResourceView } from '../model/view.ts';
import type { KindEnvironment } from './environments.ts';
import { MissingSignal, Trace } from './trace.ts';

/** What an expression came to: decided, not decidable with what is known, or broken. */
export type Outcome = boolean | 'undecided' | Error;

export interface Evaluation {
  outcome: Outcome;
  trace: Trace;
}

/** A compiled boolean expression of one kind. */
export interface Expression {
  readonly text: string;
  readonly ast: ASTNode;
  evaluate(view: ResourceView, scanTime: Date): Evaluation;
  /** The operands of the outermost `&&` or `||` with that operator; empty where there is none. */
  readonly parts: { op: '&&' | '||'; operands: readonly Expression[] } | undefined;
}

/**
 * Compiles an expression that was checked (see check-expression.ts).
 *
 * @throws cel-js ParseError or TypeError when it does not parse or does not type-check as it will run.
 */
export function compileExpression(text: string, kind: KindEnvironment): Expression {
  const run = kind.run.parse(text);
  const checked = run.check();
  if (!checked.valid) throw checked.error ?? new Error('the expression does not check');
  if (checked.type !== 'bool') throw new Error(`the expression is a ${checked.type}, not a bool`);
  let parts: Expression['parts'] | null = null;
  return {
    text,
    ast: run.ast,
    evaluate(view, scanTime) {
      const trace = new Trace();
      return { outcome: outcomeOf(run, new kind.Variables(view, trace, scanTime)), trace };
    },
    get parts() {
      if (parts === null) parts = partsOf(run.ast, kind);
      return parts;
    },
  };
}

function outcomeOf(run: (context: object) => unknown, variables: object): Outcome {
  try {
    const result = run(variables);
    return typeof result === 'boolean' ? result : new Error(`the expression gave ${typeof result}, not a bool`);
  } catch (error) {
    if (error instanceof MissingSignal) return 'undecided';
    return error instanceof Error ? error : new Error(String(error));
  }
}

function operandsOf(ast: ASTNode, op: '&&' | '||'): ASTNode[] {
  return ast.op === op ? ast.args.flatMap((each) => operandsOf(each, op)) : [ast];
}

function partsOf(ast: ASTNode, kind: KindEnvironment): Expression['parts'] {
  if (ast.op !== '&&' && ast.op !== '||') return undefined;
  try {
    const operands = operandsOf(ast, ast.op).map((each) => compileExpression(serialize(each), kind));
    return { op: ast.op, operands };
  } catch {
    return undefined; // only the explanation is coarser without: the verdict comes from the whole
  }
}

/**
 * Narrows an evaluation down to what decided it: of a false `a && b` the operand that is false, of an undecidable one
 * the operands that are, and so on inwards. What `&&` or `||` absorbed is left out.
 *
 * @returns The same outcome, with the trace of the facts in the way. An error in any operand that takes part wins,
 * since a broken control must show.
 */
export function decisive(expression: Expression, whole: Evaluation, view: ResourceView, scanTime: Date): Evaluation {
  if (whole.outcome instanceof Error || !expression.parts) return whole;
  const { op, operands } = expression.parts;
  const settles = op === '||'; // the value of one operand that settles the whole
  if (whole.outcome === !settles && !operands.some((each) => each.parts)) return whole;
  const trace = new Trace();
  for (const operand of operands) {
    const part = operand.evaluate(view, scanTime);
    if (part.outcome instanceof Error && whole.outcome === 'undecided') return part;
    if (part.outcome !== whole.outcome) continue;
    trace.add(decisive(operand, part, view, scanTime).trace);
    if (part.outcome === settles) break;
  }
  return { outcome: whole.outcome, trace };
}
