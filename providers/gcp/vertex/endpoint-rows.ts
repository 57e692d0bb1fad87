import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import type { DeployedModel, DeploymentResourcePool, Endpoint, MonitoringJob, Replicas } from './answers.ts';

export const read = answersOf<{
  'endpoints.list': Endpoint;
  'deploymentResourcePools.get': DeploymentResourcePool;
  'modelDeploymentMonitoringJobs.get': MonitoringJob;
}>('aiplatform');

export const models = derive([read.raw('endpoints.list', '/deployedModels')], (list) => list ?? []);

/** Machines that deployed models share, by name. */
export const poolsRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'deploymentResourcePools.get',
  permission: 'aiplatform.deploymentResourcePools.get',
  memo: true,
  expects: 'name',
  each: (_item, got) => {
    const { value } = models.map(got);
    return isMissingValue(value) ? [] : [...new Set(value.flatMap((one) => one.sharedResources ?? []))];
  },
  input: (_item, _got, name) => ({ name }),
};
const poolReplicas = read.each('deploymentResourcePools.get', '/dedicatedResources');
const poolSilence = read.each('deploymentResourcePools.get', '/disableContainerLogging');

/** Left out is zero: the deployment may shrink to nothing. */
function replicasOf(
  model: DeployedModel,
  pools: ReadonlyMap<string, Replicas | undefined | MissingValue> | MissingValue,
): Replicas | MissingValue {
  if (model.sharedResources === undefined) return model.dedicatedResources ?? model.automaticResources ?? {};
  if (isMissingValue(pools)) return pools;
  return pools.get(model.sharedResources) ?? missing('the shared machines were not read');
}

export const variants = deriveSome(
  [models, read.raw('endpoints.list', '/trafficSplit'), poolReplicas],
  (list, split, pools) => {
    if (isMissingValue(list)) return list;
    return list.map((one) => {
      const replicas = replicasOf(one, pools);
      return {
        name: one.displayName || (one.id ?? ''),
        // A model that the map does not name gets no requests.
        trafficPercent: isMissingValue(split) ? split : (split?.[one.id ?? ''] ?? 0),
        minReplicas: isMissingValue(replicas) ? replicas : (replicas.minReplicaCount ?? 0),
        serverless: false,
        shadow: false,
      };
    });
  },
);

/**
 * Whether all of its machines follow the load: with more at most than at least, Vertex AI scales by CPU use where no
 * metric is named.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/predictions/autoscaling
 */
export const autoscaled: Spec<boolean> = deriveSome([models, poolReplicas], (list, pools) => {
  if (isMissingValue(list)) return list;
  if (list.length === 0) return missing('no model is deployed', 'not-supported');
  const each = list.map((one): boolean | MissingValue => {
    const replicas = replicasOf(one, pools);
    if (isMissingValue(replicas)) return replicas;
    // Without a largest number, dedicated machines stay as many as they are at least; others have no bound.
    const most = replicas.maxReplicaCount;
    if (most === undefined) return one.automaticResources !== undefined && one.sharedResources === undefined;
    return most > (replicas.minReplicaCount ?? 0);
  });
  return each.includes(false) ? false : (each.find(isMissingValue) ?? true);
});

/** Every deployed model writes its calls to Cloud Logging. */
export const callsLogged: Spec<boolean> = derive(
  [models],
  (list) => list.length > 0 && list.every((one) => one.enableAccessLogging === true),
);

/** Output of containers is kept unless that is turned off. */
export const outputLogged: Spec<boolean> = deriveSome([models, poolSilence], (list, pools) => {
  if (isMissingValue(list)) return list;
  if (list.length === 0) return missing('no model is deployed', 'not-supported');
  const each = list.map((one): boolean | MissingValue => {
    if (one.sharedResources === undefined) return one.disableContainerLogging !== true;
    if (isMissingValue(pools)) return pools;
    const silent = pools.get(one.sharedResources);
    return isMissingValue(silent) ? silent : silent !== true;
  });
  return each.includes(false) ? false : (each.find(isMissingValue) ?? true);
});

export const monitoringJobRead: ReadSpec = {
  service: 'aiplatform',
  operation: 'modelDeploymentMonitoringJobs.get',
  permission: 'aiplatform.modelDeploymentMonitoringJobs.get',
  memo: true,
  expects: 'name',
  input: (_item, got) => {
    const name = read.raw('endpoints.list', '/modelDeploymentMonitoringJob').map(got).value;
    return typeof name === 'string' && name !== '' ? { name } : null;
  },
};

/** Percent of the requests that the endpoint itself writes to BigQuery. */
const ownPercent: Spec<number> = derive(
  [read.raw('endpoints.list', '/predictRequestResponseLoggingConfig')],
  (config) => (config?.enabled === true ? percentOf(config.samplingRate) : 0),
);

/** Percent that a monitoring job keeps, while it runs. */
const monitorPercent: Spec<number> = derive(
  [
    read.raw('modelDeploymentMonitoringJobs.get', '/state'),
    read.raw('modelDeploymentMonitoringJobs.get', '/loggingSamplingStrategy/randomSampleConfig/sampleRate'),
  ],
  (state, rate) => (state === 'JOB_STATE_RUNNING' ? percentOf(rate) : 0),
);

export const samplePercent: Spec<number> = deriveSome([ownPercent, monitorPercent], (own, monitor) => {
  if (own === 100 || isMissingValue(own)) return own;
  return isMissingValue(monitor) ? monitor : Math.max(own, monitor);
});

export const capture = deriveSome([ownPercent, samplePercent], (own, percent) => {
  if (!isMissingValue(own) && own > 0) return own === 100 ? ('all' as const) : ('sampled' as const);
  if (isMissingValue(percent)) return percent;
  return percent === 100 ? ('all' as const) : percent > 0 ? ('sampled' as const) : ('off' as const);
});

/** What is sampled at all is at least one percent. A rate that is left out is none that the API allows. */
function percentOf(rate: number | undefined): number | MissingValue {
  if (rate === undefined) return missing('the share is not told');
  return rate <= 0 ? 0 : Math.min(100, Math.max(1, Math.round(rate * 100)));
}
