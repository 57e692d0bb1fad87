import { expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf, testScope } from '../testing/map.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { deployments } from './deployment.ts';

const endpoint = 'projects/imaging-train/locations/europe-west4/endpoints/7';
const uid = `//aiplatform.googleapis.com/${endpoint}/deployedModels/2`;
const digest = 'a'.repeat(64);
const model: JsonObject = {
  id: '2',
  displayName: 'triage-v2',
  model: 'projects/111/locations/europe-west4/models/5',
  modelVersionId: '4',
  serviceAccount: 'serve@imaging-train.iam.gserviceaccount.com',
  createTime: '2026-03-12T03:32:11Z',
  status: { lastUpdateTime: '2026-03-13T00:00:00Z' },
};
const answers = {
  'endpoints.get': {
    name: endpoint,
    labels: { owner: 'imaging' },
    encryptionSpec: { kmsKeyName: 'projects/imaging-train/locations/europe-west4/keyRings/r/cryptoKeys/k' },
    network: 'projects/111/global/networks/n',
    deployedModels: [{ id: '1', serviceAccount: 'wrong@x.iam.gserviceaccount.com' }, model],
  },
  'models.get': {
    name: 'projects/111/locations/europe-west4/models/5@4',
    artifactUri: 'gs://imaging-models/triage/4/',
    containerSpec: {
      imageUri: `europe-west4-docker.pkg.dev/imaging-train/serving/triage@sha256:${digest}`,
      env: [{ name: 'MODE', value: 'prod' }],
    },
    explanationSpec: { parameters: {} },
  },
  'deploymentResourcePools.get': { name: 'p', serviceAccount: 'pool@imaging-train.iam.gserviceaccount.com' },
};
const given = { item: { name: endpoint, id: '2' }, reads: answers };
const at = (pointer: string) => `endpoints.get#/deployedModels/1${pointer}`;
const account = (email: string) => `//iam.googleapis.com/projects/imaging-train/serviceAccounts/${email}`;

const repository = (project: string, location: string, name: string) =>
  `//artifactregistry.googleapis.com/projects/${project}/locations/${location}/repositories/${name}`;
const images = (
  [
    ['us-docker.pkg.dev/imaging-train/serving/triage:2', 'own', [repository('imaging-train', 'us', 'serving')]],
    ['eu.gcr.io/imaging-train/triage:2', 'own', [repository('imaging-train', 'europe', 'eu.gcr.io')]],
    ['gcr.io/imaging-serve/triage', 'own', [repository('imaging-serve', 'us', 'gcr.io')]],
    ['us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-5:latest', 'provider', []],
    ['gcr.io/google.com/cloudsdktool/cloud-sdk:slim', 'provider', []],
    ['docker.io/someone/model', 'public', []],
    ['europe-docker.pkg.dev/stranger/r/i', 'missing: out-of-scope', [repository('stranger', 'europe', 'r')]],
  ] as [string, string, string[]][]
).map(
  ([ref, registry, repositories]): Change => [
    'models.get#/containerSpec/imageUri',
    ref,
    { images: [{ ref, pinned: false, registry }], '->repositories': repositories },
  ],
);

contract(deployments, given);
changesTable(deployments, given, [
  ['endpoints.get#/labels', undefined, { owner: '', tags: {} }],
  [
    'endpoints.get#/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] },
  ],
  ['endpoints.get#/network', undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  [at('/serviceAccount'), undefined, { runsAs: 'none', '->principals': [] }],
  [
    at('/serviceAccount'),
    'a@imaging-train.iam.gserviceaccount.com',
    { '->principals': [account('a@imaging-train.iam.gserviceaccount.com')] },
  ],
  [
    at('/serviceAccount'),
    '111-compute@developer.gserviceaccount.com',
    { runsAs: 'default', '->principals': [account('111-compute@developer.gserviceaccount.com')] },
  ],
  [
    at('/sharedResources'),
    'projects/111/locations/europe-west4/deploymentResourcePools/p',
    { '->principals': [account('pool@imaging-train.iam.gserviceaccount.com')] },
  ],
  [at('/disableExplanations'), true, { explained: false }],
  [at('/explanationSpec'), {}, {}],
  [at('/createTime'), undefined, { createdAt: 'missing: not-returned' }],
  [at('/status'), undefined, { modifiedAt: 'missing: not-returned' }],
  [
    at('/modelVersionId'),
    '5',
    { '->versions': ['//aiplatform.googleapis.com/projects/imaging-train/locations/europe-west4/models/5@5'] },
  ],
  ['models.get#/explanationSpec', undefined, { explained: false }],
  ['models.get#/artifactUri', undefined, { artifacts: [], '->buckets': [] }],
  [
    'models.get#/artifactUri',
    'gs://b/m.pkl#17',
    {
      artifacts: [{ uri: 'gs://b/m.pkl#17', pinned: true, format: 'pkl' }],
      '->buckets': ['//storage.googleapis.com/b'],
    },
  ],
  ['models.get#/containerSpec', undefined, { images: [], '->repositories': [] }],
  ['models.get#/containerSpec/env/0', { name: 'DB_PASSWORD', value: 'hunter2' }, { plainSecrets: 1 }],
  ['models.get#/containerSpec/args', ['--api-key', 'abcdef1234567890'], { plainSecrets: 1 }],
  ...images,
]);

it('is found by the uid that its endpoint links to', () => {
  const found = deployments.refer?.(uid, testScope);
  if (!found || isMissingValue(found)) throw new Error('it should be found');
  expect(found).toEqual({ scope: { account: 'imaging-train', region: 'europe-west4' }, item: given.item });
  expect(resourceOf(deployments, { ...given, item: found.item }).uid).toBe(uid);
});

it('says where in the endpoint it was read', () => {
  const { facts } = resourceOf(deployments, given);
  expect(facts.runsAs?.from.map((one) => one.pointer)).toContain('/deployedModels/1/serviceAccount');
});

it('that is gone since is not known', () => {
  const plain = plainOf(resourceOf(deployments, { ...given, item: { name: endpoint, id: '9' } }));
  expect([plain.runsAs, plain['->versions'], plain.createdAt]).toEqual(Array(3).fill('missing: not-returned'));
});
