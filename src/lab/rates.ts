import type { Rate, Rates } from './options.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets by account, region, service and operation.
 *
 * @param now Clock in milliseconds.
 * @returns A function that takes a token and says whether there was one.
 */
export function createThrottle(
  rates: Rates | undefined,
  now: () => number,
): (account: string, region: string, service: string, operation: string) => boolean {
  const buckets = new Map<string, Bucket>();
  return (account, region, service, operation) => {
    const rate = rateOf(rates, service, operation);
    if (rate === undefined) return true;
    const key =
      rate.pool === 'account'
        ? account
        : `${account} ${region} ${service}${rate.pool === 'service' ? '' : `:${operation}`}`;
    const at = now();
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      bucket = { tokens: rate.burst, at };
      buckets.set(key, bucket);
    }
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((at - bucket.at) / 1000) * rate.perSecond);
    bucket.at = at;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}

function rateOf(rates: Rates | undefined, service: string, operation: string): Rate | undefined {
  const overrides = rates?.overrides;
  return overrides?.[`${service}:${operation}`] ?? overrides?.[`${service}:*`] ?? rates?.default;
}
