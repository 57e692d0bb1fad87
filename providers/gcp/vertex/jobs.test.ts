import { describe, expect, it } from 'vitest';
import { account, described, key, keyUid, ours, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { batchPredictionJobs } from './batch-prediction-job.ts';
import { customJobs, hyperparameterTuningJobs } from './custom-job.ts';
import { trainingPipelines } from './training-pipeline.ts';
import { tuningJobs } from './tuning-job.ts';

const digest = `@sha256:${'b'.repeat(64)}`;
const train = 'train@imaging-train.iam.gserviceaccount.com';
const spec = {
  workerPoolSpecs: [
    {
      replicaCount: '1',
      containerSpec: {
        imageUri: `europe-west4-docker.pkg.dev/imaging-train/train/triage${digest}`,
        args: ['--epochs', '10'],
        env: [{ name: 'MODE', value: 'full' }],
      },
    },
  ],
  serviceAccount: train,
  network: 'projects/111/global/networks/n',
  scheduling: { timeout: '7200s', strategy: 'SPOT' },
  baseOutputDirectory: { outputUriPrefix: 'gs://imaging-models/triage' },
};
const job = { state: 'JOB_STATE_SUCCEEDED', startTime: '2026-03-12T03:31:00Z' };
const custom = {
  item: described('customJobs', { ...job, jobSpec: spec }),
  reads: { 'servicePerimeters.list': { servicePerimeters: [] } },
};
const pool = '/jobSpec/workerPoolSpecs/0';
const images = (ref: string, pinned: boolean, registry: string) => [{ ref, pinned, registry }];

contract(customJobs, custom);
changesTable(customJobs, custom, [
  ['/state', 'JOB_STATE_FAILED', { state: 'failed', outcome: 'failed' }],
  ['/state', 'JOB_STATE_RUNNING', { state: 'active', outcome: 'running' }],
  ['/state', 'JOB_STATE_QUEUED', { state: 'pending', outcome: 'running' }],
  ['/state', 'JOB_STATE_CANCELLED', { outcome: 'stopped' }],
  ['/state', 'JOB_STATE_EXPIRED', { state: 'failed', outcome: 'failed' }],
  ['/state', 'JOB_STATE_PARTIALLY_SUCCEEDED', { outcome: 'failed' }],
  ['/state', 'JOB_STATE_NEW', { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
  ['/state', undefined, { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
  ['/startTime', undefined, { startedAt: 'missing: not-returned' }],
  [
    '/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  ['/jobSpec/serviceAccount', undefined, { runsAs: 'default', '->principals': 'missing: not-exposed' }],
  ['/jobSpec/network', undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  ['/jobSpec/pscInterfaceConfig', { networkAttachment: 'a' }, {}],
  ['/jobSpec/enableWebAccess', true, { shell: 'brokered' }],
  ['/jobSpec/enableDashboardAccess', true, { shell: 'brokered' }],
  ['/jobSpec/enableWebAccess', false, {}],
  ['/jobSpec/scheduling/timeout', undefined, { maxMinutes: 10080 }],
  ['/jobSpec/scheduling/timeout', '90.5s', { maxMinutes: 2 }],
  ['/jobSpec/scheduling/timeout', 'long', { maxMinutes: 'missing: not-returned' }],
  ['/jobSpec/scheduling/strategy', undefined, { interruptible: false }],
  ['/jobSpec/scheduling', undefined, { interruptible: false, maxMinutes: 10080 }],
  ['/jobSpec/baseOutputDirectory', undefined, { '->outputs': [] }],
  ['/jobSpec/persistentResourceId', 'pool', { '->computes': [`${ours}/persistentResources/pool`] }],
  ['/jobSpec/experimentRun', `${parent}/metadataStores/default/contexts/e-r`, { '->runs': 'missing: out-of-scope' }],
  [`${pool}/replicaCount`, '4', { nodeTraffic: 'missing: not-supported' }],
  [`${pool}/containerSpec/args`, ['--password', 'hunter2'], { plainSecrets: 1 }],
  [`${pool}/containerSpec/env/0`, { name: 'API_KEY', value: 'abcdef1234567890' }, { plainSecrets: 1 }],
  [
    `${pool}/containerSpec/imageUri`,
    'docker.io/x/y',
    { images: images('docker.io/x/y', false, 'public'), '->repositories': [] },
  ],
  [
    'servicePerimeters.list#/servicePerimeters',
    [{ status: { resources: ['projects/111'], restrictedServices: ['aiplatform.googleapis.com'] } }],
    { egress: 'customer-network' },
  ],
]);

describe('a custom job', () => {
  it('is mapped whole', () => {
    expect(plainOf(resourceOf(customJobs, custom))).toMatchObject({
      uid: `${ours}/customJobs/7`,
      purpose: 'train',
      egress: 'internet',
      network: 'customer',
      runsAs: 'own',
      '->principals': [account(train)],
      '->keys': [keyUid],
      '->outputs': ['//storage.googleapis.com/imaging-models'],
      maxMinutes: 120,
      nodeTraffic: 'single-node',
      inputs: 'missing: not-exposed',
      '->datasets': 'missing: not-exposed',
    });
  });
  it('may run a Python package, with secrets in its arguments', () => {
    const packaged = {
      pythonPackageSpec: {
        executorImageUri: 'us-docker.pkg.dev/vertex-ai/training/pytorch-gpu.2-1:latest',
        packageUris: ['gs://imaging-code/trainer-1.0.tar.gz'],
        args: ['--token=ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
      },
    };
    const item = described('customJobs', { ...job, jobSpec: { ...spec, workerPoolSpecs: [packaged] } });
    expect(plainOf(resourceOf(customJobs, { item }))).toMatchObject({
      plainSecrets: 1,
      images: images('us-docker.pkg.dev/vertex-ai/training/pytorch-gpu.2-1:latest', false, 'provider'),
      artifacts: [{ uri: 'gs://imaging-code/trainer-1.0.tar.gz', pinned: false, format: 'gz' }],
      '->buckets': ['//storage.googleapis.com/imaging-code'],
    });
  });
  it('that tunes keeps its specification elsewhere', () => {
    const item = described('hyperparameterTuningJobs', { ...job, trialJobSpec: { ...spec, serviceAccount: '' } });
    expect(plainOf(resourceOf(hyperparameterTuningJobs, { item }))).toMatchObject({
      purpose: 'tune',
      runsAs: 'default',
    });
  });
});

const pipeline = {
  item: described('trainingPipelines', {
    state: 'PIPELINE_STATE_SUCCEEDED',
    startTime: '2026-03-12T03:31:00Z',
    trainingTaskDefinition:
      'gs://google-cloud-aiplatform/schema/trainingjob/definition/automl_image_classification_1.0.0.yaml',
    inputDataConfig: { datasetId: '3', gcsDestination: { outputUriPrefix: 'gs://imaging-staging/x' } },
  }),
};
const definition = (name: string) => `gs://google-cloud-aiplatform/schema/trainingjob/definition/${name}`;
contract(trainingPipelines, pipeline);
changesTable(trainingPipelines, pipeline, [
  ['/trainingTaskDefinition', definition('custom_task_1.0.0.yaml'), { purpose: 'train' }],
  ['/trainingTaskDefinition', definition('hyperparameter_tuning_task_1.0.0.yaml'), { purpose: 'tune' }],
  ['/trainingTaskDefinition', definition('new_thing_1.0.0.yaml'), { purpose: 'missing: not-returned' }],
  ['/state', 'PIPELINE_STATE_FAILED', { state: 'failed', outcome: 'failed' }],
  ['/state', undefined, { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
  [
    '/inputDataConfig',
    undefined,
    { inputs: 'missing: not-exposed', '->datasets': 'missing: not-exposed', '->outputs': [] },
  ],
  [
    '/inputDataConfig/datasetId',
    '4',
    { inputs: [{ uri: `${parent}/datasets/4`, versioned: false }], '->datasets': [`${ours}/datasets/4`] },
  ],
]);

const tuning = {
  item: described('tuningJobs', {
    ...job,
    tunedModelDisplayName: 'letters',
    baseModel: 'gemini-2.5-flash',
    serviceAccount: train,
    supervisedTuningSpec: { trainingDatasetUri: 'gs://imaging-tuning/a.jsonl' },
  }),
};
contract(tuningJobs, tuning);
changesTable(tuningJobs, tuning, [
  ['/tunedModelDisplayName', undefined, { name: 'triage' }],
  ['/serviceAccount', undefined, { runsAs: 'default', '->principals': 'missing: not-exposed' }],
  [
    '/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'artifacts', key: 'provider' }], '->keys': [] },
  ],
  [
    '/supervisedTuningSpec/trainingDatasetUri',
    `${parent}/datasets/9`,
    { inputs: [{ uri: `${parent}/datasets/9`, versioned: false }], '->datasets': [`${ours}/datasets/9`] },
  ],
  [
    '/supervisedTuningSpec/trainingDatasetUri',
    'gs://b/a.jsonl#5',
    { inputs: [{ uri: 'gs://b/a.jsonl#5', versioned: true }] },
  ],
  [
    '/supervisedTuningSpec/validationDatasetUri',
    'gs://b/v.jsonl',
    {
      inputs: [
        { uri: 'gs://imaging-tuning/a.jsonl', versioned: false },
        { uri: 'gs://b/v.jsonl', versioned: false },
      ],
    },
  ],
]);

const batch = {
  item: described('batchPredictionJobs', {
    ...job,
    model: `${parent}/models/5`,
    modelVersionId: '2',
    serviceAccount: train,
    inputConfig: { gcsSource: { uris: ['gs://in/a.jsonl'] } },
    outputConfig: { gcsDestination: { outputUriPrefix: 'gs://out/x' } },
  }),
  reads: {
    'models.get': {
      name: `${parent}/models/5@2`,
      artifactUri: 'gs://imaging-models/5',
      containerSpec: { imageUri: 'docker.io/x/y', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] },
    },
  },
};
contract(batchPredictionJobs, batch);
changesTable(batchPredictionJobs, batch, [
  ['/serviceAccount', undefined, { runsAs: 'default', '->principals': 'missing: not-exposed' }],
  ['/encryptionSpec/kmsKeyName', `${key}/cryptoKeyVersions/2`, {}],
  [
    '/inputConfig',
    { bigquerySource: { inputUri: 'bq://imaging-train.d.t' } },
    { inputs: [{ uri: 'bq://imaging-train.d.t', versioned: false }] },
  ],
  [
    '/outputConfig',
    { bigqueryDestination: { outputUri: 'bq://imaging-train.d' } },
    { '->outputs': ['//bigquery.googleapis.com/projects/imaging-train/datasets/d'] },
  ],
  ['/outputConfig', undefined, { '->outputs': [] }],
  [
    '/model',
    'publishers/google/models/gemini-2.5-flash',
    { images: [], artifacts: [], plainSecrets: 0, '->buckets': [] },
  ],
  [
    '/unmanagedContainerModel',
    { containerSpec: { imageUri: 'ghcr.io/a/b' } },
    { images: images('ghcr.io/a/b', false, 'public'), plainSecrets: 0 },
  ],
  ['models.get#/containerSpec/env', undefined, { plainSecrets: 0 }],
  ['models.get#/artifactUri', undefined, { artifacts: [], '->buckets': [] }],
]);
