import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { type Circle, type Standing, type Surroundings, standingOf } from '../analysis/members.ts';
import {
  ancestryRead,
  type Binding,
  containersOf,
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

const noPolicy: Spec<Binding[] | undefined> = fromScope<Binding[]>(() => []);
const notBlocked: Spec<boolean> = fromScope<boolean>(() => false);

/** Who has rights, and what hides more of them. */
function membersOf(own: Spec<Binding[] | undefined>, blocked: Spec<boolean>) {
  return deriveSome(
    [...levels, own, blocked] as const,
    (project, ancestry, folders, organization, domains, answers, ofItself, withheld) => {
      const all = [ofItself, project, ...valuesOf(folders), ...valuesOf(organization)];
      const bindings = all.flatMap((one) => (isMissingValue(one) ? [] : ((one ?? []) as Binding[]))); // as declared
      const around = surroundings(answers as Answers, valuesOf(domains)); // the scope is never missing
      const named = [...new Set(bindings.flatMap((one) => one.members ?? []))].map((member) => ({
        member,
        standing: standingOf(member, around),
      }));
      // Rights of everyone count only where it is sure that nothing takes them away.
      const told: Told[] = named.filter(({ standing }) => standing !== 'everyone' || withheld === false);
      const hidden = told.length < named.length ? [withheld] : [];
      return { told, lacking: [...all, ancestry, ...valuesOf(domains), ...hidden].find(isMissingValue) };
    },
  );
}

/**
 * Trait sharing: who has any right on a resource, by its own policy and by those of the project and of all that it
 * lies in. Everyone settles it; "nobody" needs every level.
 *
 * @param own Bindings of the resource's own policy; left out where it has none.
 * @param blocked Whether something takes away the rights of everyone, as public access prevention does.
 */
export function sharingOf(own = noPolicy, blocked = notBlocked) {
  const members = membersOf(own, blocked);
  const sharedWith: Spec<Circle> = deriveSome([members], (found) => {
    if (isMissingValue(found)) return found;
    const { told, lacking } = found;
    const widest = told.reduce((most, { standing }) => (standing ? Math.max(most, order.indexOf(standing)) : most), 0);
    const unsure = told.find(({ standing }) => standing === undefined);
    if (widest < 2 && lacking) return lacking;
    if (widest < 2 && unsure) return strange(unsure.member);
    // Everyone cannot be outdone; outside can, by a policy that was not read.
    return widest === 2 && lacking ? lacking : (order[widest] ?? 'everyone');
  });
  const outsiders: Spec<string[]> = deriveSome([members], (found) => {
    if (isMissingValue(found)) return found;
    const unsure = found.told.find(({ standing }) => standing === undefined);
    if (found.lacking) return found.lacking;
    if (unsure) return strange(unsure.member);
    return found.told.flatMap(({ member, standing }) =>
      standing === 'outside' || standing === 'everyone' ? member : [],
    );
  });
  /** Whether everyone has a right; beside the facts, for those that hang on it. */
  const open: Spec<boolean> = deriveSome([members], (found): boolean | MissingValue => {
    if (isMissingValue(found)) return found;
    return found.told.some(({ standing }) => standing === 'everyone') || (found.lacking ?? false);
  });
  return { facts: { sharedWith, outsiders }, open };
}

/** Trait sharing of a resource that has no policy of its own. */
export const sharing = sharingOf().facts;

function strange(member: string): MissingValue {
  if (/^principal(Set)?:\/\/iam\./.test(member))
    return missing(`Ask who can sign in as ${member}: the providers of the pool decide.`, 'not-exposed');
  return missing(
    `whose ${member} is cannot be told: add its project to the scan, or to organisation_accounts`,
    'out-of-scope',
  );
}

/** What tells whose a member is; the reads have `ancestryRead` and `organizationRead`. */
export function surroundings(answers: Answers, domains: readonly (string | undefined | MissingValue)[]): Surroundings {
  const { scope, accounts, aliases = new Map<string, string>(), settings } = answers;
  const numbers = [...aliases];
  const own = numbers.flatMap(([number, account]) => (account === scope.account ? number : []));
  const domain = domains.find((one): one is string => typeof one === 'string');
  return {
    own: new Set([scope.account, ...own]),
    friends: new Set([...accounts, ...aliases.keys(), ...settings.organisationAccounts]),
    domain,
    above: new Set(containersOf(answers)),
  };
}

/** What a read that is made once a key came to; one value where none of it is known. */
export function valuesOf<T>(map: ReadonlyMap<string, T | MissingValue> | MissingValue): (T | MissingValue)[] {
  return isMissingValue(map) ? [map] : [...map.values()];
}
