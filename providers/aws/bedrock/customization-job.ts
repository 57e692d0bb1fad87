import type { GetModelCustomizationJobResponse } from '@aws-sdk/client-bedrock';
import { answersOf, derive, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { bucketStores } from '../rows/bucket-default.ts';
import { byTable, roleIdentity, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { secretsIn } from '../rows/secrets.ts';
import { bucketLinks } from '../rows/storage.ts';
import { jobOutcome, jobState } from '../sagemaker/job.ts';
import { inRegion, tagging } from './common.ts';
import { bedrockJobRows, jobNetwork, newestJobs } from './job-rows.ts';

const { from, raw } = answersOf<{ GetModelCustomizationJob: GetModelCustomizationJobResponse }>('bedrock');

const output = raw('GetModelCustomizationJob', '/outputDataConfig/s3Uri');
const bucket = bucketStores(
  'output',
  derive([output], (uri) => (uri === undefined ? missing('where its metrics go') : [uri])),
);
const stores = encryption([
  { name: 'artifacts', key: raw('GetModelCustomizationJob', '/outputModelKmsKeyArn') },
  bucket.row,
]);
const network = jobNetwork(raw('GetModelCustomizationJob', '/vpcConfig'));
const role = roleIdentity(raw('GetModelCustomizationJob', '/roleArn'));
const tags = tagging('bedrock', (item) => String(item.jobArn));

const training = raw('GetModelCustomizationJob', '/trainingDataConfig');
/** Addresses of training and validation data; training on recorded calls of models reads their record. */
const inputs: Spec<string[]> = derive(
  [training, raw('GetModelCustomizationJob', '/validationDataConfig/validators')],
  (config, validators) => {
    const log = config?.invocationLogsConfig?.invocationLogSource as { s3Uri?: string } | undefined; // a union of one member, and of those to come
    const all = [config?.s3Uri, log?.s3Uri, ...(validators ?? []).map((one) => one.s3Uri)];
    return all.filter((uri) => uri !== undefined && uri !== '') as string[]; // filtered
  },
);

const purposes = byTable<'train' | 'fine-tune'>('customization', {
  FINE_TUNING: 'fine-tune',
  REINFORCEMENT_FINE_TUNING: 'fine-tune',
  DISTILLATION: 'fine-tune',
  CONTINUED_PRE_TRAINING: 'train',
});

/** A job that trains a model of a provider further. */
export const customizationJobs = collector({
  provider: 'aws',
  id: 'aws/bedrock/customization-job',
  service: 'bedrock',
  kind: 'ml.training_job',
  nativeType: 'AWS::Bedrock::ModelCustomizationJob',
  at: 'region',
  list: newestJobs('ListModelCustomizationJobs', 'modelCustomizationJobSummaries'),
  reads: [
    {
      service: 'bedrock',
      operation: 'GetModelCustomizationJob',
      permission: 'bedrock:GetModelCustomizationJob',
      expects: 'jobArn',
      gone: true,
      input: (item) => ({ jobIdentifier: item.jobArn ?? '' }),
    },
    tags.read,
    bucket.read,
    stores.read,
  ],
  uid: (item) => String(item.jobArn),
  name: (item) => String(item.jobName),
  facts: {
    ...bedrockJobRows,
    ...stores.facts,
    ...network.facts,
    ...role.facts,
    ...tags.facts,
    ...inRegion,
    plainSecrets: secretsIn(raw('GetModelCustomizationJob', '/hyperParameters')),
    purpose: from('GetModelCustomizationJob', '/customizationType', purposes, { absent: missing() }),
    outcome: from('GetModelCustomizationJob', '/status', jobOutcome, { absent: missing() }),
    startedAt: from('GetModelCustomizationJob', '/creationTime', same, { absent: missing() }),
    maxMinutes: notSupported('A customization job has no limit of time.'),
    inputs: derive([inputs], (uris) => uris.map((uri) => ({ uri, versioned: false }))),
    state: from('GetModelCustomizationJob', '/status', jobState, { absent: missing() }),
    createdAt: from('GetModelCustomizationJob', '/creationTime', same, { absent: missing() }),
    modifiedAt: from('GetModelCustomizationJob', '/lastModifiedTime', same, { absent: missing() }),
  },
  links: {
    ...stores.links,
    ...network.links,
    ...role.links,
    buckets: derive([inputs, fromScope(({ scope }) => scope.region)], bucketLinks),
    outputs: derive([output, fromScope(({ scope }) => scope.region)], (uri, region) =>
      uri === undefined ? missing('where its metrics go') : bucketLinks([uri], region),
    ),
  },
});
