import type { Rate } from '../../src/limits/bucket.ts';

/**
 * Resource Graph counts a caller's queries, whatever subscriptions they are for: 15 in each 5 seconds.
 *
 * @see https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
const graphRate: Rate = { perSecond: 3, burst: 15, fixed: true, pool: 'queries of Resource Graph' };

/**
 * What Resource Manager lets one caller read in one subscription: 250 at once, refilled with 25 a second, all providers
 * together.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export function azureRate(service: string, account: string): Rate {
  if (service === 'resourcegraph') return graphRate;
  return { perSecond: 25, burst: 250, fixed: true, pool: `reads of ${account}` };
}
