import type { DescribePipelineResponse, ListPipelineExecutionsResponse } from '@aws-sdk/client-sagemaker';
import { answersOf, derive, missing, notExposed, notSupported, refine } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, ownership, residency, roleIdentity, same, stateOf, tagsRead } from '../rows/common.ts';
import { supply } from '../rows/supply.ts';
import { readPipeline } from './pipeline-steps.ts';

const { from, raw } = answersOf<{
  DescribePipeline: DescribePipelineResponse;
  ListPipelineExecutions: ListPipelineExecutionsResponse;
}>('sagemaker');

const definition = from('DescribePipeline', '/PipelineDefinition', readPipeline, {
  absent: missing('the definition is not in the answer'),
});
const role = roleIdentity(raw('DescribePipeline', '/RoleArn'));
const files = supply({
  images: refine(definition, (found) => found.images),
  artifacts: { reads: [], map: () => ({ value: [], from: [] }) },
});
const jobsHaveIt = notSupported('A pipeline starts jobs, which are judged one by one.');
const outcomes = byTable<'succeeded' | 'running' | 'stopped' | 'failed'>('execution status', {
  Succeeded: 'succeeded',
  Executing: 'running',
  Stopping: 'stopped',
  Stopped: 'stopped',
  Failed: 'failed',
});

export const pipelines = collector({
  provider: 'aws',
  id: 'aws/sagemaker/pipeline',
  service: 'sagemaker',
  kind: 'ml.pipeline',
  nativeType: 'AWS::SageMaker::Pipeline',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListPipelines',
    permission: 'sagemaker:ListPipelines',
    items: 'PipelineSummaries',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribePipeline',
      permission: 'sagemaker:DescribePipeline',
      input: (item) => ({ PipelineName: item.PipelineName ?? '' }),
      expects: 'PipelineArn',
      gone: true,
    },
    tagsRead((item) => String(item.PipelineArn)),
    {
      service: 'sagemaker',
      operation: 'ListPipelineExecutions',
      permission: 'sagemaker:ListPipelineExecutions',
      expects: 'PipelineExecutionSummaries',
      // The newest one says how the pipeline fares.
      input: (item) => ({
        PipelineName: item.PipelineName ?? '',
        SortBy: 'CreationTime',
        SortOrder: 'Descending',
        MaxResults: 1,
      }),
    },
  ],
  uid: (item) => String(item.PipelineArn),
  name: (item) => String(item.PipelineName),

  facts: {
    ...role.facts,
    ...files.facts,
    ...residency,
    ...ownership,
    keyAtRest: jobsHaveIt,
    stores: jobsHaveIt,
    network: jobsHaveIt,
    egress: jobsHaveIt,
    publicIp: jobsHaveIt,
    artifacts: jobsHaveIt,
    sourceRevision: notSupported('A pipeline records no commit.'),
    patched: notSupported('The images say what software runs.'),
    accessLogged: notExposed('Ask for the CloudTrail records of StartPipelineExecution.'),
    appLogged: notExposed('Ask for the log groups of the jobs that it starts.'),
    logFeeds: notExposed('Ask for the log groups of the jobs that it starts.'),
    steps: refine(definition, (found) => found.steps),
    gated: refine(definition, ({ gated }) => gated ?? missing('No step registers or deploys.', 'not-supported')),
    pinned: notExposed('Ask which version of the pipeline is started.'),
    trigger: notExposed('Ask for the EventBridge rules and schedules that start it.'),
    lastOutcome: derive([raw('ListPipelineExecutions', '/PipelineExecutionSummaries')], (list) => {
      if (list === undefined) return missing();
      const [newest] = list;
      if (newest === undefined) return 'never-ran';
      return outcomes(newest.PipelineExecutionStatus ?? '');
    }),
    state: from('DescribePipeline', '/PipelineStatus', stateOf({ Active: 'active', Deleting: 'deleting' }), {
      absent: missing(),
    }),
    createdAt: from('DescribePipeline', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribePipeline', '/LastModifiedTime', same, { absent: missing() }),
    // Left out: it never ran.
    lastUsedAt: from('DescribePipeline', '/LastRunTime', same, { absent: null }),
    idleStopMinutes: notSupported('A pipeline runs only when it is started.'),
  },
  links: {
    ...role.links,
    repositories: files.links.repositories,
    logGroups: notExposed('Ask for the log groups of the jobs that it starts.'),
  },
});
