import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { changesTable } from '../testing/table.ts';
import { endpoints } from './endpoint.ts';

const name = 'projects/111/locations/europe-west4/endpoints/7';
const uid = '//aiplatform.googleapis.com/projects/imaging-train/locations/europe-west4';
const key = 'projects/imaging-train/locations/europe-west4/keyRings/r/cryptoKeys/k';
const item: JsonObject = {
  name,
  displayName: 'triage',
  labels: { owner: 'imaging', 'data-class': 'phi' },
  createTime: '2026-03-12T03:30:42.036373Z',
  updateTime: '2026-03-12T03:51:47.191152Z',
  encryptionSpec: { kmsKeyName: key },
  deployedModels: [
    {
      id: '1',
      displayName: 'triage-v2',
      model: 'projects/111/locations/europe-west4/models/5',
      modelVersionId: '2',
      dedicatedResources: { minReplicaCount: 2, maxReplicaCount: 4 },
      enableAccessLogging: true,
    },
  ],
  trafficSplit: { '1': 100 },
  predictRequestResponseLoggingConfig: {
    enabled: true,
    samplingRate: 1,
    bigqueryDestination: { outputUri: 'bq://imaging-train.serving.requests' },
  },
};
const given = {
  item,
  reads: {
    'datasets.get': { id: 'imaging-train:serving', defaultEncryptionConfiguration: { kmsKeyName: key } },
    'modelDeploymentMonitoringJobs.get': {
      name: 'n',
      state: 'JOB_STATE_RUNNING',
      loggingSamplingStrategy: { randomSampleConfig: { sampleRate: 0.2 } },
    },
    'deploymentResourcePools.get': { name: 'n', dedicatedResources: { minReplicaCount: 1, maxReplicaCount: 3 } },
    'servicePerimeters.list': { servicePerimeters: [] },
    'projects.getIamPolicy': { etag: 'e', auditConfigs: [] },
  },
};
const audited = [{ service: 'allServices', auditLogConfigs: [{ logType: 'DATA_READ' }] }];
const pool = 'projects/111/locations/europe-west4/deploymentResourcePools/p';

