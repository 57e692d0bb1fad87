import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, usual } from '../testing/table.ts';
import { trackingServers } from './tracking-server.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:mlflow-tracking-server/ward';
const given: Given = {
  item: { TrackingServerName: 'ward', TrackingServerArn: arn },
  reads: {
    ...usual,
    DescribeMlflowTrackingServer: {
      TrackingServerArn: arn,
      TrackingServerName: 'ward',
      ArtifactStoreUri: 's3://hvh-mlflow/ward',
      MlflowVersion: '3.0.0',
      RoleArn: 'arn:aws:iam::123456789012:role/mlflow',
      TrackingServerStatus: 'Started',
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
    },
  },
};

contract(trackingServers, given);

describe('a tracking server that AWS runs', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(trackingServers, given))).toMatchObject({
      name: 'ward',
      version: '3.0.0',
      state: 'active',
      publicAccess: 'provider-api',
      authMethods: ['identity'],
      clientTls: 'required',
      defaultAdmin: false,
      // By its number alone nobody can tell what the maintenance of AWS has fixed.
      knownVulnerabilities: 'missing: not-exposed',
      '->buckets': ['arn:aws:s3:::hvh-mlflow'],
    });
  });
});

const at = (field: string) => `DescribeMlflowTrackingServer/${field}`;
const lost = 'missing: not-returned';
changesTable(trackingServers, given, [
  [at('TrackingServerStatus'), 'Stopped', { state: 'stopped' }],
  [at('TrackingServerStatus'), 'Odd', { state: lost }],
  [at('TrackingServerStatus'), undefined, { state: lost }],
  [at('MlflowVersion'), undefined, { version: lost }],
  [at('ArtifactStoreUri'), undefined, { '->buckets': [lost] }],
  [at('LastModifiedTime'), undefined, { modifiedAt: '2026-01-01T00:00:00Z' }],
]);
