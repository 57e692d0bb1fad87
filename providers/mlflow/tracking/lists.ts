import type { JsonObject } from '../../../src/model/json.ts';
import type { ListSpec, ReadSpec } from '../../../src/model/provider.ts';
import { emptyOmitted, notThere } from '../rows/common.ts';

const base = { service: 'mlflow', emptyOmitted } as const;
const paging = (size: number) =>
  ({ ask: 'page_token', answer: 'next_page_token', size: ['max_results', size] }) as const;

export const experimentList: ListSpec = {
  ...base,
  operation: 'SearchExperiments',
  permission: 'READ on experiments',
  items: 'experiments',
  paging: paging(1000),
};

/** Newest first, in each experiment. */
export const runList: ListSpec = {
  ...base,
  operation: 'SearchRuns',
  permission: 'READ on experiments',
  items: 'runs',
  of: { collector: 'mlflow/experiment', input: (experiment) => ({ experiment_ids: [experiment.experiment_id ?? ''] }) },
  paging: paging(500),
  bounded: {
    newest: ({ newestJobs }) => newestJobs,
    order: { order_by: ['attributes.start_time DESC'] },
    why: 'runs of an experiment have no end',
  },
};

/** What stands in the items of the run list: the runs themselves, or parts of them. */
export const ofRuns = (at: string): ListSpec => ({
  ...base,
  operation: runList.operation,
  permission: runList.permission,
  items: runList.items,
  of: { collector: 'mlflow/run', at },
});

export const modelList: ListSpec = {
  ...base,
  operation: 'SearchRegisteredModels',
  permission: 'READ on registered models',
  items: 'registered_models',
  paging: paging(200),
};

export const versionList: ListSpec = {
  ...base,
  operation: 'SearchModelVersions',
  permission: 'READ on registered models',
  items: 'model_versions',
  paging: paging(1000),
};

export const modelRead: ReadSpec = {
  service: 'mlflow',
  operation: 'GetRegisteredModel',
  permission: 'READ on registered models',
  memo: true,
  expects: 'registered_model',
  input: (item) => ({ name: item.name ?? '' }),
};

/** A run that is not there (any more) is an answer: the version leads nowhere. */
export const runRead = (idOf: (item: JsonObject) => unknown): ReadSpec => ({
  service: 'mlflow',
  operation: 'GetRun',
  permission: 'READ on experiments',
  memo: true,
  expects: 'run',
  answers: notThere,
  input: (item) => {
    const id = idOf(item);
    return typeof id === 'string' && id !== '' ? { run_id: id } : null;
  },
});

/** Names of the files of a run, never their content. */
export const filesRead = (
  as: string,
  where: (item: JsonObject, got: Parameters<ReadSpec['input']>[1]) => JsonObject | null,
): ReadSpec => ({
  service: 'mlflow',
  operation: 'ListArtifacts',
  as,
  permission: 'READ on experiments',
  memo: true,
  expects: 'root_uri',
  answers: notThere,
  input: where,
});
