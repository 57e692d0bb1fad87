import type { Rate } from '../../src/limits/bucket.ts';
import type { Collector, NativeReader } from '../../src/model/provider.ts';
import { connect } from './connect.ts';
import { dataprocCollectors } from './dataproc/index.ts';
import { geminiCollectors } from './gemini/index.ts';
import { isMultiRegion } from './locations.ts';
import { modelArmorCollectors } from './model-armor/index.ts';
import { nativeReaders } from './native/index.ts';
import { gcpRate } from './rates.ts';
import { supportCollectors } from './support/index.ts';
import { vertexCollectors } from './vertex/index.ts';
import { workbenchCollectors } from './workbench/index.ts';

const all: readonly Collector[] = [
  ...[...vertexCollectors, ...dataprocCollectors].map(inRegions),
  ...workbenchCollectors,
  ...modelArmorCollectors,
  ...geminiCollectors,
  ...supportCollectors,
];
const isPrimary = (one: Collector) => one.list !== undefined || one.one !== undefined;
const natives: readonly NativeReader[] = nativeReaders;

/** Everything that a scan of Google Cloud needs. */
export const gcp = {
  collectors: all.filter(isPrimary),
  /** Read only when a primary resource refers to them. */
  support: all.filter((one) => !isPrimary(one)),
  natives,
  connect,
  /** Rates by API; the config's own (`service:operation` or `service:*`) are known limits and win. */
  rateOf:
    (own: Readonly<Record<string, { per_second: number; burst: number }>>) =>
    (_provider: string, service: string, operation: string, project: string, region: string): Rate => {
      const set = own[`${service}:${operation}`] ?? own[`${service}:*`] ?? own['*'];
      return set
        ? { perSecond: set.per_second, burst: set.burst, fixed: true }
        : gcpRate(service, operation, project, region);
    },
};

/** Vertex AI and Dataproc lie in regions, never in what is more than one. */
function inRegions(one: Collector): Collector {
  return one.at === 'region' ? { ...one, offered: (region) => !isMultiRegion(region) } : one;
}
