import { type RestCall, RestError } from '../rest/route.ts';
import { azureDialect } from './dialect.ts';
import type { AzureEstate, AzureRight } from './estate.ts';

type Call = RestCall<AzureEstate>;

/** Roles of the application that scans: a reader of everything, unless the estate says otherwise. */
export function rightsIn({ rights, subscriptions }: AzureEstate): readonly AzureRight[] {
  return rights ?? subscriptions.map(({ id }) => ({ scope: `/subscriptions/${id}`, actions: ['*/read'] }));
}

/** Whether one scope is the other, or lies in it. */
export function isWithin(id: string, scope: string): boolean {
  const [inner, outer] = [id.toLowerCase(), scope.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** Whether the scanner may do something at a scope, as roles and deny assignments of it and those above say. */
export function may(estate: AzureEstate, scope: string, action: string): boolean {
  const holds = (one: AzureRight) => isWithin(scope, one.scope) && covers(one, action);
  return rightsIn(estate).some(holds) && !(estate.denials ?? []).some(holds);
}

/** Refuses a call for something that the scanner may not do. */
export function need(call: Call, scope: string, action: string): void {
  if (may(call.estate, scope, action)) return;
  throw azureDialect.error('denied', { ...call, operation: action });
}

/** The resource type that a path of names and placeholders is of. */
export const typeIn = (path: string): string =>
  path
    .split('/')
    .filter((one) => !one.startsWith('{'))
    .join('/');

/** A query that the lab does not understand is refused as one that is no query. */
export function badQuery(text: string): RestError {
  return new RestError(400, { error: { code: 'BadRequest', message: `Query is invalid: ${text}` } });
}

function covers({ actions, notActions = [] }: AzureRight, action: string): boolean {
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(action);
  return actions.some(matches) && !notActions.some(matches);
}
