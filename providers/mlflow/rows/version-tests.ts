import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { explanationIn, subjectsOf } from '../analysis/recognise.ts';
import type { Run } from '../answers.ts';
import { mlflow } from './common.ts';
import { madeBy } from './version-origin.ts';

type Test = 'quality' | 'data' | 'bias' | 'robustness' | 'explainability';
const tested: ReadonlySet<string> = new Set<Test>(['quality', 'data', 'bias', 'robustness', 'explainability']);

/** Known where a metric names it. Other names are not seen, so none is no proof that nobody tested. */
export const robustness: Spec<'tested' | 'untested'> = derive([madeBy], (run) => {
  const metrics = (run?.data?.metrics ?? []).flatMap(({ key }) => key ?? []);
  return subjectsOf(metrics).includes('robustness')
    ? 'tested'
    : missing(
        'Ask for the report of the test with disturbed or hostile inputs: no metric of the run names one.',
        'not-exposed',
      );
});

/** Names of files that were listed; a list with more pages may hold anything. */
export function filesOf(read: string): Spec<string[]> {
  return derive(
    [mlflow.raw('ListArtifacts', '/files', { read }), mlflow.raw('ListArtifacts', '/next_page_token', { read })],
    (files, more) =>
      more
        ? missing('there are more files than one answer tells', 'partial-answer')
        : (files ?? []).flatMap(({ path }) => path ?? []),
  );
}

/** Names of the files at the root of a run. */
export const rootFiles = filesOf('RunFiles');

/** Every name that a run left: of tags, parameters, metrics and itself, and values of tags that are one word (`ExampleValidator`). */
export function namesIn(run: Run | undefined): string[] {
  const { tags = [], params = [], metrics = [] } = run?.data ?? {};
  const own = run?.info?.run_name;
  const words = tags.flatMap(({ value = '' }) => (/^\S{1,100}$/.test(value) ? value : []));
  return [
    ...[...tags, ...params, ...metrics].flatMap(({ key }) => key ?? []),
    ...words,
    ...(own === undefined ? [] : [own]),
  ];
}

/**
 * What the run's metrics show that it was tested for. Files that only name an explanation are no result: they leave it
 * open, with the run to look at.
 */
export const tests: Spec<Test[]> = deriveSome([madeBy, rootFiles], (run, files) => {
  if (isMissingValue(run)) return run;
  const metrics = (run?.data?.metrics ?? []).flatMap(({ key }) => key ?? []);
  const found = subjectsOf(metrics).filter((subject): subject is Test => tested.has(subject));
  const open: MissingValue[] = [];
  if (!found.includes('explainability')) {
    if (isMissingValue(files)) open.push(files);
    else if ([...files, ...namesIn(run)].some((name) => explanationIn(name) !== undefined))
      open.push(
        missing(
          `Run ${run?.info?.run_id ?? ''} names an explanation. Ask for it, and who has looked at it.`,
          'not-exposed',
        ),
      );
  }
  return [...found, ...open] as Test[]; // an entry of a list may be missing by itself
});
