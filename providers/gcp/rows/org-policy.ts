import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';

/** @see https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/organizations.policies#policyspec */
interface Rule {
  enforce?: boolean;
  allowAll?: boolean;
  denyAll?: boolean;
  values?: { allowedValues?: string[]; deniedValues?: string[] };
  condition?: object;
}
interface OrgPolicy {
  name?: string;
  spec?: { rules?: Rule[] };
}

const { raw, each } = answersOf<{ 'policies.getEffectivePolicy': OrgPolicy }>('orgpolicy');

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

/**
 * Whether a constraint that is a list allows nothing at all in a project.
 *
 * @param constraint without `constraints/`, e.g. `compute.vmExternalIpAccess`
 */
export function forbidding(name: string): { read: ReadSpec; denied: Spec<boolean> } {
  const { read } = constraint(name);
  return {
    read,
    denied: derive([raw('policies.getEffectivePolicy', '/spec/rules', { read: name })], (rules) => {
      const [rule] = rules ?? [];
      if (rules?.length !== 1 || rule?.condition !== undefined)
        return missing(`the policy in effect does not say what ${name} allows`);
      if (rule?.denyAll === true) return true;
      return rule?.allowAll === true || rule?.values !== undefined
        ? false
        : missing(`the policy in effect does not say what ${name} allows`);
    }),
  };
}

/** A policy of the organisation, and whether it limits anything in the project. */
interface PolicyRow {
  name: string;
  enforced: boolean | MissingValue;
}

/**
 * What many constraints come to in a project, whatever level sets them: one read for each.
 *
 * @param names without `constraints/`.
 */
export function policiesInEffect(names: readonly string[]): { read: ReadSpec; policies: Spec<PolicyRow[]> } {
  const as = 'policies in effect';
  return {
    read: {
      service: 'orgpolicy',
      operation: 'policies.getEffectivePolicy',
      as,
      permission: 'orgpolicy.policy.get',
      memo: true,
      expects: 'name',
      at: () => ({ region: 'global' }),
      each: () => names,
      input: (_item, _got, name) => ({ constraint: name }),
    },
    policies: derive([each('policies.getEffectivePolicy', '/spec/rules', { read: as })], (found) =>
      [...found].map(([name, rules]) => ({ name, enforced: isMissingValue(rules) ? rules : limits(rules) })),
    ),
  };
}

/** Whether rules limit anything: an on-or-off one that is on, or a list that leaves something out. */
function limits(rules: readonly Rule[] | undefined): boolean | MissingValue {
  if (rules === undefined || rules.length === 0) return missing('the policy in effect has no rules');
  const each = rules.map(({ enforce, allowAll, denyAll, values, condition }): boolean | MissingValue => {
    if (condition !== undefined) return missing('a rule holds under a condition only');
    if (enforce !== undefined) return enforce;
    if (allowAll === true) return false;
    const named = (values?.allowedValues ?? []).length + (values?.deniedValues ?? []).length;
    return denyAll === true || named > 0 || missing('a rule of the policy in effect says nothing that is known');
  });
  return each.includes(true) || (each.find(isMissingValue) ?? false);
}
