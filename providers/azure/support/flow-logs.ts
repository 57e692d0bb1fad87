import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { armPaging, regionName } from '../rows/arm.ts';

interface Watcher {
  id?: string;
  location?: string;
}

/** An item of Flow Logs - List, api-version 2024-05-01. */
interface FlowLog {
  properties?: {
    /** A subnet, a network, a network security group or a network interface. */
    targetResourceId?: string;
    enabled?: boolean;
    storageId?: string;
    retentionPolicy?: { days?: number; enabled?: boolean };
    flowAnalyticsConfiguration?: {
      networkWatcherFlowAnalyticsConfiguration?: { enabled?: boolean; workspaceResourceId?: string };
    };
  };
}

const { raw, each } = answersOf<{
  NetworkWatchers_ListAll: { value: Watcher[] };
  FlowLogs_List: { value: FlowLog[] };
}>('network');
const watchers = raw('NetworkWatchers_ListAll', '/value');

/**
 * All flow logs of the place where a network lies: they hang on the network watcher of that place, not on what they
 * record. One list of watchers a subscription, one of logs a watcher.
 *
 * @param location Where the resource lies, from the reads above.
 * @see https://learn.microsoft.com/rest/api/network-watcher/flow-logs/list (2026-11)
 */
export const flowLogReads = (location: Spec<unknown>): readonly ReadSpec[] => [
  {
    service: 'network',
    operation: 'NetworkWatchers_ListAll',
    permission: 'Microsoft.Network/networkWatchers/read',
    memo: true,
    expects: 'value',
    input: () => ({}),
  },
  {
    service: 'network',
    operation: 'FlowLogs_List',
    permission: 'Microsoft.Network/networkWatchers/flowLogs/read',
    memo: true,
    pages: { items: 'value', ...armPaging },
    each: (_item, got) => {
      const place = regionName(location.map(got).value);
      const { value: all } = watchers.map(got);
      if (place === undefined || !Array.isArray(all)) return [];
      return all.flatMap((one) => (one.id && regionName(one.location) === place ? [one.id] : []));
    },
    input: (_item, _got, watcher) => ({ watcher }),
  },
];

interface Kept {
  logs: FlowLog[];
  /** Where a list could not be read, there may be more. */
  lacking: MissingValue | undefined;
}

/** Flow logs that are switched on and record one of these. */
export function flowLogsOf(targets: Spec<readonly string[]>) {
  const found = derive([targets, watchers, each('FlowLogs_List', '/value')], (ids, all, lists): Kept | MissingValue => {
    if (all === undefined) return missing('the network watchers are not in the answer');
    const known = [...lists.values()];
    const logs = known
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .filter(
        ({ properties = {} }) =>
          properties.enabled === true && ids.includes(String(properties.targetResourceId).toLowerCase()),
      );
    return { logs, lacking: known.find(isMissingValue) };
  });
  const flowLogged: Spec<boolean> = derive([found], ({ logs, lacking }): boolean | MissingValue =>
    logs.length > 0 ? true : (lacking ?? false),
  );
  const logFeeds = deriveSome([found], (kept) => {
    if (isMissingValue(kept)) return kept;
    return kept.lacking ?? kept.logs.map(feedOf);
  });
  const logGroups: Spec<(string | MissingValue)[]> = derive([found], ({ logs, lacking }) => {
    const ids = logs.flatMap(({ properties = {} }) => {
      const sent = properties.flowAnalyticsConfiguration?.networkWatcherFlowAnalyticsConfiguration;
      return sent?.enabled === true && sent.workspaceResourceId ? [sent.workspaceResourceId.toLowerCase()] : [];
    });
    return lacking ?? [...new Set(ids)];
  });
  return { flowLogged, logFeeds, logGroups };
}

/** No retention means that nothing is deleted, unless the storage account does it by rules of its own. */
function feedOf({ properties = {} }: FlowLog) {
  const { days = 0, enabled } = properties.retentionPolicy ?? {};
  return {
    category: 'flow-log',
    destination: (properties.storageId ?? '').toLowerCase(),
    retentionDays:
      enabled === true && days > 0
        ? days
        : missing('how long it is kept, from the lifecycle rules of the storage account', 'not-exposed'),
  };
}
