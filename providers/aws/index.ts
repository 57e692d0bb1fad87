import type { Rate } from '../../src/limits/bucket.ts';
import type { Collector } from '../../src/model/provider.ts';
import { bedrockCollectors } from './bedrock/index.ts';
import { connect } from './connect.ts';
import { nativeReaders } from './native/index.ts';
import { awsRate } from './rates.ts';
import { sagemakerCollectors } from './sagemaker/index.ts';
import { supportCollectors } from './support/index.ts';

const all: readonly Collector[] = [...sagemakerCollectors, ...bedrockCollectors, ...supportCollectors];
const isPrimary = (one: Collector) => one.list !== undefined || one.one !== undefined;

/** Everything that a scan of AWS needs. */
export const aws = {
  collectors: all.filter(isPrimary),
  /** Read only when a primary resource refers to them. */
  support: all.filter((one) => !isPrimary(one)),
  natives: nativeReaders,
  connect,
  /** Rates by API; the config's own (`service:Operation` or `service:*`) are known limits and win. */
  rateOf:
    (own: Record<string, { per_second: number; burst: number }>) =>
    (_provider: string, service: string, operation: string): Rate => {
      const set = own[`${service}:${operation}`] ?? own[`${service}:*`] ?? own['*'];
      return set ? { perSecond: set.per_second, burst: set.burst, fixed: true } : awsRate(service, operation);
    },
};
