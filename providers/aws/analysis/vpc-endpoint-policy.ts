import { isAccountId } from './arn.ts';
import { isAnyone, parseResourcePolicy } from './circles.ts';
import { inverseOf, isComparison, isFixed } from './conditions.ts';
import type { Condition, Statement } from './policy.ts';
import { nobodys } from './probes.ts';
import { isAll, matches } from './wildcard.ts';
import { isWildcardAction } from './wildcard-actions.ts';

/**
 * Whether the policy of a VPC endpoint lets everyone do everything through it, like the one that AWS attaches by itself.
 *
 * Everything means: Allow for everyone, all actions of a service (an endpoint serves a single one), all resources,
 * `NotAction` and `NotResource` leftovers included. Narrowed it is only by what surely says whose identities or whose
 * resources: a condition of the Allow on organisation, account or principal, or a Deny for all but those. A Deny of some
 * actions, addresses, networks or tags leaves it full.
 *
 * @param policy `PolicyDocument` of DescribeVpcEndpoints; undefined or null: the endpoint has none, which is full access.
 * @throws PlumblineError RESPONSE_SHAPE when the policy cannot be understood.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function isFullAccess(policy: unknown): boolean {
  if (policy === undefined || policy === null || policy === '') return true;
  const { statements } = parseResourcePolicy(policy);
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  if (denies.some((deny) => deniesEveryone(deny) && (deny.conditions.length === 0 || sparesOnlyKnown(deny.conditions))))
    return false;
  const open = statements.filter(
    (statement) => statement.effect === 'Allow' && speaksToAll(statement) && !statement.conditions.some(saysWhose),
  );
  return nobodys.every((name) => open.some((statement) => anyAction(statement) && anyResource(statement, name)));
}

function speaksToAll({ principals, notPrincipals }: Statement): boolean {
  return (
    notPrincipals !== undefined ||
    (principals?.some(({ type, value }) => isAnyone({ type, value }) || (type === 'AWS' && value.includes('*'))) ??
      false)
  );
}

function anyAction({ actions, notActions }: Statement): boolean {
  return notActions !== undefined || (actions?.some(isWildcardAction) ?? false);
}

function anyResource({ resources }: Statement, name: string): boolean {
  return resources?.some((pattern) => isAnyResource(pattern, name)) ?? true;
}

/** `*`, or all ARNs of a service. One account in an ARN narrows; one region does not, since an endpoint serves but one. */
function isAnyResource(pattern: string, name: string): boolean {
  const fields = pattern.split(':');
  if (fields[0] !== 'arn' || fields.length < 6) return pattern.endsWith('*');
  return !isAccountId(fields[4]) && matches(fields.slice(5).join(':'), name);
}

/** Conditions that surely say whose identity or whose resource it is. */
const whose: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:resourceaccount',
  's3:resourceaccount',
]);

function saysWhose(condition: Condition): boolean {
  return whose.has(condition.key) && isComparison(condition) && condition.values.every(namesOwner);
}

/** A value that names an owner: fixed, a variable for the caller's own, or an ARN or path whose first part is fixed. */
function namesOwner(value: string): boolean {
  if (isFixed(value)) return true;
  if (value.startsWith('${aws:')) return value.indexOf('}') === value.length - 1;
  if (value.startsWith('arn:')) return isFixed(value.split(':')[4] ?? '');
  return value.startsWith('o-') && isFixed(value.split('/')[0] ?? '');
}

function deniesEveryone({ principals, actions, resources, notResources }: Statement): boolean {
  if (!principals?.some(isAnyone) || notResources !== undefined) return false;
  return (actions?.some(isWildcardAction) ?? false) && (resources?.some(isAll) ?? true);
}

function sparesOnlyKnown(conditions: readonly Condition[]): boolean {
  const [condition, ...others] = conditions.filter(
    ({ key, values }) => !(key === 'aws:principalisawsservice' && values.length === 1 && values[0] === 'false'),
  );
  const inverse = condition !== undefined && others.length === 0 ? inverseOf(condition) : undefined;
  return inverse !== undefined && saysWhose(inverse);
}
