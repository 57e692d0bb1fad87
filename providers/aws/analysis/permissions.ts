import { isComparison, isFixed } from './conditions.ts';
import { type EscalationPath, escalationPaths as knownPaths } from './escalation-paths.ts';
import type { Condition } from './policy.ts';
import { nobodys, unconditional } from './probes.ts';
import { type Accepts, isAllowed, isDenied, isWithinBoundary, may, maySomewhere, type Rights } from './rights.ts';
import { matches } from './wildcard.ts';

export { type Rights, type RoleDocuments, rightsOf } from './rights.ts';
export { wildcardActions } from './wildcard-actions.ts';

const anyhow: Accepts = () => true;

/**
 * Whether the role can do anything in its account: an Allow of everything on everything, `NotAction` leftovers
 * included, that is unconditional (or as good as) and within the boundary. A Deny without a condition takes it away,
 * unless it leaves the role the rights to rewrite its own policies, and so the Deny. Allows with a real condition do
 * not count here, but do in `escalationPaths`.
 */
export function isAdmin(rights: Rights): boolean {
  const probes = adminProbes(rights);
  const granted = probes.every(
    ([action, resource]) =>
      isAllowed(rights, action, resource, unconditional) && isWithinBoundary(rights, action, resource),
  );
  if (!granted) return false;
  if (!probes.some(([action, resource]) => isDenied(rights, action, resource))) return true;
  // Put overwrites an inline policy, delete and detach take one off: each may be the one that holds the Deny.
  return ['iam:putrolepolicy', 'iam:deleterolepolicy', 'iam:detachrolepolicy'].some((action) =>
    may(rights, action, rights.roleArn, unconditional),
  );
}

