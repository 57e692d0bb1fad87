import type { GetProvisionedModelThroughputResponse } from '@aws-sdk/client-bedrock';
import { answersOf, derive, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { same, stateOf } from '../rows/common.ts';
import { inRegion, listOf, tagging } from './common.ts';
import { deploymentRows } from './deployment-rows.ts';

const { from, raw } = answersOf<{ GetProvisionedModelThroughput: GetProvisionedModelThroughputResponse }>('bedrock');

const rows = deploymentRows(
  derive([raw('GetProvisionedModelThroughput', '/foundationModelArn')], (arn) => arn ?? missing()),
  'GetProvisionedModelThroughput',
);
const tags = tagging('bedrock', (item) => String(item.provisionedModelArn));
const states = stateOf({ InService: 'active', Updating: 'active', Creating: 'pending', Failed: 'failed' });

/** Model units bought for one model. */
export const provisionedThroughputs = collector({
  provider: 'aws',
  id: 'aws/bedrock/provisioned-throughput',
  service: 'bedrock',
  kind: 'genai.deployment',
  nativeType: 'AWS::Bedrock::ProvisionedModelThroughput',
  at: 'region',
  list: listOf('bedrock', 'ListProvisionedModelThroughputs', 'provisionedModelSummaries'),
  reads: [
    {
      service: 'bedrock',
      operation: 'GetProvisionedModelThroughput',
      permission: 'bedrock:GetProvisionedModelThroughput',
      expects: 'provisionedModelArn',
      gone: true,
      input: (item) => ({ provisionedModelId: item.provisionedModelArn ?? '' }),
    },
    tags.read,
    ...rows.reads,
  ],
  uid: (item) => String(item.provisionedModelArn),
  name: (item) => String(item.provisionedModelName),
  facts: {
    ...rows.facts,
    ...inRegion,
    ...tags.facts,
    state: from('GetProvisionedModelThroughput', '/status', states, { absent: missing() }),
    createdAt: from('GetProvisionedModelThroughput', '/creationTime', same, { absent: missing() }),
    modifiedAt: from('GetProvisionedModelThroughput', '/lastModifiedTime', same, { absent: missing() }),
  },
  links: rows.links,
});
