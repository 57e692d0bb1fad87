import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { type Circle, type Standing, type Surroundings, standingOf } from '../analysis/members.ts';
import {
  ancestryRead,
  type Binding,
  folderPoliciesRead,
  organisation,
  organizationPolicyRead,
  organizationRead,
  projectPolicyRead,
} from './organisation.ts';

/** Reads that `sharing` needs, in order. */
export const sharingReads: readonly ReadSpec[] = [
  projectPolicyRead,
  ancestryRead,
  folderPoliciesRead,
  organizationPolicyRead,
  organizationRead,
];

const order: readonly Circle[] = ['nobody', 'organization', 'outside', 'everyone'];
const levels = [
  organisation.raw('projects.getIamPolicy', '/bindings'),
  organisation.raw('projects.getAncestry', '/ancestor'),
  organisation.each('folders.getIamPolicy', '/bindings'),
  organisation.each('organizations.getIamPolicy', '/bindings'),
  organisation.each('organizations.get', '/displayName'),
  fromScope((answers) => answers),
] as const;

interface Told {
  member: string;
  standing: Standing;
}

const members = deriveSome(levels, (project, ancestry, folders, organization, domains, answers) => {
  const all = [project, ...valuesOf(folders), ...valuesOf(organization)];
  const bindings = all.flatMap((one) => (isMissingValue(one) ? [] : ((one ?? []) as Binding[]))); // as declared
  const around = surroundings(answers as Answers, valuesOf(domains)); // the scope is never missing
  const told: Told[] = [...new Set(bindings.flatMap((one) => one.members ?? []))].map((member) => ({
    member,
    standing: standingOf(member, around),
  }));
  return { told, lacking: [...all, ancestry, ...valuesOf(domains)].find(isMissingValue) };
});

/**
 * Trait sharing of a resource that has no policy of its own: who has any right in its project, by the policies of the
 * project and of all that it lies in. Everyone settles it; "nobody" needs every level.
 */
export const sharing: { sharedWith: Spec<Circle>; outsiders: Spec<string[]> } = {
  sharedWith: deriveSome([members], (found) => {
    if (isMissingValue(found)) return found;
    const { told, lacking } = found;
    const widest = told.reduce((most, { standing }) => (standing ? Math.max(most, order.indexOf(standing)) : most), 0);
    const unsure = told.find(({ standing }) => standing === undefined);
    if (widest < 2 && lacking) return lacking;
    if (widest < 2 && unsure) return strange(unsure.member);
    // Everyone cannot be outdone; outside can, by a policy that was not read.
    return widest === 2 && lacking ? lacking : (order[widest] ?? 'everyone');
  }),
  outsiders: deriveSome([members], (found) => {
    if (isMissingValue(found)) return found;
    const unsure = found.told.find(({ standing }) => standing === undefined);
    if (found.lacking) return found.lacking;
    if (unsure) return strange(unsure.member);
    return found.told.flatMap(({ member, standing }) =>
      standing === 'outside' || standing === 'everyone' ? member : [],
    );
  }),
};

function strange(member: string): MissingValue {
  return missing(
    `whose ${member} is cannot be told: add its project to the scan, or to organisation_accounts`,
    'out-of-scope',
  );
}

function surroundings(answers: Answers, domains: readonly (string | undefined | MissingValue)[]): Surroundings {
  const { scope, accounts, aliases = new Map<string, string>(), settings } = answers;
  const numbers = [...aliases];
  const own = numbers.flatMap(([number, account]) => (account === scope.account ? number : []));
  const domain = domains.find((one): one is string => typeof one === 'string');
  return {
    own: new Set([scope.account, ...own]),
    friends: new Set([...accounts, ...aliases.keys(), ...settings.organisationAccounts]),
    domain,
  };
}

function valuesOf<T>(map: ReadonlyMap<string, T | MissingValue> | MissingValue): (T | MissingValue)[] {
  return isMissingValue(map) ? [map] : [...map.values()];
}
