import { answersOf, derive, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import type { PipelineJob } from './answers-jobs.ts';
import { about, nameOf, uid } from './common.ts';
import { jobList, jobOutcome, jobState } from './job-rows.ts';
import { pipelineReads, pipelineRows } from './pipeline-rows.ts';

const operation = 'pipelineJobs.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'pipelineJobs.list': PipelineJob }>('aiplatform');
const rows = pipelineRows(raw(operation, ''));

/** One run of a pipeline, which is all that Vertex AI keeps of pipelines without a schedule. */
export const pipelineJobs = collector({
  provider: 'gcp',
  id: 'gcp/vertex/pipeline-job',
  service: 'aiplatform',
  kind: 'ml.pipeline',
  nativeType: 'aiplatform.googleapis.com/PipelineJob',
  at: 'region',
  list: jobList(operation, 'pipelineJobs', 'create_time desc'),
  reads: pipelineReads,
  uid,
  name: nameOf,
  facts: {
    ...own.facts,
    ...rows.facts,
    trigger: derive([raw(operation, '/scheduleName')], (name) =>
      name ? ('schedule' as const) : missing('Ask who or what starts it: it has no schedule.', 'not-exposed'),
    ),
    lastOutcome: from(operation, '/state', jobOutcome, { absent: missing() }),
    state: from(operation, '/state', jobState, { absent: missing() }),
  },
  links: rows.links,
});
