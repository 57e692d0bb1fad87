import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { subjectsOf } from '../analysis/recognise.ts';
import type { Run } from '../answers.ts';
import { mlflow, neverIdle, ownershipOf, residency, timeOf } from '../rows/common.ts';
import { lifecycles } from './experiment.ts';
import { ofRuns } from './lists.ts';
import { outcomes } from './run.ts';

const { from, raw } = mlflow;
const metrics = raw('SearchRuns', '/data/metrics');
type Subject = 'quality' | 'bias' | 'robustness' | 'safety' | 'grounding';
const judged: ReadonlySet<string> = new Set<Subject>(['quality', 'bias', 'robustness', 'safety', 'grounding']);
/** What a result was measured on, in the tag of a dataset. */
const heldBack = /^(eval|evaluation|test|testing|validation|holdout)$/i;
/** A metric that says by its name that it was not measured on training data. */
const onHeldBack = /^(eval|test|val|validation|holdout)[_./-]/i;

const subjects: Spec<Subject[]> = derive([metrics], (list) =>
  subjectsOf((list ?? []).flatMap(({ key }) => key ?? [])).filter((one): one is Subject => judged.has(one)),
);

/** Whether a run shows a test of a model: results on data that was held back, or on bias, robustness or safety. */
export function isEvaluation(run: Run): boolean {
  const names = (run.data?.metrics ?? []).flatMap(({ key }) => key ?? []);
  const found = subjectsOf(names);
  if (found.some((subject) => judged.has(subject) && subject !== 'quality')) return true;
  if (!found.includes('quality')) return false;
  const contexts = (run.inputs?.dataset_inputs ?? []).flatMap(({ tags }) =>
    (tags ?? []).flatMap(({ key, value }) => (key === 'mlflow.data.context' ? (value ?? '') : [])),
  );
  return contexts.some((one) => heldBack.test(one)) || names.some((name) => onHeldBack.test(name));
}

/** A run with results of a test, recognised by the names of its metrics. */
export const evaluations = collector({
  provider: 'mlflow',
  id: 'mlflow/evaluation',
  service: 'mlflow',
  kind: 'ml.evaluation',
  nativeType: 'MLflow::EvaluationRun',
  at: 'account',
  list: ofRuns(''),
  reads: [],
  keep: ({ item }) => isEvaluation(item as Run), // items of this list have that form
  uid: (item, { account }) => uidOf(account, 'evaluation', String(at(item, '/info/run_id') ?? '')),
  name: (item) => String(at(item, '/info/run_name') ?? at(item, '/info/run_id')),

  facts: {
    runsAs: notSupported('MLflow records results, it runs nothing.'),
    keyAtRest: notSupported('Its results are in the record of its run.'),
    stores: notSupported('Its results are in the record of its run.'),
    ...ownershipOf(raw('SearchRuns', '/data/tags'), raw('SearchRuns', '/info/user_id')),
    state: from('SearchRuns', '/info/lifecycle_stage', lifecycles, { absent: missing() }),
    createdAt: from('SearchRuns', '/info/start_time', timeOf, { absent: missing() }),
    modifiedAt: derive([raw('SearchRuns', '/info/end_time'), raw('SearchRuns', '/info/start_time')], (end, start) =>
      timeOf(end ?? start ?? ''),
    ),
    ...neverIdle,
    ...residency,
    subjects,
    outcome: from('SearchRuns', '/info/status', outcomes, { absent: missing() }),
    human: notExposed('Ask whether people judged the answers.'),
  },
  links: {
    versions: derive(
      [raw('SearchRuns', '/outputs/model_outputs'), fromScope((answers) => answers.scope.account)],
      (outputs, server) =>
        (outputs ?? []).flatMap(({ model_id: id }) => (id === undefined ? [] : [uidOf(server, 'logged-model', id)])),
    ),
  },
});
