import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { described, ours, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf } from '../testing/map.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { models } from './model.ts';
import { modelVersions } from './model-version.ts';

const policy = (members: string[]): JsonObject => ({ etag: 'e', bindings: [{ role: 'roles/viewer', members }] });
const model = described('models', { versionId: '1' });
const given = {
  item: model,
  reads: {
    'models.versions': { models: [{ versionId: '1' }, { versionId: '2' }] },
    'projects.getIamPolicy': policy([
      'user:a@hospital.example',
      'serviceAccount:x@imaging-train.iam.gserviceaccount.com',
    ]),
    'organizations.get': { name: 'organizations/99', displayName: 'hospital.example' },
  },
};
const bindings = (members: string[]) => [{ role: 'roles/viewer', members }];

contract(models, given);
changesTable(models, given, [
  ['/description', undefined, { documents: [] }],
  ['/displayName', undefined, { name: '7' }],
  ['models.versions#/models', [{ versionId: '1' }], { versions: 1 }],
  ['models.versions#/models', [], { versions: 'missing: not-returned' }],
  ['projects.getIamPolicy#/bindings', undefined, {}],
  ['projects.getIamPolicy#/bindings', bindings(['allUsers']), { sharedWith: 'everyone', outsiders: ['allUsers'] }],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['user:x@gmail.com']),
    { sharedWith: 'outside', outsiders: ['user:x@gmail.com'] },
  ],
  ['projects.getIamPolicy#/bindings', bindings(['group:all@hospital.example', 'domain:hospital.example']), {}],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['serviceAccount:x@imaging-serve.iam.gserviceaccount.com']),
    { sharedWith: 'organization' },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['serviceAccount:222-compute@developer.gserviceaccount.com']),
    { sharedWith: 'organization' },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['serviceAccount:service-111@gcp-sa-aiplatform.iam.gserviceaccount.com']),
    {},
  ],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['serviceAccount:x@stranger.iam.gserviceaccount.com']),
    { sharedWith: 'missing: out-of-scope', outsiders: 'missing: out-of-scope' },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['principalSet://iam.googleapis.com/projects/111/locations/global/workloadIdentityPools/p/*']),
    // Its providers decide who signs in.
    { sharedWith: 'missing: not-exposed', outsiders: 'missing: not-exposed' },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bindings([
      'principal://iam.googleapis.com/projects/111/locations/global/workloadIdentityPools/imaging-train.svc.id.goog/subject/ns/a/sa/b',
    ]),
    {},
  ],
  ...(
    [
      ['folders/55', { sharedWith: 'organization' }],
      ['folders/66', { sharedWith: 'missing: out-of-scope', outsiders: 'missing: out-of-scope' }],
    ] as const
  ).map(
    ([place, expected]): Change => [
      'projects.getIamPolicy#/bindings',
      bindings([`principalSet://cloudresourcemanager.googleapis.com/${place}/type/ServiceAccount`]),
      expected,
    ],
  ),
  ['projects.getIamPolicy#/bindings', bindings(['deleted:user:x@gmail.com?uid=1']), {}],
  [
    'projects.getIamPolicy#/bindings',
    bindings(['somethingNew:x']),
    { sharedWith: 'missing: out-of-scope', outsiders: 'missing: out-of-scope' },
  ],
  // Without its domain nobody can tell whose people these are.
  [
    'organizations.get#/displayName',
    undefined,
    { sharedWith: 'missing: out-of-scope', outsiders: 'missing: out-of-scope' },
  ],
]);

const version = described('models', {
  versionId: '2',
  versionAliases: ['default', 'prod'],
  versionCreateTime: '2026-04-01T00:00:00Z',
  versionUpdateTime: '2026-04-02T00:00:00Z',
  versionDescription: 'Trained on the March cohort',
  artifactUri: 'gs://imaging-models/triage/2',
  containerSpec: { imageUri: 'europe-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest' },
  predictSchemata: { instanceSchemaUri: 'gs://s/i.yaml', predictionSchemaUri: 'gs://s/p.yaml' },
  modelSourceInfo: { sourceType: 'CUSTOM' },
  trainingPipeline: `${parent}/trainingPipelines/5`,
  labels: { owner: 'imaging', approval: 'approved' },
});
const versionGiven = {
  item: version,
  reads: {
    'models.evaluations.list': {
      modelEvaluations: [{ metricsSchemaUri: 'gs://m.yaml', biasConfigs: {}, modelExplanation: {} }],
    },
    'trainingPipelines.get': { name: 'n', inputDataConfig: { datasetId: '3' } },
  },
};

