import type { GetEventSelectorsResponse, GetTrailStatusResponse, Trail } from '@aws-sdk/client-cloudtrail';
import type { Jsonified } from '../../../src/model/json.ts';
import { answersOf, derive, missing, notExposed, refine } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { trailEvents } from '../analysis/trails.ts';
import { same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { neverIdle, notRead, residencyOfStore } from './common.ts';

/** Rows of the list are trails; the other two are asked for each. */
const { from, raw } = answersOf<{
  DescribeTrails: Trail;
  GetTrailStatus: GetTrailStatusResponse;
  GetEventSelectors: GetEventSelectorsResponse;
}>('cloudtrail');

const disk = encryption([{ name: 'logs', key: raw('DescribeTrails', '/KmsKeyId') }]);
const events = derive([raw('GetEventSelectors', '')], (answer) =>
  answer === undefined ? missing() : trailEvents(answer),
);
const unread = notRead('cloudtrail:ListTags');

/** A trail of CloudTrail, in the region that it was made in: its copies elsewhere are not listed again. */
export const trails = collector({
  provider: 'aws',
  id: 'aws/support/trail',
  service: 'cloudtrail',
  kind: 'log.trail',
  nativeType: 'AWS::CloudTrail::Trail',
  at: 'region',
  list: {
    service: 'cloudtrail',
    operation: 'DescribeTrails',
    permission: 'cloudtrail:DescribeTrails',
    items: 'trailList',
    // Copies of trails of other regions, and of the organisation in member accounts, are left out.
    input: { includeShadowTrails: false },
  },
  reads: [
    {
      service: 'cloudtrail',
      operation: 'GetTrailStatus',
      permission: 'cloudtrail:GetTrailStatus',
      memo: true,
      expects: 'IsLogging',
      input: (item) => ({ Name: item.TrailARN ?? '' }),
    },
    {
      service: 'cloudtrail',
      operation: 'GetEventSelectors',
      permission: 'cloudtrail:GetEventSelectors',
      memo: true,
      expects: 'TrailARN',
      input: (item) => ({ TrailName: item.TrailARN ?? '' }),
    },
    disk.read,
  ],
  uid: (item) => String(item.TrailARN),
  name: (item) => String(item.Name),
  facts: {
    ...disk.facts,
    ...residencyOfStore,
    ...neverIdle,
    tags: unread,
    owner: unread,
    dataClass: unread,
    // Switched on, but not delivered, leaves no record: CloudTrail names the error of the newest delivery, if it failed.
    active: derive(
      [raw('GetTrailStatus', '/IsLogging'), raw('GetTrailStatus', '/LatestDeliveryError')],
      (on, failure) => (on === undefined ? missing() : on && (failure === undefined || failure === '')),
    ),
    management: refine(events, (found) => found.management),
    mlDataEvents: refine(events, (found) => [...found.mlDataEvents]),
    tamperProof: from('DescribeTrails', '/LogFileValidationEnabled', same, { absent: missing() }),
    allRegions: from('DescribeTrails', '/IsMultiRegionTrail', same, { absent: missing() }),
    exempted: derive([raw('GetEventSelectors', '')], (answer) =>
      answer === undefined ? missing() : exemptedBy(answer),
    ),
    state: from('GetTrailStatus', '/IsLogging', (on) => (on ? ('active' as const) : ('stopped' as const)), {
      absent: missing(),
    }),
    createdAt: notExposed('Ask for the CloudTrail record of CreateTrail.'),
    modifiedAt: notExposed('Ask for the CloudTrail records of UpdateTrail.'),
    lastUsedAt: from('GetTrailStatus', '/LatestDeliveryTime', same, { absent: null }), // nothing delivered yet
  },
  links: {
    ...disk.links,
    buckets: from(
      'DescribeTrails',
      '/S3BucketName',
      (name, { scope }) => [`arn:${partitionOfRegion(scope.region)}:s3:::${name}`],
      { absent: missing() },
    ),
    // Left out where the trail is written to a bucket alone.
    logGroups: from('DescribeTrails', '/CloudWatchLogsLogGroupArn', (arn) => [arn.replace(/:\*$/, '')], { absent: [] }),
  },
});

/**
 * Identities that advanced selectors leave out.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
function exemptedBy({ AdvancedEventSelectors: selectors = [] }: Jsonified<GetEventSelectorsResponse>): string[] {
  const fields = selectors.flatMap(({ FieldSelectors }) => FieldSelectors ?? []);
  return fields
    .filter(({ Field }) => Field === 'userIdentity.arn')
    .flatMap((field) => [
      ...(field.NotEquals ?? []),
      ...(field.NotStartsWith ?? []).map((start) => `${start}*`),
      ...(field.NotEndsWith ?? []).map((end) => `*${end}`),
    ]);
}
