import type { GetCustomModelDeploymentResponse, GetCustomModelResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { asked, behind } from '../rows/asked.ts';
import { same, stateOf } from '../rows/common.ts';
import { inRegion, listOf, tagging } from './common.ts';
import { deploymentRows } from './deployment-rows.ts';

const { from, raw } = answersOf<{
  GetCustomModelDeployment: GetCustomModelDeploymentResponse;
  GetCustomModel: GetCustomModelResponse;
}>('bedrock');

const modelArn = raw('GetCustomModelDeployment', '/modelArn');
const base = behind(
  asked('GetCustomModel', 'GetCustomModelDeployment'),
  derive([raw('GetCustomModel', '/baseModelArn')], (arn) => arn ?? missing()),
);
const rows = deploymentRows(base, 'GetCustomModel');
const tags = tagging('bedrock', (item) => String(item.customModelDeploymentArn));
const states = stateOf({ Active: 'active', Creating: 'pending', Failed: 'failed' });

/** A custom model that is ready to be called on demand. */
export const customDeployments = collector({
  provider: 'aws',
  id: 'aws/bedrock/custom-deployment',
  service: 'bedrock',
  kind: 'genai.deployment',
  nativeType: 'AWS::Bedrock::CustomModelDeployment',
  at: 'region',
  list: listOf('bedrock', 'ListCustomModelDeployments', 'modelDeploymentSummaries'),
  reads: [
    {
      service: 'bedrock',
      operation: 'GetCustomModelDeployment',
      permission: 'bedrock:GetCustomModelDeployment',
      expects: 'customModelDeploymentArn',
      gone: true,
      input: (item) => ({ customModelDeploymentIdentifier: item.customModelDeploymentArn ?? '' }),
    },
    {
      service: 'bedrock',
      operation: 'GetCustomModel',
      permission: 'bedrock:GetCustomModel',
      memo: true,
      expects: 'modelArn',
      input: (_item, got) => {
        const { value } = modelArn.map(got);
        return typeof value === 'string' && !isMissingValue(value) ? { modelIdentifier: value } : null;
      },
    },
    tags.read,
    ...rows.reads,
  ],
  uid: (item) => String(item.customModelDeploymentArn),
  name: (item) => String(item.customModelDeploymentName),
  facts: {
    ...rows.facts,
    ...inRegion,
    ...tags.facts,
    model: derive([modelArn], (arn) => arn ?? missing()),
    state: from('GetCustomModelDeployment', '/status', states, { absent: missing() }),
    createdAt: from('GetCustomModelDeployment', '/createdAt', same, { absent: missing() }),
    // Left out where it was never changed.
    modifiedAt: derive(
      [raw('GetCustomModelDeployment', '/lastUpdatedAt'), raw('GetCustomModelDeployment', '/createdAt')],
      (changed, created) => changed ?? created ?? missing(),
    ),
  },
  links: rows.links,
});
