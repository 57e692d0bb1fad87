import type { GcpProject } from '../../gcp/estate.ts';
import { type GcpPlace, projects } from './make.ts';

/** The registry lies in imaging-train. */
export const registry = (id: string) => `projects/${projects.train.number}/locations/europe-west4/models/${id}`;

/** Endpoints, and what is predicted in bulk. */
export function serveEndpoints(place: GcpPlace, pilot: GcpPlace): GcpProject['resources'] {
  const { make, list, key, name, account, ago } = place;
  return {
    [list('endpoints')]: [
      make('endpoints', '3001', {
        name: 'triage-chest',
        made: 190,
        changed: 10,
        key: key('serving'),
        labels: { owner: 'imaging-ai', 'data-class': 'phi' },
        more: {
          privateServiceConnectConfig: { enablePrivateServiceConnect: true, projectAllowlist: ['clinical-network'] },
          predictRequestResponseLoggingConfig: {
            enabled: true,
            samplingRate: 1,
            bigqueryDestination: { outputUri: 'bq://imaging-serve.requests.triage_chest' },
          },
          modelDeploymentMonitoringJob: name('modelDeploymentMonitoringJobs/5001'),
          trafficSplit: { '71': 100 },
          deployedModels: [
            {
              id: '71',
              displayName: 'triage-chest-12',
              model: registry('9001'),
              modelVersionId: '12',
              serviceAccount: account('triage-serve'),
              enableAccessLogging: true,
              dedicatedResources: {
                machineSpec: { machineType: 'g2-standard-8' },
                minReplicaCount: 2,
                maxReplicaCount: 6,
              },
              createTime: ago(10),
              status: { lastUpdateTime: ago(10), availableReplicaCount: 2 },
            },
          ],
        },
      }),
      // Reachable from anywhere by a name of its own, one machine, nothing kept.
      make('endpoints', '3002', {
        name: 'derm-screening',
        made: 69,
        more: {
          dedicatedEndpointEnabled: true,
          dedicatedEndpointDns: '3002.europe-west4-611203344552.prediction.vertexai.goog',
          modelDeploymentMonitoringJob: name('modelDeploymentMonitoringJobs/5002'),
          trafficSplit: { '72': 100 },
          deployedModels: [
            {
              id: '72',
              displayName: 'derm-screening-3',
              model: registry('9002'),
              modelVersionId: '3',
              serviceAccount: `${projects.serve.number}-compute@developer.gserviceaccount.com`,
              disableContainerLogging: true,
              dedicatedResources: {
                machineSpec: { machineType: 'n1-standard-4' },
                minReplicaCount: 1,
                maxReplicaCount: 1,
              },
              createTime: ago(69),
              status: { lastUpdateTime: ago(69), availableReplicaCount: 1 },
            },
          ],
        },
      }),
      make('endpoints', '3003', {
        name: 'no-show-risk',
        made: 42,
        labels: { owner: 'flow' },
        more: {
          trafficSplit: { '73': 100 },
          deployedModels: [
            {
              id: '73',
              displayName: 'no-show-risk-2',
              model: registry('9003'),
              modelVersionId: '2',
              sharedResources: name('deploymentResourcePools/small'),
              createTime: ago(42),
              status: { lastUpdateTime: ago(42), availableReplicaCount: 1 },
            },
          ],
        },
      }),
    ],
    [list('deploymentResourcePools')]: [
      {
        name: name('deploymentResourcePools/small'),
        createTime: ago(100),
        serviceAccount: account('small-models'),
        dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1, maxReplicaCount: 3 },
      },
    ],
    [list('batchPredictionJobs')]: [
      make('batchPredictionJobs', '2201', {
        name: 'no-show-risk weekly',
        made: 2,
        labels: { owner: 'flow' },
        more: {
          state: 'JOB_STATE_SUCCEEDED',
          startTime: ago(2),
          endTime: ago(1.9),
          model: registry('9003'),
          modelVersionId: '2',
          inputConfig: {
            instancesFormat: 'bigquery',
            bigquerySource: { inputUri: 'bq://imaging-train.features.appointments' },
          },
          outputConfig: {
            predictionsFormat: 'bigquery',
            bigqueryDestination: { outputUri: 'bq://imaging-serve.requests' },
          },
        },
      }),
    ],
    // Where somebody looked for machines that were free: an endpoint with nothing on it.
    [pilot.list('endpoints')]: [pilot.make('endpoints', '3901', { name: 'pilot-gpu', made: 330 })],
    'bigquery/datasets': [
      {
        kind: 'bigquery#dataset',
        id: 'imaging-serve:requests',
        datasetReference: { projectId: 'imaging-serve', datasetId: 'requests' },
        location: 'europe-west4',
        access: [
          { role: 'OWNER', specialGroup: 'projectOwners' },
          { role: 'READER', userByEmail: 'j.mertens@radiology-partners.example' },
        ],
        maxTimeTravelHours: '168',
        creationTime: String(Date.parse(ago(300))),
        lastModifiedTime: String(Date.parse(ago(20))),
        defaultEncryptionConfiguration: { kmsKeyName: key('serving') },
      },
    ],
  };
}
