import type { Rate } from '../../src/limits/bucket.ts';

/** Requests a minute as a rate; the burst is small, since quotas are counted by the minute. */
const aMinute = (calls: number, fixed = false): Rate => ({
  perSecond: calls / 60,
  burst: Math.max(2, Math.round(calls / 30)),
  ...(fixed ? { fixed } : {}),
});

/**
 * Quotas that Google publishes, each for one project (read 2026-11). `fixed`: never gone above.
 *
 * - Vertex AI: 600 reads and changes of settings a minute in each region, all operations together:
 *   https://docs.cloud.google.com/vertex-ai/docs/quotas
 * - Security Command Center: 1000 reads a minute: https://docs.cloud.google.com/security-command-center/quotas
 * - Cloud Asset Inventory: https://docs.cloud.google.com/asset-inventory/docs/quota
 */
const published: Readonly<Record<string, Rate>> = {
  'aiplatform:*': aMinute(600, true),
  'cloudasset:resources.searchAll': aMinute(400, true),
  'cloudasset:*': aMinute(100, true),
  'securitycenter:*': aMinute(1000, true),
};

/** For services without a published number here: careful, and raised by the gate while nothing is refused. */
const unknownService: Rate = { perSecond: 1, burst: 10 };

/** Services whose operations draw on one quota in each project and region. */
const pooled: ReadonlySet<string> = new Set(['aiplatform']);

/** Rate of one read of Google Cloud in one project and location. */
export function gcpRate(service: string, operation: string, project: string, region: string): Rate {
  const rate = published[`${service}:${operation}`] ?? published[`${service}:*`] ?? unknownService;
  return pooled.has(service) ? { ...rate, pool: `${service}|${project}|${region}` } : rate;
}
