import type { GetCustomModelResponse } from '@aws-sdk/client-bedrock';
import { answersOf, derive, fromScope, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, one, same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { bucketLinks } from '../rows/storage.ts';
import { inRegion, listOf, tagging } from './common.ts';
import { modelRows } from './model-rows.ts';

const { from, raw } = answersOf<{ GetCustomModel: GetCustomModelResponse }>('bedrock');

const stores = encryption([{ name: 'artifacts', key: raw('GetCustomModel', '/modelKmsKeyArn') }]);
const tags = tagging('bedrock', (item) => String(item.modelArn));
const states = stateOf({ Active: 'active', Creating: 'pending', Failed: 'failed' });

/** A model of a provider that was trained further with the customer's data. Those that others share are theirs. */
/** From a model of the provider's, however. Older models do not say how. */
const madeFrom = byTable('customization', {
  FINE_TUNING: 'provider',
  CONTINUED_PRE_TRAINING: 'provider',
  DISTILLATION: 'provider',
  REINFORCEMENT_FINE_TUNING: 'provider',
} as const);

export const customModels = collector({
  provider: 'aws',
  id: 'aws/bedrock/custom-model',
  service: 'bedrock',
  kind: 'ml.model_version',
  nativeType: 'AWS::Bedrock::CustomModel',
  at: 'region',
  list: { ...listOf('bedrock', 'ListCustomModels', 'modelSummaries'), input: { isOwned: true } },
  reads: [
    {
      service: 'bedrock',
      operation: 'GetCustomModel',
      permission: 'bedrock:GetCustomModel',
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
    // Brought in as a whole, its maker is not told.
    origin: derive(
      [raw('GetCustomModel', '/customizationType'), raw('GetCustomModel', '/baseModelArn')],
      (type, base) =>
        type === 'IMPORTED' || base === undefined
          ? missing('Ask who made the model that was imported.', 'not-exposed')
          : madeFrom(type ?? 'FINE_TUNING'),
    ),
    // Models from before the field existed are only listed when they are ready.
    state: from('GetCustomModel', '/modelStatus', states, { absent: 'active' }),
    createdAt: from('GetCustomModel', '/creationTime', same, { absent: missing() }),
    // A model cannot be changed, only made and deleted.
    modifiedAt: from('GetCustomModel', '/creationTime', same, { absent: missing() }),
  },
  links: {
    ...stores.links,
    jobs: from('GetCustomModel', '/jobArn', one, { absent: [] }),
    buckets: derive(
      [
        raw('GetCustomModel', '/trainingDataConfig/s3Uri'),
        raw('GetCustomModel', '/outputDataConfig/s3Uri'),
        fromScope(({ scope }) => scope.region),
      ],
      (training, output, region) => bucketLinks([training, output], region),
    ),
  },
});
