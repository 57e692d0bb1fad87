import type { JsonObject } from '../../../model/json.ts';
import { domain, type GcpPlace, projects } from './make.ts';

/**
 * Machines of imaging-train: a cluster that prepares images by night, one that a visitor left running, and a pool of GPUs
 * for the jobs of the team.
 */
export function trainClusters({ ago, key, account, make, list }: GcpPlace): Record<string, JsonObject[]> {
  const { id } = projects.train;
  const compute = `https://www.googleapis.com/compute/v1/projects/${id}`;
  const cluster = (clusterName: string, made: number, config: JsonObject, labels: JsonObject = {}): JsonObject => ({
    projectId: id,
    clusterName,
    labels: { ...labels, 'goog-dataproc-cluster-name': clusterName, 'goog-dataproc-location': 'europe-west4' },
    status: { state: 'RUNNING', stateStartTime: ago(made - 0.01) },
    statusHistory: [{ state: 'CREATING', stateStartTime: ago(made) }],
    config,
  });
  const serverless = {
    serviceAccount: account('pipelines'),
    subnetworkUri: `${compute}/regions/europe-west4/subnetworks/imaging-ml`,
    networkTags: ['imaging-batch'],
    kmsKey: key('phi'),
  };
  const machines = (numInstances: number) => ({ numInstances, preemptibility: 'NON_PREEMPTIBLE' });
  return {
    [list('persistentResources')]: [
      make('persistentResources', 'gpu-pool', {
        name: 'gpu-pool',
        made: 95,
        key: key('phi'),
        labels: { owner: 'imaging-ai' },
        more: {
          state: 'RUNNING',
          network: `projects/${projects.train.number}/global/networks/imaging`,
          resourcePools: [
            { id: 'a100', replicaCount: '2', autoscalingSpec: { minReplicaCount: '1', maxReplicaCount: '4' } },
          ],
          resourceRuntimeSpec: { serviceAccountSpec: { enableCustomServiceAccount: true } },
        },
      }),
    ],
    'dataproc/locations/europe-west4/batches': [
      {
        name: `projects/${id}/locations/europe-west4/batches/tile-statistics`,
        createTime: ago(2),
        state: 'SUCCEEDED',
        stateTime: ago(1.9),
        stateHistory: [
          { state: 'PENDING', stateStartTime: ago(2) },
          { state: 'RUNNING', stateStartTime: ago(1.99) },
        ],
        labels: { owner: 'imaging-ml' },
        runtimeConfig: { version: '2.2' },
        environmentConfig: {
          executionConfig: { ...serverless, ttl: '7200s' },
        },
        pysparkBatch: { mainPythonFileUri: 'gs://hvh-dataproc-staging/tiles.py', args: ['--month=2026-10'] },
      },
    ],
    'dataproc/locations/europe-west4/sessions': [
      {
        name: `projects/${id}/locations/europe-west4/sessions/slide-review`,
        createTime: ago(0.2),
        state: 'ACTIVE',
        stateTime: ago(0.19),
        user: `m.okafor@${domain}`,
        labels: { owner: 'imaging-ml' },
        runtimeConfig: { version: '2.3' },
        environmentConfig: {
          executionConfig: { ...serverless, idleTtl: '43200s', stagingBucket: 'hvh-dataproc-staging' },
        },
      },
    ],
    'dataproc/regions/europe-west4/clusters': [
      cluster(
        'image-prep',
        3,
        {
          configBucket: 'hvh-dataproc-staging',
          gceClusterConfig: {
            subnetworkUri: `${compute}/regions/europe-west4/subnetworks/imaging-ml`,
            internalIpOnly: true,
            serviceAccount: account('pipelines'),
            tags: ['imaging-batch'],
          },
          masterConfig: machines(1),
          workerConfig: machines(2),
          softwareConfig: { imageVersion: '2.2.84-debian12' },
          encryptionConfig: { gcePdKmsKeyName: key('phi') },
          lifecycleConfig: { idleDeleteTtl: '3600s' },
          endpointConfig: {},
        },
        { owner: 'imaging-ml' },
      ),
      cluster('slide-statistics', 210, {
        configBucket: 'hvh-dataproc-staging',
        gceClusterConfig: {
          networkUri: `${compute}/global/networks/imaging`,
          metadata: { PACKAGES: 'openslide', DB_PASSWORD: 'slides-2026-secret' },
        },
        masterConfig: machines(1),
        workerConfig: machines(4),
        softwareConfig: { imageVersion: '2.0.41-debian10', properties: { 'spark:spark.executor.cores': '2' } },
        initializationActions: [{ executableFile: 'gs://hvh-dataproc-staging/setup.sh' }],
        endpointConfig: { enableHttpPortAccess: true },
      }),
    ],
  };
}
