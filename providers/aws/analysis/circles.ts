import { isAccountId } from './arn.ts';
import { inverseOf, isComparison, isFixed } from './conditions.ts';
import { type Condition, type Policy, type Principal, parsePolicy, type Statement } from './policy.ts';
import { shapeError } from './shape.ts';
import { covers } from './wildcard.ts';

/** How far a right reaches, narrow to wide. */
export const circles = ['account', 'organization', 'outside', 'everyone'] as const;
export type Circle = (typeof circles)[number];

/** Who has a right: the circle, and those of them who are not of the organisation. */
export interface Reach {
  circle: Circle;
  outsiders: readonly string[];
}

/** What is known about the owner; what is not given is taken as not the owner's. */
export interface Owner {
  account: string;
  /** Accounts of the organisation. */
  orgAccounts?: readonly string[] | undefined;
  /** `o-...`; without it a condition on an organisation id cannot be told from one on a stranger's. */
  orgId?: string | undefined;
  /** Ids of the owner's VPCs and VPC endpoints. */
  networks?: readonly string[] | undefined;
}

export const nobody: Reach = { circle: 'account', outsiders: [] };
const everyone: Reach = { circle: 'everyone', outsiders: ['*'] };
const stranger = (name: string): Reach => ({ circle: 'outside', outsiders: [name] });

/** The wider of two, with the outsiders of both. */
export function wider(a: Reach, b: Reach): Reach {
  const circle = circles.indexOf(a.circle) >= circles.indexOf(b.circle) ? a.circle : b.circle;
  return { circle, outsiders: [...new Set([...a.outsiders, ...b.outsiders])] };
}

const narrower = (a: Reach, b: Reach): Reach => (circles.indexOf(b.circle) < circles.indexOf(a.circle) ? b : a);

/** The circle of an account id. */
export function reachOfAccount(account: string, name: string, { account: own, orgAccounts }: Owner): Reach {
  if (account === own) return nobody;
  return orgAccounts?.includes(account) ? { circle: 'organization', outsiders: [] } : stranger(name);
}

/**
 * The circle of a principal of type AWS or CanonicalUser. A wildcard anywhere is everyone: AWS knows no other meaning.
 * A bare unique id (`AIDA...`, `AROA...`) is what is left of a deleted user or role and reaches nobody. A canonical
 * user, and anything else that names no account, counts as a stranger.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function reachOfPrincipal(principal: Principal, owner: Owner): Reach {
  const value: string = principal.value;
  if (value.includes('*') || value.includes('?')) return everyone;
  if (isAccountId(value)) return reachOfAccount(value, value, owner);
  if (isDeletedIdentity(value)) return nobody;
  const fields = value.split(':');
  const account = fields[0] === 'arn' && (fields[2] === 'iam' || fields[2] === 'sts') ? fields[4] : undefined;
  return isAccountId(account) ? reachOfAccount(account, value, owner) : stranger(value);
}

function isDeletedIdentity(value: string): boolean {
  if (value.length < 16 || value.length > 128 || !(value.startsWith('AIDA') || value.startsWith('AROA'))) return false;
  return [...value].every((symbol) => (symbol >= 'A' && symbol <= 'Z') || (symbol >= '0' && symbol <= '9'));
}

/**
 * How far an Allow statement reaches through its AWS principals, conditions included. Service and federated
 * principals are left to the caller. `guards` are conditions that Deny statements of the same policy enforce.
 */
export function reachOfAllow(statement: Statement, guards: readonly Condition[], owner: Owner): Reach {
  const conditions = [...statement.conditions, ...guards];
  const who = restrictionOf(conditions, owner, identityKeys);
  // Where a request comes from says who made it only if anybody may make it: a stranger let in by name stays one.
  const whoever = narrower(who, restrictionOf(conditions, owner, networkKeys));
  if (statement.notPrincipals !== undefined) return narrower(everyone, whoever);
  return (statement.principals ?? [])
    .filter(({ type }) => type === 'AWS' || type === 'CanonicalUser')
    .map((principal) => reachOfPrincipal(principal, owner))
    .map((reach) => narrower(reach, reach.circle === 'everyone' ? whoever : who))
    .reduce(wider, nobody);
}

/**
 * Reads a policy of a resource or the trust policy of a role: every statement says whom it speaks of.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the document cannot be understood, or one does not.
 */
