import type {
  DescribeConfigurationRecorderStatusResponse,
  DescribeConfigurationRecordersResponse,
} from '@aws-sdk/client-config-service';
import type { DescribeHubResponse } from '@aws-sdk/client-securityhub';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  overScope,
  refine,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { recordingNow, recordsMl } from '../native/config-recorder.ts';
import { accountSubject } from '../native/subject.ts';
import { alwaysActive } from '../rows/common.ts';
import { attacksLookedFor, detectorReads } from '../rows/threat-detection.ts';
import { changesRecorded, trailReads } from '../rows/trail-events.ts';
import { neverIdle, notRead, residencyOfStore } from './common.ts';

const config = answersOf<{
  DescribeConfigurationRecorders: DescribeConfigurationRecordersResponse;
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusResponse;
}>('config');
const hub = answersOf<{
  DescribeHub: DescribeHubResponse;
  /** Items of a paged read that are no objects are wrapped. */
  ListEnabledProductsForImport: { ProductSubscriptions: { value: string }[] };
}>('securityhub');

/** The checks of AWS itself that run in a region. One that could not be asked leaves the list open, since it may belong there. */
const nativePosture = deriveSome(
  [
    config.raw('DescribeConfigurationRecorders', '/ConfigurationRecorders'),
    config.raw('DescribeConfigurationRecorderStatus', '/ConfigurationRecordersStatus'),
    hub.raw('DescribeHub', '/HubArn'),
  ],
  (recorders, status, hubArn): string[] | MissingValue => {
    if (isMissingValue(recorders)) return recorders;
    if (isMissingValue(status)) return status;
    if (isMissingValue(hubArn)) return hubArn;
    // A recorder that fails, or leaves machine learning out, checks nothing of it.
    const kept = recordingNow(recorders ?? [], status ?? []).map(recordsMl);
    if (!kept.includes(true) && kept.includes(undefined)) return missing('a recorder does not say what it records');
    return [...(kept.includes(true) ? ['aws-config'] : []), ...(hubArn === undefined ? [] : ['aws-security-hub'])];
  },
);

/** Rules of EventBridge, functions and topics together make such an alert; no single read tells that it works. */
export const alertsOn = notExposed(
  'Ask for the EventBridge rule or metric filter on training jobs and on the buckets of training data, whom it tells, and one alert that arrived.',
);
const asked = { memo: true } as const;
const wide = notSupported('It is the same for the whole account, and judged there.');

/** Products whose findings Security Hub takes, e.g. `aws/guardduty`; none where it is off. */
const products = hub.from(
  'ListEnabledProductsForImport',
  '/ProductSubscriptions',
  (list) => list.map(({ value: arn }) => arn.split('product-subscription/').at(-1) ?? arn),
  { absent: [] },
);
const untagged = notSupported('An account and region has no tags of its own.');

/** What is set once for an account in a region. */
export const accountSettings = collector({
  provider: 'aws',
  id: 'aws/support/account-settings',
  service: 'account',
  kind: 'account.settings',
  nativeType: 'AWS::::Account',
  at: 'region',
  one: (scope) => ({ Account: scope.account, Region: scope.region }),
  reads: [
    ...trailReads,
    {
      ...asked,
      service: 'config',
      operation: 'DescribeConfigurationRecorders',
      permission: 'config:DescribeConfigurationRecorders',
      expects: 'ConfigurationRecorders',
      input: () => ({}),
    },
    {
      ...asked,
      service: 'config',
      operation: 'DescribeConfigurationRecorderStatus',
      permission: 'config:DescribeConfigurationRecorderStatus',
      expects: 'ConfigurationRecordersStatus',
      input: () => ({}),
    },
    ...detectorReads,
    // Not subscribed is an answer: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html InvalidAccessException
    {
      ...asked,
      service: 'securityhub',
      operation: 'DescribeHub',
      permission: 'securityhub:DescribeHub',
      expects: 'HubArn',
      answers: ['InvalidAccessException', 'ResourceNotFoundException'],
      input: () => ({}),
    },
    {
      ...asked,
      service: 'securityhub',
      operation: 'ListEnabledProductsForImport',
      permission: 'securityhub:ListEnabledProductsForImport',
      answers: ['InvalidAccessException', 'ResourceNotFoundException'],
      input: () => ({}),
      pages: { items: 'ProductSubscriptions', ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
    },
  ],
  uid: (item) => `arn:${partitionOfRegion(String(item.Region))}:::${String(item.Account)}:${String(item.Region)}`,
  name: (item) => `${String(item.Account)} ${String(item.Region)}`,
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
    auditTrail: refine(changesRecorded, (recorded) => (recorded ? ('on' as const) : ('off' as const))),
    nativePosture,
    inUse: overScope(),
    publicStorageBlocked: notSupported('It is set for the whole account.'),
    threatDetection: attacksLookedFor,
    // Most name a user or an address, not what was attacked: which concern machine learning, a person has to say.
    openFindings: notExposed(
      'Ask for the open findings of GuardDuty, Inspector and Macie here, which of them concern machine learning, and what was done.',
    ),
    postureScore: notRead('securityhub:GetFindings'),
    integrations: products,
    aiDataOptOut: wide,
    policies: wide,
    perimeter: notSupported(
      'AWS has no boundary of its own around an account; endpoint policies and organisation policies make one.',
    ),
    maxTokenDays: notSupported(),
    staticModelKeys: wide,
    alertsOn,
  },
  // Results of Config and Security Hub on the account join here.
  parts: fromScope(({ scope }) => [accountSubject(scope.account, scope.region)]),
  links: {},
});
