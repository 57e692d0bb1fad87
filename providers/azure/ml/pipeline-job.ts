import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { armRows, armUid } from '../rows/arm.ts';
import { endOf, type Job, type JobProperties } from './job-rows.ts';
import { pipelineRows } from './pipeline-rows.ts';

const operation = 'Jobs_List';
const { common, field } = armRows<Job>('machinelearning', operation, { tags: '/properties/tags' });
const job = derive([field('/properties')], (value) => (value ?? {}) as JobProperties); // an answer's own member
const rows = pipelineRows(job);
const { state, outcome } = endOf(job);

/** Runs of pipelines, out of the list of jobs. */
export const pipelineJobs = collector({
  provider: 'azure',
  id: 'azure/ml/pipeline-job',
  service: 'machinelearning',
  kind: 'ml.pipeline',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/jobs',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/jobs/read',
    items: 'value',
    of: { collector: 'azure/ml/job', at: '' },
  },
  reads: [],
  keep: ({ item }) => String(at(item, '/properties/jobType')).toLowerCase() === 'pipeline',
  uid: armUid,
  name: (item) => String(at(item, '/properties/displayName') ?? item.name),
  facts: {
    ...common,
    ...rows.facts,
    state,
    lastUsedAt: notSupported('It is one run of a pipeline.'),
    trigger: notExposed('what started the run: a person, a schedule or another program, from the studio'),
    lastOutcome: outcome,
  },
  links: rows.links,
});
