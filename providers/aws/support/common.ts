import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, fromScope, missing, notSupported, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import { sharedWith } from '../analysis/resource-policy.ts';

/**
 * The cloud has it, a later version may read it, this one does not: unknown, and no permission would change that.
 *
 * @param what names the API that would tell.
 */
export function notRead(what: string): Spec<never> {
  return fromScope<never>(() => missing(`not read by this version: ${what}`, 'out-of-scope'));
}

interface Tag {
  Key?: string | undefined;
  Value?: string | undefined;
}

/** Trait ownership, from tags as AWS lists them; a list that the answer leaves out is what `absent` says. */
export function ownershipOf(list: Spec<readonly Tag[] | undefined>, absent: Record<string, string> | MissingValue) {
  const tags: Spec<Record<string, string>> = derive([list], (found) => {
    if (found === undefined) return absent;
    return Object.fromEntries(found.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));
  });
  return { tags, owner: first('ownerTags', tags), dataClass: first('dataClassTags', tags) };
}

function first(names: 'ownerTags' | 'dataClassTags', tags: Spec<Record<string, string>>): Spec<string> {
  return derive([tags, fromScope((answers) => answers.settings[names])], (set, wanted) => {
    const name = wanted.find((one) => Object.hasOwn(set, one) && set[one] !== '');
    return name === undefined ? '' : (set[name] ?? '');
  });
}

/** Trait residency of what stores, guards or connects, but computes nothing with the customer's data. */
export const residencyOfStore = {
  region: fromScope((answers) => answers.scope.region),
  processing: notSupported('It keeps or connects, it does not compute.'),
};

/** A thing that has no rest state: the facts of trait lifecycle that then make no sense. */
export const neverIdle = { idleStopMinutes: notSupported('It does not run, so it cannot idle.') };

/** A link to what is not of this kind: said, not read as something else. */
export function notOfKind(what: string, uid: string): MissingValue {
  return missing(`${uid} is not ${what}`);
}

/** A policy document as it was read; null: there is none. */
export type PolicyText = string | null;

/** Trait sharing of what is shared by its policy alone. Accounts of the scan count as the organisation's. */
export function sharingOf(policy: Spec<PolicyText>) {
  const sharing = derive([policy, fromScope((answers) => answers)], (document, { scope, accounts, settings }) =>
    sharedWith(document, scope.account, [...accounts, ...settings.organisationAccounts]),
  );
  return {
    sharedWith: refine(sharing, (found) => found.sharedWith),
    outsiders: refine(sharing, (found) => [...found.outsiders]),
  };
}
