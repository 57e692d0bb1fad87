import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';

/** @see https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/organizations.policies#policyspec */
interface OrgPolicy {
  name?: string;
  spec?: { rules?: { enforce?: boolean; condition?: object }[] };
}

const { raw } = answersOf<{ 'policies.getEffectivePolicy': OrgPolicy }>('orgpolicy');

/**
 * Whether a constraint of the organisation that is on or off is enforced in a project, whatever level sets it.
 *
 * @param constraint without `constraints/`, e.g. `storage.publicAccessPrevention`
 * @see https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/projects.policies/getEffectivePolicy (2026-11)
 */
export function constraint(name: string): { read: ReadSpec; enforced: Spec<boolean> } {
  return {
    read: {
      service: 'orgpolicy',
      operation: 'policies.getEffectivePolicy',
      as: name,
      permission: 'orgpolicy.policy.get',
      memo: true,
      expects: 'name',
      at: () => ({ region: 'global' }),
      input: () => ({ constraint: name }),
    },
    enforced: derive([raw('policies.getEffectivePolicy', '/spec/rules', { read: name })], (rules) => {
      // One rule is what conditions were evaluated to; more than one, or none, is not what the page describes.
      const [rule] = rules ?? [];
      return rules?.length === 1 && rule?.condition === undefined && typeof rule?.enforce === 'boolean'
        ? rule.enforce
        : missing(`the policy in effect does not say whether ${name} is enforced`);
    }),
  };
}
