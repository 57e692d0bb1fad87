import { guardsOf, nobody, type Owner, parseResourcePolicy, type Reach, reachOfAllow, wider } from './circles.ts';
import type { Principal } from './policy.ts';
import type { Known } from './trust.ts';

export { secureTransport } from './secure-transport.ts';

export interface Sharing {
  /** The widest circle with any right beyond the owner's account. */
  sharedWith: 'nobody' | 'organization' | 'outside' | 'everyone';
  /** Principals and organisations beyond the own; `*` for everyone. Sorted. */
  outsiders: readonly string[];
}

/**
 * With whom a resource is shared by its policy: bucket, key, image repository, model package group and the like.
 *
 * Any action counts, and any Allow. Service principals share with nobody: what AWS does for whom is not modelled.
 * Conditions count where they surely say who calls (organisation, account, principal, source) or, for everyone, from
 * which of the owner's networks; address ranges, tags, encryption and `kms:ViaService` say neither. A Deny counts only
 * where it shuts out everyone but named callers. Not modelled: ACLs (see `bucket-access`), grants of KMS, access points,
 * RCPs, S3 Block Public Access.
 *
 * @param policy the document as AWS returns it; null: there is none, which shares with nobody.
 * @param orgAccounts accounts of the organisation; without them every other account is outside.
 * @throws PlumblineError RESPONSE_SHAPE when the policy cannot be understood.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function sharedWith(
  policy: unknown,
  ownAccount: string,
  orgAccounts?: readonly string[],
  known: Known = {},
): Sharing {
  if (policy === null) return { sharedWith: 'nobody', outsiders: [] };
  const parsed = parseResourcePolicy(policy);
  const owner: Owner = { ...known, account: ownAccount, orgAccounts };
  const reach = parsed.statements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) =>
      (statement.principals ?? [])
        .map(reachOfOthers)
        .reduce(wider, reachOfAllow(statement, guardsOf(parsed, statement), owner)),
    )
    .reduce(wider, nobody);
  return { sharedWith: reach.circle === 'account' ? 'nobody' : reach.circle, outsiders: [...reach.outsiders].sort() };
}

/** Principals that are neither accounts nor people of AWS: a service by wildcard, or an identity provider, is not understood here. */
function reachOfOthers({ type, value }: Principal): Reach {
  if (type === 'Federated') return { circle: 'outside', outsiders: [value] };
  return type === 'Service' && value.includes('*') ? { circle: 'everyone', outsiders: [value] } : nobody;
}
