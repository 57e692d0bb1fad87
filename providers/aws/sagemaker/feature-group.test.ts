import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { featureGroups } from './feature-group.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:feature-group/customers';
const role = 'arn:aws:iam::123456789012:role/features';
const given: Given = {
  item: { FeatureGroupName: 'customers', FeatureGroupArn: arn },
  reads: {
    ...usual,
    DescribeFeatureGroup: {
      FeatureGroupArn: arn,
      FeatureGroupName: 'customers',
      FeatureGroupStatus: 'Created',
      Description: 'One row a customer.',
      RoleArn: role,
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
      OnlineStoreConfig: {
        EnableOnlineStore: true,
        SecurityConfig: { KmsKeyId: keyA },
        TtlDuration: { Unit: 'Weeks', Value: 2 },
      },
      OfflineStoreConfig: {
        S3StorageConfig: {
          S3Uri: 's3://features-bucket',
          ResolvedOutputS3Uri: 's3://features-bucket/123/data',
          KmsKeyId: keyB,
        },
      },
      OfflineStoreStatus: { Status: 'Active' },
    },
  },
};

contract(featureGroups, given);

describe('a feature group', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(featureGroups, given))).toMatchObject({
      name: 'customers',
      keyAtRest: 'customer',
      stores: [
        { name: 'online', key: 'customer' },
        { name: 'offline', key: 'customer' },
      ],
      publicAccess: 'provider-api',
      runsAs: 'own',
      sharedWith: 'missing: not-exposed',
      documents: ['description'],
      online: true,
      offline: true,
      ttlDays: 14,
      monitored: 'missing: not-supported',
      state: 'active',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-02T00:00:00Z',
      '->principals': [role],
      '->keys': [keyA, keyB],
      '->buckets': ['arn:aws:s3:::features-bucket'],
    });
  });
});

const at = (member: string) => `DescribeFeatureGroup/${member}`;
const lost = 'missing: not-returned';
const offlineOnly = {
  stores: [{ name: 'offline', key: 'customer' }],
  online: false,
  ttlDays: 'missing: not-supported',
};
changesTable(featureGroups, given, [
  [at('OnlineStoreConfig/EnableOnlineStore'), false, offlineOnly],
  [at('OnlineStoreConfig/EnableOnlineStore'), undefined, offlineOnly],
  [at('OnlineStoreConfig'), undefined, { ...offlineOnly, '->keys': [keyB] }],
  [
    at('OnlineStoreConfig/SecurityConfig'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'online', key: 'provider' },
        { name: 'offline', key: 'customer' },
      ],
      '->keys': [keyB],
    },
  ],
  [
    at('OfflineStoreConfig/S3StorageConfig/KmsKeyId'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'online', key: 'customer' },
        { name: 'offline', key: 'provider' },
      ],
      '->keys': [keyA],
    },
  ],
  [at('OfflineStoreConfig/S3StorageConfig/ResolvedOutputS3Uri'), undefined, {}],
  [
    at('OfflineStoreConfig/S3StorageConfig/ResolvedOutputS3Uri'),
    's3://other-bucket/x',
    { '->buckets': ['arn:aws:s3:::other-bucket'] },
  ],
  [at('OfflineStoreStatus'), { Status: 'Blocked' }, { offline: false }],
  [at('OfflineStoreStatus'), { Status: 'Odd' }, { offline: lost }],
  [at('OfflineStoreStatus'), undefined, { offline: lost }],
  [at('OnlineStoreConfig/TtlDuration'), undefined, { ttlDays: null }],
  [at('OnlineStoreConfig/TtlDuration'), { Unit: 'Hours', Value: 25 }, { ttlDays: 2 }],
  [at('OnlineStoreConfig/TtlDuration'), { Unit: 'Seconds', Value: 86400 }, { ttlDays: 1 }],
  [at('OnlineStoreConfig/TtlDuration'), { Unit: 'Fortnights', Value: 1 }, { ttlDays: lost }],
  [at('OnlineStoreConfig/TtlDuration'), { Unit: 'Days' }, { ttlDays: lost }],
  [at('RoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [at('Description'), undefined, { documents: [] }],
  [at('FeatureGroupStatus'), 'CreateFailed', { state: 'failed' }],
  [at('FeatureGroupStatus'), undefined, { state: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: '2026-01-01T00:00:00Z' }],
]);

describe('a feature group without an offline store', () => {
  it('acts as nobody', () => {
    const {
      OfflineStoreConfig: _config,
      OfflineStoreStatus: _status,
      RoleArn: _role,
      ...rest
    } = given.reads.DescribeFeatureGroup as Record<string, never>;
    expect(
      plainOf(resourceOf(featureGroups, { ...given, reads: { ...given.reads, DescribeFeatureGroup: rest } })),
    ).toMatchObject({
      offline: false,
      runsAs: 'none',
      '->principals': [],
      '->buckets': [],
      stores: [{ name: 'online', key: 'customer' }],
    });
  });
});
