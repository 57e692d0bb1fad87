import { answersOf, derive, fromScope, missing, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { linkUid, storeUids } from '../rows/names.ts';
import type { TrainingPipeline } from './answers-jobs.ts';
import { about, nameOf, uid } from './common.ts';
import { codeElsewhere, jobFacts, jobList, jobOutcome, jobState, parentOf } from './job-rows.ts';

const operation = 'trainingPipelines.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'trainingPipelines.list': TrainingPipeline }>('aiplatform');
const disk = encryption([{ name: 'artifacts', key: own.key }]);
const why = 'Its code is that of Google, or runs as a custom job, which is judged itself.';
const all = fromScope((answers) => answers);
const data = raw(operation, '/inputDataConfig');

/**
 * A training pipeline: a dataset, a job, and the model that came out of it.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.trainingPipelines
 */
export const trainingPipelines = collector({
  provider: 'gcp',
  id: 'gcp/vertex/training-pipeline',
  service: 'aiplatform',
  kind: 'ml.training_job',
  nativeType: 'aiplatform.googleapis.com/TrainingPipeline',
  at: 'region',
  list: jobList(operation, 'trainingPipelines'),
  reads: [],
  uid,
  name: nameOf,
  facts: {
    ...disk.facts,
    ...own.facts,
    ...jobFacts,
    ...codeElsewhere(why),
    runsAs: notSupported(why),
    // gs://google-cloud-aiplatform/schema/trainingjob/definition/{automl_..., custom_task, hyperparameter_tuning_task}_1.0.0.yaml
    purpose: from(
      operation,
      '/trainingTaskDefinition',
      (definition) => {
        const name = /\/(custom_task|hyperparameter_tuning_task|automl_[a-z_]+?)_\d[\d.]*\.yaml$/.exec(definition)?.[1];
        if (name === undefined) return missing('the task definition is not known to this version');
        return name === 'custom_task' ? 'train' : name === 'hyperparameter_tuning_task' ? 'tune' : 'automl';
      },
      { absent: missing() },
    ),
    outcome: from(operation, '/state', jobOutcome, { absent: missing() }),
    state: from(operation, '/state', jobState, { absent: missing() }),
    startedAt: from(operation, '/startTime', same, { absent: missing('it has not started') }),
    inputs: derive([data, all], (config, { item }) =>
      config?.datasetId
        ? [{ uri: `${parentOf(item.name)}/datasets/${config.datasetId}`, versioned: false }]
        : missing('Ask which data its arguments name: Vertex AI does not know.', 'not-exposed'),
    ),
  },
  links: {
    ...disk.links,
    principals: notSupported(why),
    repositories: notSupported(why),
    buckets: notSupported(why),
    subnets: notSupported(why),
    firewalls: notSupported(why),
    datasets: derive([data, all], (config, answers) =>
      config?.datasetId
        ? [linkUid('aiplatform', `${parentOf(answers.item.name)}/datasets/${config.datasetId}`, answers)]
        : missing('Ask which data its arguments name: Vertex AI does not know.', 'not-exposed'),
    ),
    outputs: derive([data, all], (config, answers) =>
      storeUids([config?.gcsDestination?.outputUriPrefix, config?.bigqueryDestination?.outputUri], answers),
    ),
  },
});