contract(modelVersions, versionGiven);
changesTable(modelVersions, versionGiven, [
  ['/versionAliases', ['default'], { stage: 'none' }],
  ['/versionAliases', ['staging'], { stage: 'staging' }],
  ['/versionAliases', undefined, { stage: 'none' }],
  [
    '/labels/approval',
    'rejected',
    { approval: 'rejected', approvedBy: '', tags: { owner: 'imaging', approval: 'rejected' } },
  ],
  [
    '/labels/approval',
    'pending-review',
    { approval: 'pending', approvedBy: '', tags: { owner: 'imaging', approval: 'pending-review' } },
  ],
  [
    '/labels/approval',
    'perhaps',
    {
      approval: 'missing: not-returned',
      approvedBy: 'missing: not-returned',
      tags: { owner: 'imaging', approval: 'perhaps' },
    },
  ],
  ['/labels', undefined, { approval: 'none', approvedBy: '', tags: {}, owner: '' }],
  [
    '/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'artifacts', key: 'provider' }], '->keys': [] },
  ],
  ['/predictSchemata/predictionSchemaUri', undefined, { signature: false }],
  ['/predictSchemata', undefined, { signature: false }],
  ['/modelSourceInfo/sourceType', 'MARKETPLACE', { origin: 'public' }],
  ['/modelSourceInfo/sourceType', 'GENIE', { origin: 'provider' }],
  ['/modelSourceInfo/sourceType', 'MODEL_GARDEN', { origin: 'missing: not-returned' }],
  ['/modelSourceInfo', undefined, { origin: 'missing: not-returned' }],
  [
    '/baseModelSource',
    { modelGardenSource: { publicModelName: 'publishers/google/models/gemma' } },
    { origin: 'provider' },
  ],
  [
    '/baseModelSource',
    { modelGardenSource: { publicModelName: 'publishers/meta/models/llama' } },
    { origin: 'public' },
  ],
  ['/trainingPipeline', undefined, { '->jobs': [], '->datasets': 'missing: out-of-scope' }],
  ['/pipelineJob', `${parent}/pipelineJobs/1`, {}],
  ['/description', undefined, {}],
  ['/versionDescription', undefined, {}],
  ['/versionCreateTime', undefined, { createdAt: 'missing: not-returned' }],
  ['/artifactUri', undefined, { artifacts: [], '->buckets': [] }],
  ['trainingPipelines.get#/inputDataConfig', undefined, { '->datasets': [] }],
  ['models.evaluations.list#/modelEvaluations', undefined, { tests: [] }],
  ['models.evaluations.list#/modelEvaluations/0/biasConfigs', undefined, { tests: ['quality', 'explainability'] }],
  ['models.evaluations.list#/modelEvaluations/0/modelExplanation', undefined, { tests: ['quality', 'bias'] }],
]);

it('is a version of its model, made by its training pipeline from its dataset', () => {
  const plain = plainOf(resourceOf(modelVersions, versionGiven));
  expect(plain).toMatchObject({
    uid: `${ours}/models/7@2`,
    stage: 'production',
    approval: 'approved',
    '->models': [`${ours}/models/7`],
    '->jobs': [`${ours}/trainingPipelines/5`],
    '->datasets': [`${ours}/datasets/3`],
  });
});

it('that a pipeline job made leads back to what is not read, never to nothing', () => {
  const { trainingPipeline: _gone, ...rest } = version;
  const plain = plainOf(
    resourceOf(modelVersions, { ...versionGiven, item: { ...rest, pipelineJob: `${parent}/pipelineJobs/1` } }),
  );
  expect([plain['->jobs'], plain['->runs'], plain['->datasets']]).toEqual(Array(3).fill('missing: out-of-scope'));
});
