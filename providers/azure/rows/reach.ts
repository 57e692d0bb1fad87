import type { MissingValue } from '../../../src/model/facts.ts';
import { cidrOf, isInternet } from '../../../src/model/mapping/cidr.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

export type Reach = 'private' | 'provider-api' | 'filtered' | 'open';

/** The rules by address of a resource, as Cognitive Services, Storage, Key Vault and others write them. */
export interface NetworkAcls {
  defaultAction?: string;
  ipRules?: { value?: string }[];
  virtualNetworkRules?: { id?: string }[];
}

const best: readonly Reach[] = ['private', 'provider-api', 'filtered', 'open'];

/** The weaker of two doors. */
export function weaker(a: Reach, b: Reach): Reach {
  return best.indexOf(a) > best.indexOf(b) ? a : b;
}

/** Whether a range lets everybody in, or a large slice of the internet: `0.0.0.0/0` can be written as two halves. */
export function everybody(range: string): boolean {
  const [first = '', last] = range.split('-').map((text) => text.trim());
  if (last === undefined) return first === '*' || isInternet(first);
  const [from, to] = [cidrOf(first), cidrOf(last)];
  return from !== undefined && to !== undefined && to.address - from.address >= slice[from.version];
}

/** As many addresses as are in two ranges of `/8`, less one: what is that large is wider than `/8`. */
const slice = { 4: 2n ** 25n - 1n, 6: 2n ** 121n - 1n } as const;

/**
 * Who reaches a resource with the switch `publicNetworkAccess` and rules by address. The switch left out means Enabled,
 * rules left out mean that everybody is let in.
 *
 * @see https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks
 */
export function reachOf(publicNetworkAccess: unknown, acls: NetworkAcls | null | undefined): Reach | MissingValue {
  const word = typeof publicNetworkAccess === 'string' ? publicNetworkAccess.toLowerCase() : 'enabled';
  if (word === 'disabled') return 'private';
  if (word === 'securedbyperimeter') return 'filtered';
  if (word !== 'enabled')
    return missing(`publicNetworkAccess ${String(publicNetworkAccess)} is not known to this version`);
  if ((acls?.defaultAction ?? 'Allow').toLowerCase() !== 'deny') return 'open';
  return rangesOf(acls).some(everybody) ? 'open' : 'filtered';
}

/** Addresses that are let in; none where there are no rules, or where nobody is. */
export function rangesOf(acls: NetworkAcls | null | undefined): string[] {
  return (acls?.ipRules ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** Private endpoints whose connection the owner has approved. */
export function approvedEndpoints(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const { properties } = (one ?? {}) as {
      properties?: { privateEndpoint?: { id?: string }; privateLinkServiceConnectionState?: { status?: string } };
    }; // every member is optional
    const id = properties?.privateEndpoint?.id;
    return typeof id === 'string' && properties?.privateLinkServiceConnectionState?.status === 'Approved'
      ? [id.toLowerCase()]
      : [];
  });
}
