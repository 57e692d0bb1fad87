import type { Environments } from './environments.ts';
import { scopeOf } from './meaning.ts';
import { didYouMean } from './nearest.ts';
import { type Fault, type Survey, survey } from './survey.ts';

/** What checking an expression for one kind brought: faults, and where there are none, its survey. */
export interface Checked {
  faults: Fault[];
  survey: Survey | undefined;
}

/** A cel-js error; its classes are not exported at run time. */
interface CelFault extends Error {
  code?: string;
  summary?: string;
  range?: { start: number };
  node?: { op?: string; args?: unknown; start: number; end: number };
}

/**
 * Checks an expression against the declared facts of a kind: syntax, types, enum words, functions that are refused.
 *
 * @throws RangeError when the model has no such kind.
 */
export function checkExpression(text: string, kindName: string, environments: Environments): Checked {
  const environment = environments.of(kindName);
  const kind = environments.model.kinds.get(kindName);
  if (!kind) throw new RangeError(`no kind ${kindName}`);
  const failed = (error: unknown): Checked => ({
    faults: [faultOf(error as CelFault, kindName, environments)],
    survey: undefined,
  });
  try {
    const parsed = environment.check.parse(text);
    const checked = parsed.check();
    if (!checked.valid) return failed(checked.error);
    const surveyed = survey(parsed.ast, scopeOf(environments.model, kind));
    if (surveyed.faults.length > 0) return { faults: surveyed.faults, survey: undefined };
    if (checked.type !== 'bool') {
      const message = `the expression is of type ${checked.type}; expected a bool`;
      return { faults: [{ offset: 0, message }], survey: undefined };
    }
    const running = environment.run.parse(text).check();
    if (!running.valid) return failed(running.error);
    return { faults: [], survey: surveyed };
  } catch (error) {
    return failed(error);
  }
}

function faultOf(error: CelFault, kindName: string, environments: Environments): Fault {
  const offset = error.range?.start ?? error.node?.start ?? 0;
  const said = (error.summary ?? error.message).split('\n')[0] ?? '';
  const kind = environments.model.kinds.get(kindName);
  if (error.code === 'unknown_variable' && typeof error.node?.args === 'string' && kind) {
    const name = error.node.args;
    const known = [...Object.keys(kind.facts), ...Object.keys(kind.links), 'scanTime'];
    return { offset, message: `unknown fact '${name}' of ${kindName}${didYouMean(name, known)}` };
  }
  if (error.code === 'no_such_key') {
    const name = said.replace(/^No such key: /, '');
    return { offset, message: `unknown field '${name}'${didYouMean(name, fieldsUnder(kindName, environments))}` };
  }
  if (error.code === 'no_such_overload') {
    return { offset, message: `${said.replace('no such overload:', 'cannot be evaluated:')}; the types do not fit` };
  }
  return { offset, message: `${said.charAt(0).toLowerCase()}${said.slice(1)}` };
}

/** Names of all fields of the records and linked resources of a kind. */
function fieldsUnder(kindName: string, { model }: Environments): string[] {
  const kind = model.kinds.get(kindName);
  const records = Object.values(kind?.facts ?? {}).flatMap(({ of }) =>
    typeof of === 'object' ? Object.keys(of.fields) : [],
  );
  const linked = Object.values(kind?.links ?? {}).flatMap(({ to }) => Object.keys(model.kinds.get(to)?.facts ?? {}));
  return [...records, ...linked];
}
