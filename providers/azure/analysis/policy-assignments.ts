import type { MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

/** An item of Policy Assignments - List, api-version 2022-06-01: also those of the management groups above. */
export interface Assignment {
  id?: string;
  properties?: {
    policyDefinitionId?: string;
    scope?: string;
    notScopes?: string[] | null;
    /** DoNotEnforce: nothing is denied, though it is still checked. */
    enforcementMode?: string | null;
    parameters?: { effect?: { value?: string } } | null;
    /** Other effects, for all or some of what is covered. */
    overrides?: object[] | null;
    /** What of the scope is covered: some places or types only. */
    resourceSelectors?: object[] | null;
  };
}

/** An item of Policy Exemptions - List, api-version 2022-07-01-preview: something in the subscription is spared an assignment. */
export interface Exemption {
  id?: string;
  properties?: {
    policyAssignmentId?: string;
    /** Of an initiative, the definitions that it is spared; all of them where there are none. */
    policyDefinitionReferenceIds?: string[];
  };
}

type Covering = NonNullable<Assignment['properties']> & { id: string };

/** Assignments that cover the whole subscription, not a group of resources in it. */
export function coveringOf(list: readonly Assignment[], subscription: string): Covering[] {
  const own = `/subscriptions/${subscription.toLowerCase()}`;
  return list.flatMap(({ id = '', properties = {} }) => {
    const scope = (properties.scope ?? '').toLowerCase();
    const covers = scope === own || scope.startsWith('/providers/microsoft.management/managementgroups/');
    const out = (properties.notScopes ?? []).some((one) => one.toLowerCase() === own);
    return covers && !out ? [{ ...properties, id: id.toLowerCase() }] : [];
  });
}

/**
 * Microsoft's own benchmarks; the first is what Defender for Cloud assigns when it is turned on.
 *
 * @see https://learn.microsoft.com/azure/governance/policy/samples/built-in-initiatives (2026-11)
 */
const benchmarks: ReadonlySet<string> = new Set([
  '1f3afdf9-d0c9-4c3d-847f-89da613e70a8',
  'e3ec7e09-768c-4b64-882c-fcada3772047',
]);

/** Whether a benchmark checks the subscription, and not only parts of it. */
export function hasBenchmark(list: readonly Covering[], exemptions: readonly Exemption[]): boolean {
  const spared = exemptions.flatMap(({ id = '', properties = {} }) =>
    /\/resourcegroups\//i.test(id) || (properties.policyDefinitionReferenceIds ?? []).length > 0
      ? []
      : [properties.policyAssignmentId?.toLowerCase()],
  );
  return list.some(
    ({ id, policyDefinitionId, notScopes }) =>
      benchmarks.has(builtIn(policyDefinitionId)) &&
      // The subscription may lie in a management group that is left out.
      !(notScopes ?? []).some((one) => /\/managementgroups\//i.test(one)) &&
      !spared.includes(id),
  );
}

/**
 * No storage account may allow public access to its containers; audits unless it is told to deny.
 *
 * @see https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent (2026-11)
 */
const noPublicStorage = '4fa4b6c0-31ca-4c0d-b10d-24b96f62a751';

/** Whether nobody can make storage public: known where the policy against it denies, or where nothing else may. */
export function publicStorageDenied(
  list: readonly Covering[],
  exemptions: readonly Exemption[],
): boolean | MissingValue {
  const spared = exemptions.map((one) => one.properties?.policyAssignmentId?.toLowerCase());
  const denying = list.filter(deniesPublic);
  if (denying.some((one) => !spared.includes(one.id))) return true;
  if (denying.length > 0) return missing('what is exempted from the policy that denies public storage', 'not-exposed');
  return list.some(mayDenyPublic)
    ? missing('whether an assigned initiative or other policy denies public storage', 'not-exposed')
    : false;
}

function deniesPublic(one: Covering): boolean {
  const { enforcementMode, notScopes, overrides, resourceSelectors } = one;
  return (
    builtIn(one.policyDefinitionId) === noPublicStorage &&
    (enforcementMode ?? 'Default') === 'Default' &&
    [notScopes, overrides, resourceSelectors].every((some) => (some ?? []).length === 0) &&
    saysDeny(one.parameters?.effect)
  );
}

/** It may deny by what it holds, which was not read. */
function mayDenyPublic({ policyDefinitionId, parameters, overrides }: Covering): boolean {
  const name = builtIn(policyDefinitionId);
  if (saysDeny(overrides)) return true;
  return benchmarks.has(name) ? saysDeny(parameters) : name !== noPublicStorage;
}

/** Whether an effect, or any of several, is to deny. */
function saysDeny(effects: object | null | undefined): boolean {
  return JSON.stringify(effects ?? {})
    .toLowerCase()
    .includes('"deny"');
}

/** Name of a definition or initiative of Microsoft's own; "" for one of the customer's. */
function builtIn(id = ''): string {
  const found = /^\/providers\/microsoft\.authorization\/policy(?:set)?definitions\/([^/]+)$/i.exec(id);
  return found?.[1]?.toLowerCase() ?? '';
}
