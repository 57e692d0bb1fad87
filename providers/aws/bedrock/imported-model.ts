import type { GetImportedModelResponse } from '@aws-sdk/client-bedrock';
import { answersOf, derive, fromScope, missing, notExposed } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, one, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { bucketLinks } from '../rows/storage.ts';
import { inRegion, listOf, tagging } from './common.ts';
import { modelRows } from './model-rows.ts';

const { from, raw } = answersOf<{ GetImportedModel: GetImportedModelResponse }>('bedrock');

const stores = encryption([{ name: 'artifacts', key: raw('GetImportedModel', '/modelKmsKeyArn') }]);
const tags = tagging('bedrock', (item) => String(item.modelArn));

/** A model whose files the customer brought in. */
export const importedModels = collector({
  provider: 'aws',
  id: 'aws/bedrock/imported-model',
  service: 'bedrock',
  kind: 'ml.model_version',
  nativeType: 'AWS::Bedrock::ImportedModel',
  at: 'region',
  list: listOf('bedrock', 'ListImportedModels', 'modelSummaries'),
  reads: [
    {
      service: 'bedrock',
      operation: 'GetImportedModel',
      permission: 'bedrock:GetImportedModel',
      expects: 'modelArn',
      gone: true,
      input: (item) => ({ modelIdentifier: item.modelArn ?? '' }),
    },
    tags.read,
    stores.read,
  ],
  uid: (item) => String(item.modelArn),
  name: (item) => String(item.modelName),
  facts: {
    ...modelRows,
    ...stores.facts,
    ...tags.facts,
    ...inRegion,
    origin: notExposed('Ask who made the model that was imported.'),
    state: alwaysActive,
    createdAt: from('GetImportedModel', '/creationTime', same, { absent: missing() }),
    modifiedAt: from('GetImportedModel', '/creationTime', same, { absent: missing() }),
  },
  links: {
    ...stores.links,
    jobs: from('GetImportedModel', '/jobArn', one, { absent: [] }),
    buckets: derive(
      [raw('GetImportedModel', '/modelDataSource'), fromScope(({ scope }) => scope.region)],
      (source, region) =>
        bucketLinks([(source as { s3DataSource?: { s3Uri?: string } } | undefined)?.s3DataSource?.s3Uri], region), // a union of one member, and of those to come
    ),
  },
});
