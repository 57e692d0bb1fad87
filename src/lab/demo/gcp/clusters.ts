import type { JsonObject } from '../../../model/json.ts';
import { type GcpPlace, projects } from './make.ts';

/** Clusters of imaging-train: one that prepares images by night, and one that a visitor left running. */
export function trainClusters({ ago, key, account }: GcpPlace): Record<string, JsonObject[]> {
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
  const machines = (numInstances: number) => ({ numInstances, preemptibility: 'NON_PREEMPTIBLE' });
  return {
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
