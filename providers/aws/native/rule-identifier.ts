/**
 * Identifiers of managed rules that are not their documented names in capitals.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html each rule's page
 */
const irregular: Record<string, string> = {
  CLOUD_TRAIL_ENABLED: 'cloudtrail-enabled',
  MULTI_REGION_CLOUD_TRAIL_ENABLED: 'multi-region-cloudtrail-enabled',
  INCOMING_SSH_DISABLED: 'restricted-ssh',
  RESTRICTED_INCOMING_TRAFFIC: 'restricted-common-ports',
  INSTANCES_IN_VPC: 'ec2-instances-in-vpc',
};

/**
 * The name of a managed rule as the catalog writes it (`sagemaker-notebook-no-direct-internet-access`), from the
 * identifier that Config gives (`SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS`). What a customer calls the rule, or
 * Security Hub (`securityhub-<name>-<hash>`), does not matter.
 */
export function managedRuleName(identifier: string): string {
  return Object.hasOwn(irregular, identifier)
    ? (irregular[identifier] ?? '')
    : identifier.toLowerCase().replaceAll('_', '-');
}
