import type {
  GetBucketEncryptionOutput,
  GetBucketLoggingOutput,
  GetBucketTaggingOutput,
  GetBucketVersioningOutput,
  GetObjectLockConfigurationOutput,
} from '@aws-sdk/client-s3';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  refine,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { alwaysActive, byTable } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { doorFacts } from './bucket-door.ts';
import { bucketList, locationCall, placeOfBucket } from './bucket-place.ts';
import { neverIdle, notRead, ownershipOf, residencyOfStore } from './common.ts';

const { raw } = answersOf<{
  GetBucketEncryption: GetBucketEncryptionOutput;
  GetBucketVersioning: GetBucketVersioningOutput;
  GetBucketLogging: GetBucketLoggingOutput;
  GetObjectLockConfiguration: GetObjectLockConfigurationOutput;
  GetBucketTagging: GetBucketTaggingOutput;
}>('s3');

/** S3 itself refuses when the bucket is not that account's any more. */
const owned = (item: JsonObject) => ({ Bucket: item.Bucket ?? '', ExpectedBucketOwner: item.Owner ?? '' });
const setting = (operation: string, permission: string, expects: string | { mayBeEmpty: string }, answers?: string[]) =>
  ({
    service: 's3',
    operation,
    permission,
    expects,
    ...(answers ? { answers } : {}),
    input: owned,
  }) satisfies ReadSpec;

const rules = raw('GetBucketEncryption', '/ServerSideEncryptionConfiguration/Rules');

/**
 * What new objects are encrypted with unless they say otherwise. S3 takes one rule.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html
 */
const byDefault = derive([rules], (list) => {
  if (list === undefined) return { algorithm: 'none', key: undefined };
  const rule = list[0]?.ApplyServerSideEncryptionByDefault;
  if (list.length !== 1 || rule?.SSEAlgorithm === undefined) return missing('no single default encryption');
  return { algorithm: rule.SSEAlgorithm as string, key: rule.KMSMasterKeyID };
});
const withKms = new Set(['aws:kms', 'aws:kms:dsse']);
const keyless = new Set(['none', 'AES256']);
const disk = encryption([
  {
    name: 'data',
    key: refine(byDefault, ({ algorithm, key }) => {
      if (withKms.has(algorithm)) return key;
      return keyless.has(algorithm) ? undefined : missing(`encryption ${algorithm} is not known to this version`);
    }),
    keyless: refine(byDefault, ({ algorithm }) => {
      // Without a rule nothing is encrypted by default; without a key the provider's own are used.
      return algorithm === 'none' ? 'none' : 'provider';
    }),
  },
]);

const logging = raw('GetBucketLogging', '/LoggingEnabled');
const lock = raw('GetObjectLockConfiguration', '/ObjectLockConfiguration');

/** Without a mode objects are locked one by one. */
const bindsEveryone = byTable('retention mode', { COMPLIANCE: true, GOVERNANCE: false });

