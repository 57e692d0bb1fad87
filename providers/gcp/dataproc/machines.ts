import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { byTable, minutesOf } from '../rows/common.ts';
import type { ClusterConfig, InstanceGroup } from './answers.ts';

/**
 * Whether machines have addresses on the internet. They do unless it is said otherwise, up to images 2.1; from 2.2 on it
 * is the other way round, so what a newer cluster does not say is not known.
 *
 * @see https://cloud.google.com/dataproc/docs/concepts/network (2026-11)
 */
export function hasAddress({ gceClusterConfig, softwareConfig }: ClusterConfig): boolean | MissingValue {
  const only = gceClusterConfig?.internalIpOnly;
  if (only !== undefined) return !only;
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(softwareConfig?.imageVersion ?? '') ?? [];
  if (major === undefined || minor === undefined) return missing('neither addresses nor the image are told');
  return Number(major) < 2 || (Number(major) === 2 && Number(minor) < 2)
    ? true
    : missing('the answer does not say whether machines have addresses of their own');
}

/** Machines that run with nothing to do. */
export function leastMachines(config: ClusterConfig): number | MissingValue {
  if (config.autoscalingConfig?.policyUri)
    return missing('not read by this version: the autoscaling policy', 'out-of-scope');
  return groupsOf(config).reduce((sum, { numInstances = 0 }) => sum + numInstances, 0);
}

const kinds = byTable('preemptibility', { NON_PREEMPTIBLE: false, PREEMPTIBLE: true, SPOT: true });

/**
 * Whether Google may take machines away. Secondary workers are preemptible where nothing is said, all others are not.
 *
 * @see https://cloud.google.com/dataproc/docs/reference/rest/v1/InstanceGroupConfig#Preemptibility
 */
export function interruptible(config: ClusterConfig): boolean | MissingValue {
  const all = groupsOf(config).map((group) => {
    if (group.isPreemptible === true) return true;
    const word = group.preemptibility ?? 'PREEMPTIBILITY_UNSPECIFIED';
    return word === 'PREEMPTIBILITY_UNSPECIFIED' ? group === config.secondaryWorkerConfig : kinds(word);
  });
  return all.includes(true) || (all.find(isMissingValue) ?? false);
}

/** Groups with machines in them. */
function groupsOf({ masterConfig, workerConfig, secondaryWorkerConfig }: ClusterConfig): InstanceGroup[] {
  return [masterConfig, workerConfig, secondaryWorkerConfig].filter(
    (one): one is InstanceGroup => (one?.numInstances ?? 0) > 0,
  );
}

/** Minutes without a job until it stops or is deleted; null: never. */
export function idleMinutes({ lifecycleConfig }: ClusterConfig): number | null | MissingValue {
  const set = [lifecycleConfig?.idleDeleteTtl, lifecycleConfig?.idleStopTtl].filter((one) => one !== undefined);
  const minutes = set.map(minutesOf);
  const strange = minutes.find(isMissingValue);
  return strange ?? (minutes.length === 0 ? null : Math.min(...(minutes as number[]))); // none is missing
}
