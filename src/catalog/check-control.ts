import type { Json } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import { checkExpression } from './check-expression.ts';
import { checkFacts } from './check-facts.ts';
import type { Environments } from './environments.ts';
import { kindsMeantBy, type Model } from './model.ts';
import { didYouMean } from './nearest.ts';
import type { Problem, Problems } from './problems.ts';
import type { ControlFile } from './read-file.ts';
import type { Survey } from './survey.ts';

/** A control whose file is in order, with the kinds it judges. */
export interface CheckedControl extends ControlFile {
  kinds: readonly string[];
}

/**
 * Checks one control by itself: its kinds, expressions, observed facts and cases.
 *
 * @param lint Receives what is allowed and worth a second look.
 */
export function checkControl(
  file: ControlFile,
  environments: Environments,
  problems: Problems,
  lint: Problem[],
): CheckedControl {
  const { control, yaml } = file;
  const { model } = environments;
  const kinds = appliedKinds(file, model, problems);
  const surveys = checkExpressions(file, kinds, environments, problems);
  control.observe.forEach((name, index) => {
    const lacking = kinds.filter((kind) => !namesOf(model, kind).includes(name));
    if (lacking.length === 0) return;
    const near = didYouMean(name, namesOf(model, lacking[0]!)); // there is one
    problems.add(yaml.problem(['observe', index], `unknown fact '${name}' of ${some(lacking)}${near}`));
  });
  checkFailsAs(file, problems);
  checkCases(file, kinds, model, problems);
  for (const path of new Set(surveys.flatMap(({ survey }) => [...survey.nullable]))) {
    if (control.cases.some(({ facts }) => holdsNull(facts, path.split('.')))) continue;
    problems.add(
      yaml.keyProblem([], 'cases', `no case with ${path} null; expected one, since the expression reads it`),
    );
  }
  lintAll(file, surveys, lint);
  lintObserve(file, surveys, lint);
  return { ...file, kinds };
}

function appliedKinds({ control, yaml }: ControlFile, model: Model, problems: Problems): string[] {
  const entries = [...model.kinds.keys(), ...[...model.traits.keys()].map((name) => `trait.${name}`)];
  const kinds = control.applies_to.flatMap((entry, index) => {
    const meant = kindsMeantBy(model, entry);
    if (meant) return meant;
    problems.add(yaml.problem(['applies_to', index], `unknown kind or trait '${entry}'${didYouMean(entry, entries)}`));
    return [];
  });
  return [...new Set(kinds)];
}

const expressions = ['when', 'pass'] as const;
type Surveyed = { field: (typeof expressions)[number]; survey: Survey };

function checkExpressions(file: ControlFile, kinds: readonly string[], environments: Environments, problems: Problems) {
  const surveys: Surveyed[] = [];
  for (const field of expressions) {
    const text = file.control[field];
    if (text === undefined) continue;
    const faults = new Map<string, { offset: number; message: string; kinds: string[] }>();
    for (const kind of kinds) {
      const checked = checkExpression(text, kind, environments);
      if (checked.survey) surveys.push({ field, survey: checked.survey });
      for (const { offset, message } of checked.faults) {
        const same = `${offset} ${message.replaceAll(kind, '')}`;
        const known = faults.get(same);
        if (known) known.kinds.push(kind);
        else faults.set(same, { offset, message, kinds: [kind] });
      }
    }
    for (const { offset, message, kinds: hit } of faults.values()) {
      const of = kinds.length === 1 || (hit.length === 1 && message.includes(hit[0]!)) ? '' : ` (on ${some(hit)})`;
      problems.add(file.yaml.textProblem([field], offset, `${field}: ${message}${of}`));
    }
  }
  return surveys;
}

function some(kinds: readonly string[]): string {
  return kinds.length > 1 ? `${kinds[0]} and ${kinds.length - 1} more` : (kinds[0] ?? '');
}

function namesOf(model: Model, kind: string): string[] {
  const shape = model.kinds.get(kind);
  return [...Object.keys(shape?.facts ?? {}), ...Object.keys(shape?.links ?? {})];
}

/** `fails_as` follows "14 notebooks ...": verbs that change with the number are written `[is|are]`. */
function checkFailsAs({ control, yaml }: ControlFile, problems: Problems): void {
  const text = control.fails_as;
  const rest = text.replace(/\[[^[\]|]+\|[^[\]|]+\]/g, '');
  if (/[[\]]/.test(rest))
    problems.add(yaml.problem(['fails_as'], 'broken brackets; expected [one|many], e.g. [is|are]'));
  const [first = ''] = text.split(/\s/);
  if (/^(?:is|are|was|were|has|have|does|do|[a-z-]{2,}[^s]s)$/.test(first)) {
    problems.add(
      yaml.problem(['fails_as'], `'${first}' fits one or many, not both; expected [one|many], e.g. [is|are]`),
    );
  }
}

function checkCases({ control, yaml }: ControlFile, kinds: readonly string[], model: Model, problems: Problems): void {
  const names = new Set<string>();
  control.cases.forEach((each, index) => {
    const at = ['cases', index];
    if (names.has(each.name))
      problems.add(yaml.problem([...at, 'name'], `a second case '${each.name}'; expected another name`));
    names.add(each.name);
    if (each.kind !== undefined && !kinds.includes(each.kind)) {
      problems.add(
        yaml.problem([...at, 'kind'], `the control does not apply to '${each.kind}'${didYouMean(each.kind, kinds)}`),
      );
      return;
    }
    const kind = model.kinds.get(each.kind ?? kinds[0] ?? '');
    for (const fault of kind ? checkFacts(model, kind, each.facts, [...at, 'facts']) : []) {
      problems.add(
        fault.key === undefined
          ? yaml.problem(fault.path, fault.message)
          : yaml.keyProblem(fault.path, fault.key, fault.message),
      );
    }
  });
  for (const verdict of ['pass', 'fail', 'unknown'] satisfies Verdict[]) {
    if (control.cases.some((each) => each.expect === verdict)) continue;
    problems.add(
      yaml.keyProblem([], 'cases', `no case expects ${verdict}; expected one each of pass, fail and unknown`),
    );
  }
}

function holdsNull(value: Json | undefined, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsNull(item, path));
  if (path.length === 0) return value === null;
  const [name = '', ...rest] = path;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
  return holdsNull(value[name], rest);
}

function lintAll({ control, yaml }: ControlFile, surveys: readonly Surveyed[], lint: Problem[]): void {
  const guarded = new Set(surveys.flatMap(({ survey }) => [...survey.sized]));
  const told = new Set<string>();
  for (const { field, survey } of surveys) {
    for (const { list, offset } of survey.allOver) {
      const inWhen = field === 'pass' && surveys.some((each) => each.field === 'when' && each.survey.paths.has(list));
      if (guarded.has(list) || inWhen || told.has(`${field} ${offset}`)) continue;
      told.add(`${field} ${offset}`);
      const message = `${control.id}: all is true of an empty list; say what holds when ${list} is empty (${list}.size() > 0, or when)`;
      lint.push(yaml.textProblem([field], offset, message));
    }
  }
}

function lintObserve({ control, yaml }: ControlFile, surveys: readonly Surveyed[], lint: Problem[]): void {
  const read = new Set(surveys.flatMap(({ survey }) => [...survey.paths].map((path) => path.split('.')[0] ?? path)));
  const left = [...read].filter((name) => !control.observe.includes(name));
  if (left.length === 0) return;
  lint.push(
    yaml.keyProblem(
      [],
      'observe',
      `${control.id}: read and not observed, so the evidence does not show it: ${left.join(', ')}`,
    ),
  );
}
