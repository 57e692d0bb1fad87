import type { Rate } from '../../src/limits/bucket.ts';
import { connect } from './connect.ts';
import { mlflowRate } from './rates.ts';
import { mlflowCollectors } from './tracking/index.ts';

/** Everything that a scan of MLflow needs. */
export const mlflow = {
  collectors: mlflowCollectors,
  support: [],
  natives: [],
  connect,
  /** Rates by server; the config's own (`mlflow:Operation`, `mlflow:*` or `*`) are known limits and win. */
  rateOf:
    (own: Record<string, { per_second: number; burst: number }>) =>
    (_provider: string, service: string, operation: string, account: string): Rate => {
      const set = own[`${service}:${operation}`] ?? own[`${service}:*`] ?? own['*'];
      return set ? { perSecond: set.per_second, burst: set.burst, fixed: true } : mlflowRate(service, account);
    },
};
