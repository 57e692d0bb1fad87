import type { DescribeEffectivePolicyResponse } from '@aws-sdk/client-organizations';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { globalRegion } from '../support/global-region.ts';
import { enforced, forAllModels } from './enforced-guardrails.ts';

const operation = 'DescribeEffectivePolicy';
const { raw } = answersOf<{ [operation]: DescribeEffectivePolicyResponse }>('organizations');

/**
 * What policies of the organisation come to for Bedrock in this account; any account may ask. Not asked where the account
 * itself makes a guardrail compulsory.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeEffectivePolicy.html
 */
export const bedrockPolicyRead: ReadSpec = {
  service: 'organizations',
  operation,
  permission: 'organizations:DescribeEffectivePolicy',
  memo: true,
  expects: 'EffectivePolicy',
  // No policy of the kind reaches the account, or it is in no organisation.
  answers: ['EffectivePolicyNotFoundException', 'AWSOrganizationsNotInUseException'],
  at: (_item, got) => ({ region: globalRegion(partitionOfRegion(got.scope.region)) }),
  input: (_item, got) => {
    const { value } = enforced.map(got);
    return !isMissingValue(value) && value.length > 0 ? null : { PolicyType: 'BEDROCK_POLICY' };
  },
};

/** Whether the organisation makes a guardrail compulsory for all calls of models in the region. */
export const organisationEnforces: Spec<boolean> = derive(
  [raw(operation, '/EffectivePolicy'), fromScope(({ scope }) => scope.region)],
  (policy, region): boolean | MissingValue => {
    if (policy === undefined) return false;
    const { PolicyType: type, PolicyContent: content } = policy;
    return type === 'BEDROCK_POLICY' && content !== undefined
      ? enforcedByPolicy(content, region)
      : missing('the answer is no policy for Bedrock');
  },
);

interface Configuration {
  identifier?: unknown;
  model_enforcement?: { included_models?: string[]; excluded_models?: string[] };
}

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html */
function enforcedByPolicy(content: string, region: string): boolean | MissingValue {
  try {
    const policy = JSON.parse(content) as {
      bedrock?: { guardrail_inference?: Record<string, Record<string, Configuration>> };
    }; // what does not fit it throws below, or is none
    const configurations = Object.values(policy.bedrock?.guardrail_inference?.[region] ?? {});
    return configurations.some(
      ({ identifier, model_enforcement: models }) =>
        typeof identifier === 'string' &&
        /:guardrail\/[a-z0-9]+:\d+$/.test(identifier) &&
        forAllModels(models?.included_models, models?.excluded_models),
    );
  } catch {
    return missing('the policy in effect cannot be read');
  }
}
