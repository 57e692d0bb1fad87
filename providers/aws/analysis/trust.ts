import { guardsOf, nobody, type Owner, parseResourcePolicy, type Reach, reachOfAllow, wider } from './circles.ts';
import { reachOfFederated } from './federation.ts';
import type { Statement } from './policy.ts';
import { matches, overlaps } from './wildcard.ts';

/** Who may assume a role: AWS services alone, or besides them someone of the account, the organisation ... */
export type AssumableBy = 'service' | 'account' | 'organization' | 'outside' | 'everyone';

export interface Trust {
  /** The widest circle of all statements. */
  assumableBy: AssumableBy;
  /** Principals, issuers and organisations beyond the own; `*` for everyone. Sorted. */
  outsiders: readonly string[];
}

/** What is known of the owner besides its account; what is not given is taken as a stranger's. */
export type Known = Omit<Owner, 'account' | 'orgAccounts'>;

/**
 * Who may assume a role by its trust policy. Service principals count as `service` whatever their conditions say (the
 * confused deputy is not modelled), and so does a policy that lets nobody in. Of conditions, only those count that
 * surely say who the caller is; `sts:ExternalId` narrows everyone to someone outside. Deny statements count where they
 * shut out everyone but named callers. Rights of the caller to call STS, SCPs and RCPs are not modelled.
 *
 * @param trustPolicy AssumeRolePolicyDocument as IAM returns it: URL-encoded or not.
 * @param orgAccounts accounts of the organisation; without them every other account is outside.
 * @throws PlumblineError RESPONSE_SHAPE when the policy cannot be understood.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function assumableBy(
  trustPolicy: unknown,
  ownAccount: string,
  orgAccounts?: readonly string[],
  known: Known = {},
): Trust {
  const policy = parseResourcePolicy(trustPolicy);
  const owner: Owner = { ...known, account: ownAccount, orgAccounts };
  const allows = policy.statements.filter((statement) => statement.effect === 'Allow' && letsAssume(statement));
  const reaches = allows.map((statement) => reachOfTrust(statement, guardsOf(policy, statement), owner));
  const reach = reaches.reduce(wider, nobody);
  const people = allows.some((statement) => !namesOnlyServices(statement));
  return { assumableBy: people ? reach.circle : 'service', outsiders: [...reach.outsiders].sort() };
}

const assumeActions = ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity'];

function letsAssume({ actions, notActions }: Statement): boolean {
  if (notActions !== undefined)
    return assumeActions.some((action) => !notActions.some((pattern) => matches(pattern, action)));
  return actions?.some((pattern) => overlaps(pattern, 'sts:assumerole*')) ?? false;
}

function namesOnlyServices({ principals, notPrincipals }: Statement): boolean {
  if (notPrincipals !== undefined) return false;
  return (principals ?? []).every(({ type, value }) => type === 'Service' && !value.includes('*'));
}

function reachOfTrust(statement: Statement, guards: Parameters<typeof reachOfAllow>[1], owner: Owner): Reach {
  const conditions = [...statement.conditions, ...guards];
  return (statement.principals ?? [])
    .map((principal): Reach => {
      if (principal.type === 'Federated') return reachOfFederated(principal.value, conditions, owner);
      // No service is called so; whatever it means, it is not understood as a service.
      return principal.type === 'Service' && principal.value.includes('*')
        ? { circle: 'everyone', outsiders: [principal.value] }
        : nobody;
    })
    .reduce(wider, reachOfAllow(statement, guards, owner));
}
