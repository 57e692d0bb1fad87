import type { ListServiceSpecificCredentialsResponse } from '@aws-sdk/client-iam';
import type { GetPublicAccessBlockCommandOutput } from '@aws-sdk/client-s3-control';
import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  overScope,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { accountSubject } from '../native/subject.ts';
import { alwaysActive } from '../rows/common.ts';
import { neverIdle, notRead, residencyOfStore } from './common.ts';
import { globalRegion } from './global-region.ts';

const s3control = answersOf<{ GetPublicAccessBlock: GetPublicAccessBlockCommandOutput }>('s3control');
const iam = answersOf<{ ListServiceSpecificCredentials: ListServiceSpecificCredentialsResponse }>('iam');
const untagged = notSupported('The settings of an account have no tags of their own.');
const regional = notSupported('It is set in each region.');

/**
 * API keys of Bedrock that work and have no end. One that is inactive does not work; one that expired neither.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredentialMetadata.html
 */
const lastingKeys = derive(
  [iam.raw('ListServiceSpecificCredentials', '/ServiceSpecificCredentials')],
  (list): number | MissingValue => {
    const odd = (list ?? []).find(({ Status }) => !['Active', 'Inactive', 'Expired'].includes(String(Status)));
    if (odd !== undefined) return missing(`status ${String(odd.Status)} of a key is not known to this version`);
    return (list ?? []).filter(({ Status, ExpirationDate }) => Status === 'Active' && !ExpirationDate).length;
  },
);

/** What is set once for a whole account, so that it is judged once and not in every region. */
export const accountWide = collector({
  provider: 'aws',
  id: 'aws/support/account-wide',
  service: 'account',
  kind: 'account.settings',
  nativeType: 'AWS::::Account',
  at: 'account',
  one: (scope) => ({ Account: scope.account }),
  reads: [
    {
      service: 's3control',
      operation: 'GetPublicAccessBlock',
      permission: 's3:GetAccountPublicAccessBlock',
      expects: 'PublicAccessBlockConfiguration',
      answers: ['NoSuchPublicAccessBlockConfiguration'],
      input: (item) => ({ AccountId: item.Account ?? '' }),
    },
    {
      service: 'iam',
      operation: 'ListServiceSpecificCredentials',
      permission: 'iam:ListServiceSpecificCredentials',
      at: () => ({ region: globalRegion('aws') }),
      input: () => ({ AllUsers: true, ServiceName: 'bedrock.amazonaws.com' }),
      pages: {
        items: 'ServiceSpecificCredentials',
        ask: 'Marker',
        answer: 'Marker',
        more: 'IsTruncated',
        size: ['MaxItems', 1000],
      },
    },
  ],
  uid: (item) => `arn:aws:::${String(item.Account)}`,
  name: (item) => String(item.Account),
  facts: {
    ...residencyOfStore,
    ...neverIdle,
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    state: alwaysActive,
    createdAt: notSupported(),
    modifiedAt: notSupported(),
    lastUsedAt: notSupported(),
    auditTrail: regional,
    nativePosture: regional,
    inUse: overScope(),
    publicStorageBlocked: s3control.from(
      'GetPublicAccessBlock',
      '/PublicAccessBlockConfiguration',
      ({ BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets }) => {
        const all = [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets];
        if (all.includes(false)) return false;
        return all.every((one) => one === true) || missing('the answer lacks some of the four settings');
      },
      // NoSuchPublicAccessBlockConfiguration: the account has none.
      { absent: false },
    ),
    threatDetection: regional,
    openFindings: regional,
    postureScore: regional,
    integrations: regional,
    aiDataOptOut: notRead('organizations:DescribeEffectivePolicy'),
    policies: notExposed(
      'Ask the management account for the service control policies in effect here, and what they limit.',
    ),
    perimeter: notSupported(),
    maxTokenDays: notSupported(),
    staticModelKeys: lastingKeys,
    alertsOn: notSupported('Rules and alarms are set in each region.'),
  },
  parts: fromScope(({ scope }) => [accountSubject(scope.account, globalRegion('aws'))]),
  links: {},
});
