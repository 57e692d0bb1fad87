import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { registryModels } from './model.ts';
import { registryModelVersions } from './model-version.ts';

const registry = '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/registries/R';
const above = {
  Registries_ListBySubscription: { id: registry, name: 'R', location: 'West Europe' },
} as Record<string, JsonObject>; // JSON by its members
const versionsOf = { RegistryModelVersions_List: { value: [{}, {}] } };
const named = azureGiven({ id: `${registry}/models/M`, name: 'M', properties: {} }, versionsOf, above);
const version = azureGiven(
  {
    id: `${registry}/models/M/versions/3`,
    name: '3',
    properties: {
      jobName: 'train-3',
      modelType: 'mlflow_model',
      modelUri: 'azureml://m',
      tags: { approval: 'approved' },
    },
  },
  {},
  above,
);

it('the name of a model in a registry', () => {
  expect(factsOf(registryModels, named)).toMatchObject({ region: 'westeurope', versions: 2, state: 'active' });
});

it('a version in a registry', () => {
  expect(factsOf(registryModelVersions, version)).toMatchObject({
    region: 'westeurope',
    approval: 'approved',
    keyAtRest: 'missing: not-exposed',
    '->models': [`${registry}/models/m`.toLowerCase()],
    // A job is known by its name within a workspace, and a registry does not say which.
    '->jobs': ['missing: not-exposed'],
  });
});

it.each<[string, Json | undefined, Record<string, Json>]>([
  ['/properties/jobName', undefined, { '->jobs': [], '->datasets': [] }],
  ['/properties/isArchived', true, { state: 'archived' }],
  ['/properties/modelUri', undefined, { artifacts: [] }],
  ['/properties/stage', 'Odd', { stage: 'missing: not-returned' }],
])('%s %j', (pointer, value, expected) => {
  expect(varied(registryModelVersions, version, pointer, value)).toEqual(expected);
});
