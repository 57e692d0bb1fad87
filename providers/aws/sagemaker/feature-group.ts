import type { DescribeFeatureGroupResponse } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { doorsNotRead, ownership, providerApi, residency, same, stateOf, tagsRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { bucketLinks } from '../rows/storage.ts';

const { from, raw } = answersOf<{ DescribeFeatureGroup: DescribeFeatureGroupResponse }>('sagemaker');

/** Off by default. */
const online: Spec<boolean> = from('DescribeFeatureGroup', '/OnlineStoreConfig/EnableOnlineStore', same, {
  absent: false,
});
const offlineConfig = raw('DescribeFeatureGroup', '/OfflineStoreConfig');
const stores = encryption([
  { name: 'online', key: raw('DescribeFeatureGroup', '/OnlineStoreConfig/SecurityConfig/KmsKeyId'), used: online },
  {
    name: 'offline',
    key: raw('DescribeFeatureGroup', '/OfflineStoreConfig/S3StorageConfig/KmsKeyId'),
    used: derive([offlineConfig], (config) => config !== undefined),
  },
]);
const role = raw('DescribeFeatureGroup', '/RoleArn');
const states = stateOf({
  Creating: 'pending',
  Created: 'active',
  CreateFailed: 'failed',
  DeleteFailed: 'failed',
  Deleting: 'deleting',
});
const daysOf: Readonly<Record<string, number>> = {
  Seconds: 1 / 86_400,
  Minutes: 1 / 1_440,
  Hours: 1 / 24,
  Days: 1,
  Weeks: 7,
};

export const featureGroups = collector({
  provider: 'aws',
  id: 'aws/sagemaker/feature-group',
  service: 'sagemaker',
  kind: 'ml.feature_store',
  nativeType: 'AWS::SageMaker::FeatureGroup',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListFeatureGroups',
    permission: 'sagemaker:ListFeatureGroups',
    items: 'FeatureGroupSummaries',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeFeatureGroup',
      permission: 'sagemaker:DescribeFeatureGroup',
      input: (item) => ({ FeatureGroupName: item.FeatureGroupName ?? '' }),
      expects: 'FeatureGroupArn',
      gone: true,
    },
    tagsRead((item) => String(item.FeatureGroupArn)),
    stores.read,
  ],
  uid: (item) => String(item.FeatureGroupArn),
  name: (item) => String(item.FeatureGroupName),

  facts: {
    ...stores.facts,
    ...providerApi,
    ...residency,
    ...ownership,
    // The role writes the offline store: without one there is nothing to act for.
    runsAs: derive([role, offlineConfig], (arn, config) =>
      arn !== undefined && arn !== '' ? 'own' : config === undefined ? 'none' : missing('no role is named'),
    ),
    sharedWith: notExposed('Ask for the resource shares of AWS RAM that name the feature group.'),
    outsiders: notExposed('Ask for the resource shares of AWS RAM that name the feature group.'),
    documents: from(
      'DescribeFeatureGroup',
      '/Description',
      (text) => (text.trim() === '' ? [] : ['description' as const]),
      { absent: [] },
    ),
    online,
    offline: derive([offlineConfig, raw('DescribeFeatureGroup', '/OfflineStoreStatus/Status')], (config, status) => {
      if (status === 'Active') return true;
      if (status === 'Blocked' || status === 'Disabled') return false;
      if (status !== undefined) return missing(`offline store status ${String(status)} is not known to this version`);
      return config === undefined ? false : missing('the offline store has no status yet');
    }),
    ttlDays: derive([online, raw('DescribeFeatureGroup', '/OnlineStoreConfig/TtlDuration')], (on, ttl) => {
      if (!on) return missing('It has no online store.', 'not-supported');
      // Left out: records stay until they are deleted.
      if (ttl === undefined) return null;
      const days = daysOf[ttl.Unit ?? ''];
      return days === undefined || ttl.Value === undefined
        ? missing(`a time to live in ${ttl.Unit ?? 'no unit'}`)
        : Math.ceil(Number((ttl.Value * days).toFixed(6)));
    }),
    monitored: notSupported('SageMaker watches what endpoints get, not what feature groups hold.'),
    state: from('DescribeFeatureGroup', '/FeatureGroupStatus', states, { absent: missing() }),
    createdAt: from('DescribeFeatureGroup', '/CreationTime', same, { absent: missing() }),
    // Left out: nobody changed it since it was made.
    modifiedAt: derive(
      [raw('DescribeFeatureGroup', '/LastModifiedTime'), raw('DescribeFeatureGroup', '/CreationTime')],
      (changed, created) => changed ?? created ?? missing(),
    ),
    lastUsedAt: notExposed('Ask for the CloudTrail data events of AWS::SageMaker::FeatureGroup.'),
    idleStopMinutes: notSupported('A store does not idle.'),
  },
  links: {
    privateEndpoints: doorsNotRead,
    ...stores.links,
    principals: derive([role, offlineConfig], (arn, config): (string | MissingValue)[] | MissingValue =>
      arn !== undefined && arn !== '' ? [arn] : config === undefined ? [] : missing('no role is named'),
    ),
    buckets: deriveSome([offlineConfig, fromScope((answers) => answers.scope.region)], (config, region) => {
      if (isMissingValue(config)) return config;
      const where = config?.S3StorageConfig;
      return bucketLinks([where?.ResolvedOutputS3Uri ?? where?.S3Uri], String(region));
    }),
  },
});