/** One probe a family of rights, and one for a service that does not exist, which only a wildcard covers. */
function adminProbes({ role: { partition, account } }: Rights): (readonly [action: string, resource: string])[] {
  const at = (service: string, region: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return nobodys.flatMap((name) => [
    ['iam:attachrolepolicy', at('iam', '', `role/${name}`)],
    ['iam:createpolicyversion', at('iam', '', `policy/${name}`)],
    ['iam:createaccesskey', at('iam', '', `user/${name}`)],
    ['iam:passrole', at('iam', '', `role/${name}`)],
    ['s3:getobject', `arn:${partition}:s3:::${name}/${name}`],
    ['s3:putbucketpolicy', `arn:${partition}:s3:::${name}`],
    ['kms:decrypt', at('kms', 'us-east-1', `key/${name}`)],
    ['secretsmanager:getsecretvalue', at('secretsmanager', 'us-east-1', `secret:${name}`)],
    ['ec2:terminateinstances', at('ec2', 'us-east-1', `instance/${name}`)],
    ['sagemaker:createtrainingjob', at('sagemaker', 'us-east-1', `training-job/${name}`)],
    ['cloudtrail:stoplogging', at('cloudtrail', 'us-east-1', `trail/${name}`)],
    [`${name}:anything`, at(name, 'us-east-1', name)],
  ]);
}

/**
 * Whether the role reads all objects of all buckets: `s3:GetObject` or `s3:GetObjectVersion`. Only conditions on
 * tags of the object or bucket, or on the owning account of a bucket elsewhere, are understood to narrow it.
 */
export function readsAllStorage(rights: Rights): boolean {
  const names = nobodys.map((name) => `arn:${rights.role.partition}:s3:::${name}/${name}`);
  const accepts: Accepts = (conditions) =>
    !conditions.some((condition) => narrowsStorage(condition, rights.role.account));
  return ['s3:getobject', 's3:getobjectversion'].some((action) =>
    names.every((name) => may(rights, action, name, accepts)),
  );
}

function narrowsStorage(condition: Condition, account: string): boolean {
  const { key, values } = condition;
  if (!isComparison(condition) || !values.every(isFixed)) return false;
  if (key === 'aws:resourceaccount' || key === 's3:resourceaccount') return !values.includes(account);
  return (
    key.startsWith('s3:existingobjecttag/') || key.startsWith('aws:resourcetag/') || key.startsWith('s3:buckettag/')
  );
}

/**
 * Names of the known ways in which the role can make itself an administrator, `[]` if there is none.
 *
 * Allows with a condition count, since the holder may well meet it; understood as exempting are only
 * `iam:PassedToService` that names other services, and `iam:PermissionsBoundary`, which keeps a fixed boundary on whom
 * the policy is changed for. A Deny with a condition exempts nothing. What the roles in reach may do is not looked at.
 */
export function escalationPaths(rights: Rights): string[] {
  const found = knownPaths.filter((path) => isOpen(rights, path)).map(({ name }) => name);
  if (shedsBoundary(rights)) found.push('own permissions boundary');
  return found;
}

/** Whether `escalationPaths` finds any. */
export function escalates(rights: Rights): boolean {
  return escalationPaths(rights).length > 0;
}

function isOpen(rights: Rights, { actions, on, passesTo, onAll }: EscalationPath): boolean {
  const passable = (service: string) => passes(rights, (conditions) => reaches(conditions, service));
  if (passesTo !== undefined && !passesTo.some(passable)) return false;
  const { partition, account } = rights.role;
  const kind = (action: string) =>
    on === undefined
      ? `arn:${partition}:${action.slice(0, action.indexOf(':'))}:*:*:*`
      : `arn:${partition}:iam::${account}:${on}*`;
  if (!actions.every((action) => maySomewhere(rights, action, kind(action), on !== undefined, unbounded))) return false;
  return (
    onAll === undefined || onAll.arns.some((arn) => onAll.actions.every((action) => mayEverywhere(rights, action, arn)))
  );
}

const unbounded: Accepts = (conditions) =>
  !conditions.some(
    (condition) =>
      condition.key === 'iam:permissionsboundary' && isComparison(condition) && condition.values.every(isFixed),
  );

/** On all resources that begin so, at least in one region. `prefix` is service, colon and the beginning of the resource. */
function mayEverywhere(rights: Rights, action: string, prefix: string): boolean {
  const { partition, account } = rights.role;
  const [service = '', ...rest] = prefix.split(':');
  const regions = service === 'iam' ? [''] : [...regionsNamed(rights)];
  return regions.some((region) =>
    nobodys.every((name) =>
      may(rights, action, `arn:${partition}:${service}:${region}:${account}:${rest.join(':')}${name}`, anyhow),
    ),
  );
}

/** Regions that the policies name: all of one region is all of what there is, where nothing runs elsewhere. */
function regionsNamed({ allows }: Rights): Set<string> {
  const named = allows.flatMap(({ resources }) => resources?.map((pattern) => pattern.split(':')[3] ?? '') ?? []);
  return new Set(['us-east-1', ...named.filter((region) => region !== '' && isFixed(region))]);
}

/**
 * Whether the role may pass any role of its account to a service, so that it acts with the rights of others. A
 * condition does not change that: `iam:PassedToService` narrows the service, not the role, and AWS says that tags of
 * the role are no reliable condition here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function passesAnyRole(rights: Rights): boolean {
  return passes(rights, anyhow);
}

function passes(rights: Rights, accepts: Accepts): boolean {
  const { partition, account } = rights.role;
  return nobodys.every((name) => may(rights, 'iam:passrole', `arn:${partition}:iam::${account}:role/${name}`, accepts));
}

/** Whether conditions let a role be passed to a service. In China services end in `.amazonaws.com.cn`. */
function reaches(conditions: readonly Condition[], service: string): boolean {
  return conditions
    .filter((condition) => condition.key === 'iam:passedtoservice' && isComparison(condition))
    .every(({ values }) =>
      values.some((value) => [service, `${service}.cn`].some((name) => matches(value.toLowerCase(), name))),
    );
}

/** Whether the role can take its boundary off, or put another one on. */
function shedsBoundary(rights: Rights): boolean {
  const actions = ['iam:deleterolepermissionsboundary', 'iam:putrolepermissionsboundary'];
  return rights.boundary !== null && actions.some((action) => may(rights, action, rights.roleArn, unbounded));
}
