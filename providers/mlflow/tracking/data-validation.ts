import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, missing, notExposed, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { showsValidation } from '../analysis/recognise.ts';
import type { Run } from '../answers.ts';
import { mlflow, neverIdle, ownershipOf, residency, timeOf } from '../rows/common.ts';
import { namesIn } from '../rows/version-tests.ts';
import { datasetUid } from './dataset.ts';
import { lifecycles } from './experiment.ts';
import { ofRuns } from './lists.ts';

const { from, raw } = mlflow;
const metrics = raw('SearchRuns', '/data/metrics');

/** Metrics that are the result of a check of data: how many checks failed, or whether all passed. */
const failures =
  /(^|[_./-])(failed_expectations|expectations_failed|anomalies|anomaly_count|unsuccessful_expectations|failed_checks)$/i;
const successes = /(^|[_./-])(data_validation_(passed|success)|validation_(passed|success)|expectations_success)$/i;

/** The result that a run recorded of its check; undefined where it recorded none that we know. */
export function resultIn(list: readonly { key?: string; value?: number | string }[]): 'passed' | 'failed' | undefined {
  for (const { key = '', value } of list) {
    const number = Number(value);
    if (!Number.isFinite(number)) continue;
    if (failures.test(key)) return number === 0 ? 'passed' : 'failed';
    if (successes.test(key)) return number === 1 ? 'passed' : 'failed';
  }
  return undefined;
}

const result = derive([metrics], (list) => resultIn(list ?? []));
const evidence: Spec<'configured' | 'ran' | 'recognised'> = derive([metrics], (list) =>
  resultIn(list ?? []) === undefined ? 'recognised' : 'ran',
);

/** A run that shows that data was validated (TFX Data Validation, Great Expectations and others), by names that it left. */
export const dataValidations = collector({
  provider: 'mlflow',
  id: 'mlflow/data-validation',
  service: 'mlflow',
  kind: 'ml.data_validation',
  nativeType: 'MLflow::DataValidationRun',
  at: 'account',
  list: ofRuns(''),
  reads: [],
  keep: ({ item }) =>
    namesIn(item as Run).some(showsValidation) || resultIn((item as Run).data?.metrics ?? []) !== undefined, // items of this list have that form
  uid: (item, { account }) => uidOf(account, 'data-validation', String(at(item, '/info/run_id') ?? '')),
  name: (item) => String(at(item, '/info/run_name') ?? at(item, '/info/run_id')),

  facts: {
    ...ownershipOf(raw('SearchRuns', '/data/tags'), raw('SearchRuns', '/info/user_id')),
    state: from('SearchRuns', '/info/lifecycle_stage', lifecycles, { absent: missing() }),
    createdAt: from('SearchRuns', '/info/start_time', timeOf, { absent: missing() }),
    modifiedAt: derive([raw('SearchRuns', '/info/end_time'), raw('SearchRuns', '/info/start_time')], (end, start) =>
      timeOf(end ?? start ?? ''),
    ),
    ...neverIdle,
    ...residency,
    rules: notExposed('Ask for the rules that the run checked.'),
    lastResult: derive(
      [result, raw('SearchRuns', '/info/run_id')],
      (found, id) =>
        found ?? missing(`Run ${id ?? ''} names a tool that checks data. Ask for its report.`, 'not-exposed'),
    ),
    enforced: notExposed('Ask what happens to the training when the check fails.'),
    evidence,
  },
  links: {
    datasets: derive(
      [raw('SearchRuns', '/inputs/dataset_inputs'), fromScope((answers) => answers.scope.account)],
      (inputs, server) => [...new Set((inputs ?? []).flatMap((input) => datasetUid(server, input) ?? []))],
    ),
  },
});
