import type { Scope } from '../model/evidence.ts';
import type { CallSpec, Collector, NativeReader } from '../model/provider.ts';
import type { Target } from './collect.ts';

export interface PlanInput {
  provider: Scope['provider'];
  accounts: readonly { account: string; name: string; regions: readonly string[] }[];
  collectors: readonly Collector[];
  natives: readonly NativeReader[];
  /** Services to read; empty for all. */
  services: readonly string[];
}

/** Which collectors run where: regional ones in each region that has their service, the others once an account. Cloud rules run where their answers are. */
export function plan({ provider, accounts, collectors, natives, services }: PlanInput): Target[] {
  const wanted = collectors.filter(
    (one) =>
      one.provider === provider && (one.list || one.one) && (services.length === 0 || services.includes(one.service)),
  );
  const out: Target[] = [];
  for (const { account, name, regions } of accounts) {
    const global = wanted.filter((one) => one.at === 'account');
    const everywhere = natives.filter((one) => one.at === 'account');
    if (global.length > 0 || everywhere.length > 0)
      out.push({
        scope: { provider, account, accountName: name, region: 'global' },
        collectors: global,
        natives: everywhere,
      });
    for (const region of regions) {
      const regional = wanted.filter((one) => one.at === 'region' && (one.offered?.(region) ?? true));
      out.push({
        scope: { provider, account, accountName: name, region },
        collectors: regional,
        natives: natives.filter((one) => one.at !== 'account'),
      });
    }
  }
  return out;
}

/** Every call that these may make: the allow-list, and what the permission policy is printed from. */
export function callsOf(collectors: readonly Collector[], natives: readonly NativeReader[]): CallSpec[] {
  const all = [
    ...collectors.flatMap((one) => [
      ...(one.list ? [one.list] : []),
      ...(one.list?.of?.inventory?.calls ?? []),
      ...(one.locate?.calls ?? []),
      ...one.reads,
    ]),
    ...natives.flatMap((one) => one.calls),
  ];
  const byName = new Map(all.map((spec) => [`${spec.service}:${spec.operation}|${spec.permission}`, spec]));
  return [...byName.values()].sort((a, b) =>
    `${a.service}:${a.operation}`.localeCompare(`${b.service}:${b.operation}`),
  );
}

export interface Estimate {
  /** Lists that have to be read at the least. */
  lists: number;
  /** Calls expected; from the last scan of the same scopes where there is one. */
  calls: number;
  minutes: number;
  basis: 'last scan' | 'lists only';
}

/** What a first scan is expected to reach: several scopes together, below what any one cloud allows. */
export const expectedPerMinute = 20 * 60;

const isAsked = ({ list }: Collector): boolean => list !== undefined && list.of === undefined;

/** What a scan will ask for: at least one call a list; the last scan tells what the resources cost. */
export function estimate(targets: readonly Target[], last: { calls: number; minutes: number } | undefined): Estimate {
  // Those below another list are asked once for each of its items, if at all.
  const lists = targets.reduce((sum, { collectors }) => sum + collectors.filter(isAsked).length, 0);
  if (last && last.calls >= lists) return { lists, calls: last.calls, minutes: last.minutes, basis: 'last scan' };
  return { lists, calls: lists, minutes: lists / expectedPerMinute, basis: 'lists only' };
}
