import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, usual } from '../testing/table.ts';
import { customModels } from './custom-model.ts';
import { importedModels } from './imported-model.ts';

const bedrock = 'arn:aws:bedrock:eu-west-1:123456789012';
const tags = { tags: [{ key: 'owner', value: 'fraud-team' }] };
const lost = 'missing: not-returned';

const custom: Given = {
  item: { modelArn: `${bedrock}:custom-model/x/1`, modelName: 'letters' },
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    ListTagsForResource: tags,
    GetCustomModel: {
      modelArn: `${bedrock}:custom-model/x/1`,
      modelName: 'letters',
      jobArn: `${bedrock}:model-customization-job/x/1`,
      baseModelArn: 'arn:aws:bedrock:eu-west-1::foundation-model/x',
      customizationType: 'FINE_TUNING',
      modelKmsKeyArn: keyA,
      trainingDataConfig: { s3Uri: 's3://data/train.jsonl' },
      outputDataConfig: { s3Uri: 's3://out/' },
      creationTime: '2026-01-01T00:00:00Z',
      modelStatus: 'Active',
    },
  },
};
contract(customModels, custom);

it('a custom model is mapped', () => {
  expect(plainOf(resourceOf(customModels, custom))).toMatchObject({
    name: 'letters',
    keyAtRest: 'customer',
    stores: [{ name: 'artifacts', key: 'customer' }],
    origin: 'provider',
    approval: 'missing: not-supported',
    state: 'active',
    owner: 'fraud-team',
    createdAt: '2026-01-01T00:00:00Z',
    '->jobs': [`${bedrock}:model-customization-job/x/1`],
    '->buckets': ['arn:aws:s3:::data', 'arn:aws:s3:::out'],
    '->keys': [keyA],
  });
});

const of = (member: string) => `GetCustomModel/${member}`;
const provider = { keyAtRest: 'provider', stores: [{ name: 'artifacts', key: 'provider' }], '->keys': [] };
changesTable(customModels, custom, [
  [of('modelKmsKeyArn'), undefined, provider],
  [of('customizationType'), 'IMPORTED', { origin: 'missing: not-exposed' }],
  [of('customizationType'), undefined, {}],
  [of('baseModelArn'), undefined, { origin: 'missing: not-exposed' }],
  [of('jobArn'), undefined, { '->jobs': [] }],
  [of('modelStatus'), undefined, {}],
  [of('modelStatus'), 'Failed', { state: 'failed' }],
  [of('modelStatus'), 'Dreaming', { state: lost }],
  [of('creationTime'), undefined, { createdAt: lost, modifiedAt: lost }],
  [of('trainingDataConfig'), undefined, { '->buckets': ['arn:aws:s3:::out'] }],
]);

const imported: Given = {
  item: { modelArn: `${bedrock}:imported-model/y`, modelName: 'open' },
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    ListTagsForResource: tags,
    GetImportedModel: {
      modelArn: `${bedrock}:imported-model/y`,
      jobArn: `${bedrock}:model-import-job/y`,
      modelDataSource: { s3DataSource: { s3Uri: 's3://open/model/' } },
      creationTime: '2026-01-01T00:00:00Z',
      modelKmsKeyArn: keyA,
    },
  },
};
contract(importedModels, imported);

describe('an imported model', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(importedModels, imported))).toMatchObject({
      name: 'open',
      keyAtRest: 'customer',
      origin: 'missing: not-exposed',
      state: 'active',
      '->jobs': [`${bedrock}:model-import-job/y`],
      '->buckets': ['arn:aws:s3:::open'],
    });
  });
});
changesTable(importedModels, imported, [
  ['GetImportedModel/modelKmsKeyArn', undefined, provider],
  ['GetImportedModel/modelDataSource', undefined, { '->buckets': [] }],
  ['GetImportedModel/creationTime', undefined, { createdAt: lost, modifiedAt: lost }],
]);