export function parseResourcePolicy(document: unknown): Policy {
  const policy = parsePolicy(document);
  for (const { principals, notPrincipals } of policy.statements)
    if (principals === undefined && notPrincipals === undefined)
      throw shapeError('A statement of a resource policy has no principal');
  return policy;
}

type KeyReach = (value: string, owner: Owner) => Reach;

const account: KeyReach = (value, owner) => {
  if (value === variable('aws:ResourceAccount')) return nobody;
  return isAccountId(value) ? reachOfAccount(value, value, owner) : everyone;
};
const organization: KeyReach = (value, { orgId }) => {
  const id = value.split('/')[0] ?? '';
  if (id === variable('aws:ResourceOrgID') || (orgId !== undefined && id === orgId))
    return { circle: 'organization', outsiders: [] };
  return isFixed(id) ? stranger(id) : everyone;
};
const arn: KeyReach = (value, owner) => {
  const [prefix, , service = '', , of] = value.split(':');
  if (prefix !== 'arn') return everyone;
  if (isAccountId(of)) return reachOfAccount(of, value, owner);
  // The ARN of a bucket names no account; one without wildcards is at least a single, if unknown, source.
  return service === 's3' && of === '' && isFixed(value) ? stranger(value) : everyone;
};
const network: KeyReach = (value, { networks }) => {
  if (!isFixed(value)) return everyone;
  return networks?.includes(value) ? nobody : stranger(value);
};

/**
 * Keys that say who makes a request. `sts:ExternalId` is a shared secret of one outsider.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const identityKeys: ReadonlyMap<string, KeyReach> = new Map([
  ['aws:principalorgid', organization],
  ['aws:principalorgpaths', organization],
  ['aws:sourceorgid', organization],
  ['aws:sourceorgpaths', organization],
  ['aws:principalaccount', account],
  ['aws:sourceaccount', account],
  ['aws:sourceowner', account],
  ['kms:calleraccount', account],
  ['aws:principalarn', arn],
  ['aws:sourcearn', arn],
  ['sts:externalid', (value) => (isFixed(value) ? stranger('holder of the external id') : everyone)],
]);

/** Keys that say through which network a request comes. Address ranges say nothing about who, and do not count. */
const networkKeys: ReadonlyMap<string, KeyReach> = new Map([
  ['aws:sourcevpc', network],
  ['aws:sourcevpce', network],
]);

/** The tightest circle that the conditions enforce: values of an entry are alternatives, entries add up. */
function restrictionOf(conditions: readonly Condition[], owner: Owner, keys: ReadonlyMap<string, KeyReach>): Reach {
  return conditions
    .filter((condition) => isComparison(condition))
    .flatMap(({ key, values }) => {
      const reach = keys.get(key);
      return reach === undefined ? [] : [values.map((value) => reach(value, owner)).reduce(wider, nobody)];
    })
    .reduce(narrower, everyone);
}

/**
 * Conditions that Deny statements enforce on an Allow: a Deny for everyone, of all that is allowed, where a single
 * comparison fails. AWS services may be excepted (`aws:PrincipalIsAWSService`).
 */
export function guardsOf(policy: Policy, allow: Statement): Condition[] {
  return policy.statements.flatMap((deny) => {
    if (deny.effect !== 'Deny' || !deny.principals?.some(isAnyone) || !deniesAllOf(deny, allow)) return [];
    const [condition, ...others] = deny.conditions.filter((entry) => !sparesServices(entry));
    const guard = condition !== undefined && others.length === 0 ? inverseOf(condition) : undefined;
    return guard === undefined ? [] : [guard];
  });
}

/** `*`: everyone, signed in or not. */
export function isAnyone({ type, value }: Principal): boolean {
  return type === 'AWS' && value === '*';
}

function sparesServices({ operator, set, key, values }: Condition): boolean {
  return (
    key === 'aws:principalisawsservice' &&
    operator === 'bool' &&
    set === 'none' &&
    values.length === 1 &&
    values[0] === 'false'
  );
}

function deniesAllOf(deny: Statement, allow: Statement): boolean {
  const actions = (allow.actions ?? ['*']).every(
    (action) => deny.actions?.some((pattern) => covers(pattern, action)) ?? false,
  );
  if (deny.resources === undefined) return actions && deny.notResources === undefined;
  const denied = deny.resources.filter((pattern) => !pattern.includes('$'));
  return actions && (allow.resources ?? ['*']).every((resource) => denied.some((pattern) => covers(pattern, resource)));
}

/** A policy variable as it is written. */
function variable(name: string): string {
  return ['$', '{', name, '}'].join('');
}
