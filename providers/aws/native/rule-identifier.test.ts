import { expect, test } from 'vitest';
import { managedRuleName } from './rule-identifier.ts';

test.each([
  ['SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS', 'sagemaker-notebook-no-direct-internet-access'],
  ['SAGEMAKER_ENDPOINT_CONFIG_PROD_INSTANCE_COUNT', 'sagemaker-endpoint-config-prod-instance-count'],
  ['MULTI_REGION_CLOUD_TRAIL_ENABLED', 'multi-region-cloudtrail-enabled'],
  ['CLOUD_TRAIL_ENABLED', 'cloudtrail-enabled'],
  ['CLOUD_TRAIL_ENCRYPTION_ENABLED', 'cloud-trail-encryption-enabled'],
  ['INCOMING_SSH_DISABLED', 'restricted-ssh'],
  ['', ''],
  ['constructor', 'constructor'],
])('%s is %s', (identifier, name) => {
  expect(managedRuleName(identifier)).toBe(name);
});