contract(endpoints, given);
changesTable(endpoints, given, [
  ['/displayName', '', { name: '7' }],
  ['/labels', undefined, { tags: {}, owner: '', dataClass: '' }],
  ['/labels/owner', 'x', { tags: { owner: 'x', 'data-class': 'phi' }, owner: 'x' }],
  ['/createTime', undefined, { createdAt: 'missing: not-returned' }],
  ['/updateTime', '2026-05-01T00:00:00Z', { modifiedAt: '2026-05-01T00:00:00Z' }],
  [
    '/encryptionSpec',
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'capture', key: 'customer' },
      ],
    },
  ],
  [
    'datasets.get#/defaultEncryptionConfiguration',
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'provider' },
      ],
    },
  ],
  ['/network', 'projects/111/global/networks/n', { publicAccess: 'private' }],
  ['/network', '', {}],
  ['/privateServiceConnectConfig', { enablePrivateServiceConnect: true }, { publicAccess: 'private' }],
  ['/privateServiceConnectConfig', { projectAllowlist: ['x'] }, {}],
  ['/enablePrivateServiceConnect', true, { publicAccess: 'private' }],
  ['/dedicatedEndpointEnabled', true, { publicAccess: 'open' }],
  ['/dedicatedEndpointEnabled', false, {}],
  [
    '/trafficSplit',
    undefined,
    { variants: [{ name: 'triage-v2', trafficPercent: 0, minReplicas: 2, serverless: false, shadow: false }] },
  ],
  [
    '/trafficSplit/1',
    40,
    { variants: [{ name: 'triage-v2', trafficPercent: 40, minReplicas: 2, serverless: false, shadow: false }] },
  ],
  [
    '/deployedModels',
    undefined,
    {
      variants: [],
      state: 'stopped',
      stores: [{ name: 'capture', key: 'customer' }],
      autoscaled: 'missing: not-supported',
      appLogged: 'missing: not-supported',
      accessLogged: false,
      '->deployments': [],
      '->versions': [],
    },
  ],
  [
    '/deployedModels/0/displayName',
    undefined,
    { variants: [{ name: '1', trafficPercent: 100, minReplicas: 2, serverless: false, shadow: false }] },
  ],
  [
    '/deployedModels/0/dedicatedResources/minReplicaCount',
    undefined,
    { variants: [{ name: 'triage-v2', trafficPercent: 100, minReplicas: 0, serverless: false, shadow: false }] },
  ],
  ['/deployedModels/0/dedicatedResources/maxReplicaCount', 2, { autoscaled: false }],
  ['/deployedModels/0/dedicatedResources/maxReplicaCount', undefined, { autoscaled: false }],
  [
    '/deployedModels/0/sharedResources',
    pool,
    { variants: [{ name: 'triage-v2', trafficPercent: 100, minReplicas: 1, serverless: false, shadow: false }] },
  ],
  ['/deployedModels/0/enableAccessLogging', undefined, { accessLogged: false }],
  ['/deployedModels/0/enableAccessLogging', false, { accessLogged: false }],
  ['/deployedModels/0/disableContainerLogging', true, { appLogged: false }],
  ['/deployedModels/0/disableContainerLogging', false, {}],
  ['/deployedModels/0/modelVersionId', '3', { '->versions': [`${uid}/models/5@3`] }],
  ['/deployedModels/0/modelVersionId', undefined, { '->versions': ['missing: not-returned'] }],
  [
    '/deployedModels/0/model',
    'projects/222/locations/us-central1/models/9@golden',
    { '->versions': ['//aiplatform.googleapis.com/projects/imaging-serve/locations/us-central1/models/9@2'] },
  ],
  ['/deployedModels/0/model', undefined, { '->versions': ['missing: not-returned'] }],
  [
    '/deployedModels/0/id',
    undefined,
    {
      '->deployments': ['missing: not-returned'],
      variants: [{ name: 'triage-v2', trafficPercent: 0, minReplicas: 2, serverless: false, shadow: false }],
    },
  ],
  ['/predictRequestResponseLoggingConfig/samplingRate', 0.4, { capture: 'sampled', samplePercent: 40 }],
  ['/predictRequestResponseLoggingConfig/samplingRate', 0.001, { capture: 'sampled', samplePercent: 1 }],
  [
    '/predictRequestResponseLoggingConfig/samplingRate',
    undefined,
    { capture: 'missing: not-returned', samplePercent: 'missing: not-returned' },
  ],
  [
    '/predictRequestResponseLoggingConfig/enabled',
    undefined,
    { capture: 'off', samplePercent: 0, stores: [{ name: 'volume', key: 'customer' }], '->captureBuckets': [] },
  ],
  [
    '/predictRequestResponseLoggingConfig',
    undefined,
    { capture: 'off', samplePercent: 0, stores: [{ name: 'volume', key: 'customer' }], '->captureBuckets': [] },
  ],
  [
    '/predictRequestResponseLoggingConfig/bigqueryDestination/outputUri',
    'bq://imaging-train',
    {
      keyAtRest: 'missing: not-returned',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'missing: not-returned' },
      ],
      '->captureBuckets': [],
      '->keys': [`//cloudkms.googleapis.com/${key}`, 'missing: not-returned'],
    },
  ],
  ['projects.getIamPolicy#/auditConfigs', audited, {}],
  ['/modelDeploymentMonitoringJob', 'projects/111/locations/europe-west4/modelDeploymentMonitoringJobs/3', {}],
]);

const bare = { ...item, deployedModels: [{ ...(item.deployedModels as JsonObject[])[0], enableAccessLogging: false }] }; // as above
delete (bare as JsonObject).predictRequestResponseLoggingConfig;
const watched = {
  ...given,
  item: {
    ...bare,
    dedicatedEndpointEnabled: true,
    modelDeploymentMonitoringJob: 'projects/111/locations/europe-west4/modelDeploymentMonitoringJobs/3',
  },
};
changesTable(endpoints, watched, [
  ['/modelDeploymentMonitoringJob', undefined, { capture: 'off', samplePercent: 0 }],
  ['modelDeploymentMonitoringJobs.get#/state', 'JOB_STATE_PAUSED', { capture: 'off', samplePercent: 0 }],
  [
    'modelDeploymentMonitoringJobs.get#/loggingSamplingStrategy/randomSampleConfig/sampleRate',
    1,
    { capture: 'all', samplePercent: 100 },
  ],
  ['projects.getIamPolicy#/auditConfigs', audited, { accessLogged: true }],
  [
    'servicePerimeters.list#/servicePerimeters',
    [{ name: 'x', status: { resources: ['projects/111'], restrictedServices: ['aiplatform.googleapis.com'] } }],
    { publicAccess: 'filtered' },
  ],
]);

const shared = {
  ...given,
  item: {
    ...item,
    deployedModels: [
      {
        id: '1',
        displayName: 'a',
        model: 'projects/111/locations/europe-west4/models/5',
        modelVersionId: '2',
        sharedResources: pool,
      },
    ],
  },
};
contract(endpoints, shared);
changesTable(endpoints, shared, [
  ['deploymentResourcePools.get#/disableContainerLogging', true, { appLogged: false }],
  ['deploymentResourcePools.get#/dedicatedResources/maxReplicaCount', 1, { autoscaled: false }],
]);
