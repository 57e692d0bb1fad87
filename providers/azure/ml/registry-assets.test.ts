import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { registryDataContainers, registryDataVersions } from './dataset.ts';
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

const data = azureGiven(
  {
    id: `${registry}/data/D/versions/1`,
    name: '1',
    properties: { dataType: 'mltable', dataUri: 'azureml://registries/R/data/D/versions/1', tags: {} },
  },
  {},
  above,
);

it('data in a registry', () => {
  expect(factsOf(registryDataVersions, data)).toMatchObject({
    region: 'westeurope',
    version: '1',
    schemaKnown: true,
    contentHash: 'missing: not-exposed',
    // It may have storage in each of its regions.
    '->buckets': ['missing: not-exposed'],
  });
  expect(registryDataVersions.name(data.item)).toBe('D version 1');
  expect(registryDataContainers.keep?.({} as never)).toBe(false); // a name is no resource
});

it.each<[string, Json | undefined, Record<string, Json>]>([
  ['/properties/dataUri', undefined, { artifacts: [], '->buckets': [] }],
  ['/properties/dataType', 'uri_file', { schemaKnown: false }],
  ['/properties/dataType', 'odd', { schemaKnown: 'missing: not-returned' }],
  ['/properties/description', 'what it is', { documents: ['description'] }],
])('data: %s %j', (pointer, value, expected) => {
  expect(varied(registryDataVersions, data, pointer, value)).toEqual(expected);
});
