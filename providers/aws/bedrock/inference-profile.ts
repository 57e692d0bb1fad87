import type { InferenceProfileSummary } from '@aws-sdk/client-bedrock';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { same, stateOf } from '../rows/common.ts';
import { listOf, tagging } from './common.ts';
import { deploymentRows } from './deployment-rows.ts';

/** The list gives the whole profile: its items are the answers. */
const { from, raw } = answersOf<{ ListInferenceProfiles: InferenceProfileSummary }>('bedrock');

const models = derive([raw('ListInferenceProfiles', '/models')], (list) => {
  const arns = (list ?? []).map((one) => one.modelArn);
  return arns.length === 0 || arns.includes(undefined) ? missing('its models') : (arns as string[]); // none is undefined
});
const rows = deploymentRows(
  derive([models], (arns) => arns[0] ?? missing('its models')),
  'ListInferenceProfiles',
);
const tags = tagging('bedrock', (item) => String(item.inferenceProfileArn));

/**
 * Where the models that a profile may send a request to are. An ARN without a region stands for all of them.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html
 */
export function processingOf(
  arns: readonly string[],
  region: string,
): 'region' | 'geography' | 'global' | MissingValue {
  const regions = new Set(arns.map((arn) => arn.split(':')[3]));
  if (regions.has(undefined)) return missing('an address of a model that is no ARN');
  if (regions.has('')) return 'global';
  return regions.size === 1 && regions.has(region) ? 'region' : 'geography';
}

/** A profile of the customer's own, by which an application calls a model. Those of AWS are the same for everybody. */
export const inferenceProfiles = collector({
  provider: 'aws',
  id: 'aws/bedrock/inference-profile',
  service: 'bedrock',
  kind: 'genai.deployment',
  nativeType: 'AWS::Bedrock::ApplicationInferenceProfile',
  at: 'region',
  list: {
    ...listOf('bedrock', 'ListInferenceProfiles', 'inferenceProfileSummaries'),
    input: { typeEquals: 'APPLICATION' },
  },
  reads: [tags.read, ...rows.reads],
  uid: (item) => String(item.inferenceProfileArn),
  name: (item) => String(item.inferenceProfileName),
  facts: {
    ...rows.facts,
    ...tags.facts,
    region: fromScope(({ scope }) => scope.region),
    processing: derive([models, fromScope(({ scope }) => scope.region)], processingOf),
    state: from('ListInferenceProfiles', '/status', stateOf({ ACTIVE: 'active' }), { absent: missing() }),
    createdAt: from('ListInferenceProfiles', '/createdAt', same, { absent: missing() }),
    modifiedAt: from('ListInferenceProfiles', '/updatedAt', same, { absent: missing() }),
  },
  links: rows.links,
});
