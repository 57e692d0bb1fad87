import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type ListBucketsCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand as GetAccountBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { afterAll, expect, test } from 'vitest';
import type { Bucket } from '../estate.ts';
import { startLab } from '../lab.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { created, first, second, smallEstate } from '../small-estate.ts';

const policy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${first}:root` }, Action: 's3:*', Resource: '*' }],
};
const full: Bucket = {
  name: 'full',
  region: 'eu-west-1',
  createdAt: created,
  encryption: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          KMSMasterKeyID: 'arn:aws:kms:eu-west-1:1:key/k',
        },
        BucketKeyEnabled: true,
      },
    ],
  },
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: false,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: false,
  },
  policy,
  policyIsPublic: true,
  versioning: 'Enabled',
  logging: { TargetBucket: 'logs', TargetPrefix: 'full/' },
  ownership: 'BucketOwnerEnforced',
  objectLock: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } } },
  tags: { team: 'imaging & more', 'data-class': 'phi' },
  grants: [{ Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' }],
};
const bare = (name: string, region = 'eu-west-1'): Bucket => ({ name, region, createdAt: created });
const estate = smallEstate({
  first: {
    s3: {
      buckets: [full, bare('bare'), bare('american', 'us-east-1'), bare('data-9')],
      publicAccessBlock: { BlockPublicAcls: true },
    },
  },
  second: { s3: { buckets: [bare('foreign'), { ...bare('shared'), policy }] } },
});
const lab = await startLab({ estate });
afterAll(() => lab.close());
const clientIn = (region: string) =>
  new S3Client({
    endpoint: lab.url,
    region,
    credentials: lab.credentialsFor('one'),
    maxAttempts: 1,
    forcePathStyle: true,
  });
const client = clientIn('eu-west-1');

type Get = (Bucket: string, ExpectedBucketOwner?: string) => Promise<object>;

/** Operation, what it says of a bucket with all settings, and of one without (or the code of the 404). */
const settings: [name: string, get: Get, set: object, unset: object | string][] = [
  [
    'GetBucketLocation',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketLocationCommand({ Bucket, ExpectedBucketOwner })),
    { LocationConstraint: 'eu-west-1' },
    { LocationConstraint: 'eu-west-1' },
  ],
  [
    'GetBucketEncryption',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketEncryptionCommand({ Bucket, ExpectedBucketOwner })),
    { ServerSideEncryptionConfiguration: full.encryption },
    'ServerSideEncryptionConfigurationNotFoundError',
  ],
  [
    'GetPublicAccessBlock',
    (Bucket, ExpectedBucketOwner) => client.send(new GetPublicAccessBlockCommand({ Bucket, ExpectedBucketOwner })),
    { PublicAccessBlockConfiguration: full.publicAccessBlock },
    'NoSuchPublicAccessBlockConfiguration',
  ],
  [
    'GetBucketPolicyStatus',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketPolicyStatusCommand({ Bucket, ExpectedBucketOwner })),
    { PolicyStatus: { IsPublic: true } },
    'NoSuchBucketPolicy',
  ],
  [
    'GetBucketPolicy',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner })),
    { Policy: JSON.stringify(policy) },
    'NoSuchBucketPolicy',
  ],
  [
    'GetBucketVersioning',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketVersioningCommand({ Bucket, ExpectedBucketOwner })),
    { Status: 'Enabled' },
    {},
  ],
  [
    'GetBucketLogging',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketLoggingCommand({ Bucket, ExpectedBucketOwner })),
    { LoggingEnabled: full.logging },
    {},
  ],
  [
    'GetBucketOwnershipControls',
    (Bucket, ExpectedBucketOwner) =>
      client.send(new GetBucketOwnershipControlsCommand({ Bucket, ExpectedBucketOwner })),
    { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    'OwnershipControlsNotFoundError',
  ],
  [
    'GetObjectLockConfiguration',
    (Bucket, ExpectedBucketOwner) =>
      client.send(new GetObjectLockConfigurationCommand({ Bucket, ExpectedBucketOwner })),
    { ObjectLockConfiguration: full.objectLock },
    'ObjectLockConfigurationNotFoundError',
  ],
  [
    'GetBucketTagging',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketTaggingCommand({ Bucket, ExpectedBucketOwner })),
    {
      TagSet: [
        { Key: 'team', Value: 'imaging & more' },
        { Key: 'data-class', Value: 'phi' },
      ],
    },
    'NoSuchTagSet',
  ],
  [
    'GetBucketAcl',
    (Bucket, ExpectedBucketOwner) => client.send(new GetBucketAclCommand({ Bucket, ExpectedBucketOwner })),
    { Owner: owner(), Grants: [ownersGrant(), ...(full.grants ?? [])] },
    { Owner: owner(), Grants: [ownersGrant()] },
  ],
];

function owner() {
  return { ID: first.padStart(64, '0') };
}

function ownersGrant() {
  return { Grantee: { Type: 'CanonicalUser', ...owner() }, Permission: 'FULL_CONTROL' };
}

test.each(settings)('%s: set', async (_name, get, set) => {
  const { $metadata, ...members } = (await get('full')) as { $metadata: unknown };
  expect(members).toEqual(set);
});

test.each(settings)('%s: not set', async (_name, get, _set, unset) => {
  const answer = get('bare');
  if (typeof unset === 'string') {
    await expect(answer).rejects.toMatchObject({ name: unset, $metadata: { httpStatusCode: 404 } });
    return;
  }
  const { $metadata, ...members } = (await answer) as { $metadata: unknown };
  expect(members).toEqual(unset);
});

test.each(settings)('%s: the owner expected, another one, no such bucket', async (_name, get) => {
  await expect(get('full', first)).resolves.toBeDefined();
  await expect(get('full', second)).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  await expect(get('nowhere')).rejects.toMatchObject({ name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } });
});

test("another account's bucket: refused, but for one whose policy names us", async () => {
  const get = (Bucket: string) => client.send(new GetBucketVersioningCommand({ Bucket }));
  await expect(get('foreign')).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(get('shared')).resolves.toBeDefined();
});

test('the wrong region: sent on, or the signature is wrong for us-east-1', async () => {
  const get = (region: string) => clientIn(region).send(new GetBucketVersioningCommand({ Bucket: 'full' }));
  const headers = { headers: { 'x-amz-bucket-region': 'eu-west-1' } };
  const redirect = {
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
    Endpoint: 's3.eu-west-1.amazonaws.com',
  };
  await expect(get('eu-central-1')).rejects.toMatchObject({ ...redirect, $response: headers });
  const malformed = { name: 'AuthorizationHeaderMalformed', $metadata: { httpStatusCode: 400 }, Region: 'eu-west-1' };
  await expect(get('us-east-1')).rejects.toMatchObject({ ...malformed, $response: headers });
});

test('the location is told in any region, and is empty for us-east-1', async () => {
  const location = await clientIn('us-east-1').send(new GetBucketLocationCommand({ Bucket: 'full' }));
  expect(location.LocationConstraint).toBe('eu-west-1');
  const american = await client.send(new GetBucketLocationCommand({ Bucket: 'american' }));
  expect(american.LocationConstraint).toBeFalsy();
});

test('buckets: all at once, in pages, by prefix and by region', async () => {
  const list = (input: ListBucketsCommandInput) => client.send(new ListBucketsCommand(input));
  const names = async (input: Parameters<typeof list>[0]) => (await list(input)).Buckets?.map((item) => item.Name);
  expect(await names({})).toEqual(['full', 'bare', 'american', 'data-9']);
  expect(await names({ Prefix: 'da' })).toEqual(['data-9']);
  expect(await names({ BucketRegion: 'us-east-1' })).toEqual(['american']);
  const page = await list({ MaxBuckets: 3 });
  expect(page.Buckets?.[0]).toMatchObject({ Name: 'full', BucketRegion: 'eu-west-1', CreationDate: created });
  expect(await names({ MaxBuckets: 3, ContinuationToken: page.ContinuationToken })).toEqual(['data-9']);
  await expect(list({ ContinuationToken: 'x' })).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test("the account's own block: set, not set, another account's", async () => {
  const control = (account: string) =>
    new S3ControlClient({
      region: 'eu-west-1',
      credentials: lab.credentialsFor(account),
      maxAttempts: 1,
      endpointProvider: () => ({ url: new URL(lab.url) }),
    });
  const get = (account: string, AccountId: string) => control(account).send(new GetAccountBlockCommand({ AccountId }));
  expect((await get('one', first)).PublicAccessBlockConfiguration).toEqual({ BlockPublicAcls: true });
  const none = { name: 'NoSuchPublicAccessBlockConfiguration', $metadata: { httpStatusCode: 404 } };
  await expect(get('two', second)).rejects.toMatchObject(none);
  await expect(get('one', second)).rejects.toMatchObject({ name: 'AccessDenied' });
});
