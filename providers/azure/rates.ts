import type { Rate } from '../../src/limits/bucket.ts';

/**
 * What Resource Manager lets one caller read in one subscription: 250 at once, refilled with 25 a second, all providers
 * together.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export function azureRate(account: string): Rate {
  return { perSecond: 25, burst: 250, fixed: true, pool: `reads of ${account}` };
}
