import type { ModelInvocationJobSummary } from '@aws-sdk/client-bedrock';
import { answersOf, derive, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { bucketStores } from '../rows/bucket-default.ts';
import { byTable, roleIdentity, same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { bucketLinks } from '../rows/storage.ts';
import { inRegion, tagging } from './common.ts';
import { bedrockJobRows, jobNetwork, newestJobs } from './job-rows.ts';

/** The list gives the whole job: its items are the answers. */
const { from, raw } = answersOf<{ ListModelInvocationJobs: ModelInvocationJobSummary }>('bedrock');

interface Place {
  s3Uri?: string | undefined;
  s3EncryptionKeyId?: string | undefined;
}
/** Both are unions of one member, and of those to come. */
const input: Spec<Place | undefined> = derive(
  [raw('ListModelInvocationJobs', '/inputDataConfig')],
  (config) => (config as { s3InputDataConfig?: Place } | undefined)?.s3InputDataConfig,
);
const output: Spec<Place | undefined> = derive(
  [raw('ListModelInvocationJobs', '/outputDataConfig')],
  (config) => (config as { s3OutputDataConfig?: Place } | undefined)?.s3OutputDataConfig,
);
/** Where the job names no key, that of the bucket holds. */
const keyless: Spec<string[]> = derive([output], (place) => {
  if (place?.s3Uri === undefined) return missing('where the answers go');
  return place.s3EncryptionKeyId ? [] : [place.s3Uri];
});
const bucket = bucketStores('output', keyless);
const stores = encryption([
  {
    name: 'output',
    key: derive([output], (place) => place?.s3EncryptionKeyId),
    used: derive([keyless], (uris) => uris.length === 0),
  },
  bucket.row,
]);
const network = jobNetwork(raw('ListModelInvocationJobs', '/vpcConfig'));
const role = roleIdentity(raw('ListModelInvocationJobs', '/roleArn'));
const tags = tagging('bedrock', (item) => String(item.jobArn));

const outcomes = byTable<'succeeded' | 'running' | 'stopped' | 'failed'>('status', {
  Submitted: 'running',
  Validating: 'running',
  Scheduled: 'running',
  InProgress: 'running',
  Completed: 'succeeded',
  PartiallyCompleted: 'failed',
  Stopping: 'stopped',
  Stopped: 'stopped',
  Expired: 'failed',
  Failed: 'failed',
});
const states = stateOf({
  Submitted: 'pending',
  Validating: 'pending',
  Scheduled: 'pending',
  InProgress: 'active',
  Completed: 'stopped',
  PartiallyCompleted: 'stopped',
  Stopping: 'stopped',
  Stopped: 'stopped',
  Expired: 'failed',
  Failed: 'failed',
});
const region = fromScope(({ scope }) => scope.region);

/** A job that has a model answer many prompts. */
export const invocationJobs = collector({
  provider: 'aws',
  id: 'aws/bedrock/invocation-job',
  service: 'bedrock',
  kind: 'ml.training_job',
  nativeType: 'AWS::Bedrock::ModelInvocationJob',
  at: 'region',
  list: newestJobs('ListModelInvocationJobs', 'invocationJobSummaries'),
  reads: [tags.read, bucket.read, stores.read],
  uid: (item) => String(item.jobArn),
  name: (item) => String(item.jobName),
  facts: {
    ...bedrockJobRows,
    ...stores.facts,
    ...network.facts,
    ...role.facts,
    ...tags.facts,
    ...inRegion,
    plainSecrets: notSupported('It has neither variables nor parameters.'),
    purpose: derive([raw('ListModelInvocationJobs', '/jobArn')], () => 'batch-inference' as const),
    outcome: from('ListModelInvocationJobs', '/status', outcomes, { absent: missing() }),
    startedAt: from('ListModelInvocationJobs', '/submitTime', same, { absent: missing() }),
    maxMinutes: from('ListModelInvocationJobs', '/timeoutDurationInHours', (hours) => hours * 60, {
      absent: missing(),
    }),
    inputs: derive([input], (place) => [{ uri: place?.s3Uri ?? missing(), versioned: false }]),
    state: from('ListModelInvocationJobs', '/status', states, { absent: missing() }),
    createdAt: from('ListModelInvocationJobs', '/submitTime', same, { absent: missing() }),
    modifiedAt: from('ListModelInvocationJobs', '/lastModifiedTime', same, { absent: missing() }),
  },
  links: {
    ...stores.links,
    ...network.links,
    ...role.links,
    buckets: derive([input, region], (place, where) => bucketLinks([place?.s3Uri], where)),
    outputs: derive([output, region], (place, where) =>
      place?.s3Uri === undefined ? missing('where the answers go') : bucketLinks([place.s3Uri], where),
    ),
  },
});