/** A bucket of S3, read as the account that owns it, in the region that it lies in. */
export const buckets = collector({
  provider: 'aws',
  id: 'aws/support/bucket',
  service: 's3',
  kind: 'storage.bucket',
  nativeType: 'AWS::S3::Bucket',
  at: 'account',
  locate: { calls: [bucketList, locationCall], find: placeOfBucket },
  reads: [
    setting('GetBucketEncryption', 's3:GetEncryptionConfiguration', 'ServerSideEncryptionConfiguration', [
      'ServerSideEncryptionConfigurationNotFoundError',
    ]),
    setting('GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock', 'PublicAccessBlockConfiguration', [
      'NoSuchPublicAccessBlockConfiguration',
    ]),
    {
      service: 's3control',
      operation: 'GetPublicAccessBlock',
      as: 'AccountPublicAccessBlock',
      permission: 's3:GetAccountPublicAccessBlock',
      memo: true,
      expects: 'PublicAccessBlockConfiguration',
      answers: ['NoSuchPublicAccessBlockConfiguration'],
      input: (item) => ({ AccountId: item.Owner ?? '' }),
    },
    setting('GetBucketPolicyStatus', 's3:GetBucketPolicyStatus', 'PolicyStatus', ['NoSuchBucketPolicy']),
    setting('GetBucketPolicy', 's3:GetBucketPolicy', 'Policy', ['NoSuchBucketPolicy']),
    setting('GetBucketOwnershipControls', 's3:GetBucketOwnershipControls', 'OwnershipControls', [
      'OwnershipControlsNotFoundError',
    ]),
    setting('GetBucketAcl', 's3:GetBucketAcl', 'Grants'),
    setting('GetBucketVersioning', 's3:GetBucketVersioning', {
      mayBeEmpty: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html',
    }),
    setting('GetBucketLogging', 's3:GetBucketLogging', {
      mayBeEmpty: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html',
    }),
    setting('GetObjectLockConfiguration', 's3:GetBucketObjectLockConfiguration', 'ObjectLockConfiguration', [
      'ObjectLockConfigurationNotFoundError',
    ]),
    setting('GetBucketTagging', 's3:GetBucketTagging', 'TagSet', ['NoSuchTagSet']),
    ...trailReads,
    disk.read,
  ],
  uid: (item) => String(item.BucketArn),
  name: (item) => String(item.Bucket),
  facts: {
    ...disk.facts,
    ...doorFacts,
    ...residencyOfStore,
    ...neverIdle,
    // NoSuchTagSet: the bucket has no tags.
    ...ownershipOf(raw('GetBucketTagging', '/TagSet'), {}),
    nodeTraffic: notSupported('A bucket has no machines of its own.'),
    shell: notSupported('A bucket is no machine.'),
    plainSecrets: notSupported('What is in the files is not read.'),
    // Each use is recorded by the bucket's own log, or by a trail that keeps the events of all buckets.
    accessLogged: deriveSome([logging, useRecorded('AWS::S3::Object')], (log, trail): boolean | MissingValue => {
      if (trail === true || (log !== undefined && !isMissingValue(log))) return true;
      return isMissingValue(log) ? log : trail;
    }),
    appLogged: notSupported('A bucket has no output of its own.'),
    logFeeds: derive([logging], (log) => (log === undefined ? [] : [feedOf(log)])),
    // Left out where versioning was never switched on.
    versioned: derive([raw('GetBucketVersioning', '/Status')], (status) => {
      if (status === undefined || status === 'Suspended') return false;
      return status === 'Enabled' ? true : missing(`versioning ${status} is not known to this version`);
    }),
    recoverableDays: notSupported('S3 keeps deleted files by versioning alone, without a number of days.'),
    // Compliance mode alone binds everyone: governance mode can be lifted by who has the right to.
    locked: derive([lock], (found) => {
      if (found?.ObjectLockEnabled === undefined) return false;
      if (found.ObjectLockEnabled !== 'Enabled')
        return missing('a state of the lock that is not known to this version');
      return bindsEveryone(found.Rule?.DefaultRetention?.Mode ?? 'GOVERNANCE');
    }),
    scanned: notRead('macie2:GetAutomatedDiscoveryConfiguration'),
    // Its owner lists it.
    state: alwaysActive,
    createdAt: notExposed(
      'S3 gives a date that also changes with the settings; ask for the CloudTrail record of CreateBucket.',
    ),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the bucket.'),
    lastUsedAt: notExposed('Ask for the access log of the bucket.'),
  },
  links: {
    ...disk.links,
    privateEndpoints: notRead('ec2:DescribeVpcEndpoints for S3'),
  },
});

/** How long the log is kept is a setting of where it is sent. */
function feedOf(log: { TargetBucket?: string | undefined; TargetPrefix?: string | undefined }) {
  return {
    category: 'server-access',
    destination: `s3://${log.TargetBucket ?? ''}/${log.TargetPrefix ?? ''}`,
    retentionDays: missing('not read by this version: how long the destination keeps it', 'out-of-scope'),
  };
}
