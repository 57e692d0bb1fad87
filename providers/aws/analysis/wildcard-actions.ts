import { nobodys, unconditional } from './probes.ts';
import { type Grant, type Rights, spans } from './rights.ts';
import { covers, isAll } from './wildcard.ts';

/**
 * The action patterns that grant all actions of a service, or all at all, on everything and without a condition, as far
 * as Deny and boundary leave them whole. `NotAction` counts as `*`.
 *
 * @returns sorted, each once; `[]` if there is none.
 */
export function wildcardActions(rights: Rights): string[] {
  const own = rights.allows
    .filter(({ conditions }) => unconditional(conditions))
    .flatMap((grant) => wildcardsOf(grant, rights));
  const within = rights.boundary?.allows.flatMap((grant) => wildcardsOf(grant, rights));
  const kept = own.flatMap((pattern) =>
    within === undefined ? [pattern] : within.flatMap((limit) => narrower(pattern, limit)),
  );
  const denies = [...rights.denies, ...(rights.boundary?.denies ?? [])];
  return [...new Set(kept)].filter((pattern) => !denies.some((deny) => spans(deny, pattern, '*'))).sort();
}

function narrower(pattern: string, limit: string): string[] {
  if (covers(limit, pattern)) return [pattern];
  return covers(pattern, limit) ? [limit] : [];
}

function wildcardsOf({ actions, resources, notResources }: Grant, { role }: Rights): string[] {
  return (actions ?? ['*']).filter((pattern) => {
    if (!isWildcardAction(pattern)) return false;
    if (notResources !== undefined) return true;
    const service = pattern.includes(':') ? pattern.slice(0, pattern.indexOf(':')) : '*';
    return resources?.some((resource) => isEverything(resource, service, role.partition, role.account)) ?? false;
  });
}

/** `*`, `s3:*`, `s3:**`, `s3:?*`, `s3*`: nothing but wildcards where the name of the action stands. */
export function isWildcardAction(pattern: string): boolean {
  const colon = pattern.indexOf(':');
  if (colon < 0) return pattern.endsWith('*');
  const name = pattern.slice(colon + 1);
  return name.includes('*') && [...name].every((symbol) => symbol === '*' || symbol === '?');
}

/** `*`, or all ARNs of the service however they are written: `arn:aws:s3:::*`, `arn:aws:iam::123456789012:*`. */
function isEverything(resource: string, service: string, partition: string, account: string): boolean {
  if (isAll(resource)) return true;
  const places = [
    `${partition}:${service}:::`,
    `${partition}:${service}::${account}:`,
    `${partition}:${service}:us-east-1:${account}:`,
  ];
  return places.some((place) => nobodys.every((name) => covers(resource, `arn:${place}${name}`)));
}
