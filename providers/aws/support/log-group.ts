import type { DescribeLogGroupsResponse, LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import {
  answersOf,
  byDesign,
  derive,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { isArn, parseArn } from '../analysis/arn.ts';
import { byTable, doorsNotRead } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { neverIdle, notOfKind, notRead, residencyOfStore } from './common.ts';

const { raw } = answersOf<{ DescribeLogGroups: DescribeLogGroupsResponse }>('logs');
type Group = Jsonified<LogGroup>;

/** Reads the log group of a name; there is no operation for one alone, so those whose names begin alike come along. */
export const logGroupRead = {
  service: 'logs',
  operation: 'DescribeLogGroups',
  permission: 'logs:DescribeLogGroups',
  memo: true,
  pages: { items: 'logGroups', ask: 'nextToken', answer: 'nextToken', size: ['limit', 50] },
} as const satisfies Omit<ReadSpec, 'input'>;

/** The group of exactly this name. */
export function groupNamed(list: readonly Group[] | undefined, name: string): Group | MissingValue {
  return (list ?? []).find((one) => one.logGroupName === name) ?? missing(`there is no log group ${name}`);
}

/** Days that a log group keeps its events; never set, it keeps them for ever. @see API_LogGroup.html retentionInDays */
export const retentionOf = (group: Group): number | null => group.retentionInDays ?? null;

const group: Spec<Group> = {
  reads: ['DescribeLogGroups'],
  map: (answers) => {
    const { value, from } = raw('DescribeLogGroups', '/logGroups').map(answers);
    if (value !== undefined && '$missing' in value) return { value, from };
    return { value: groupNamed(value, String(answers.item.Name)), from };
  },
};

const disk = encryption([{ name: 'logs', key: refine(group, ({ kmsKeyId }) => kmsKeyId) }]);
const access = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/auth-and-access-control-cwl.html';
const unread = notRead('logs:ListTagsForResource');

/** A log group of CloudWatch, named by its ARN without the `:*` that policies put behind it. */
const masks = byTable('data protection', { ACTIVATED: true, ARCHIVED: false, DELETED: false, DISABLED: false });

export const logGroups = collector({
  provider: 'aws',
  id: 'aws/support/log-group',
  service: 'logs',
  kind: 'log.group',
  nativeType: 'AWS::Logs::LogGroup',
  at: 'region',
  refer: (uid) => {
    const arn = isArn(uid) ? parseArn(uid) : undefined;
    if (arn?.service !== 'logs' || !arn.resource.startsWith('log-group:')) return notOfKind('a log group', uid);
    const name = arn.resource.slice('log-group:'.length).replace(/:\*$/, '');
    return { scope: { account: arn.account, region: arn.region }, item: { Arn: uid, Name: name } };
  },
  reads: [{ ...logGroupRead, input: (item) => ({ logGroupNamePrefix: item.Name ?? '' }) }, disk.read],
  uid: (item) => String(item.Arn),
  name: (item) => String(item.Name),
  facts: {
    ...disk.facts,
    ...residencyOfStore,
    ...neverIdle,
    tags: unread,
    owner: unread,
    dataClass: unread,
    publicAccess: byDesign('provider-api', access, '2026-11') as Spec<'private' | 'provider-api' | 'filtered' | 'open'>,
    allowedRanges: byDesign([] as string[], access, '2026-11') as Spec<string[]>,
    // Off unless it was switched on: then senders of log events may show a token in place of a signature.
    authMethods: refine(group, ({ bearerTokenAuthenticationEnabled: tokens }) =>
      tokens === true ? ['identity' as const, 'token' as const] : ['identity' as const],
    ) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>,
    shell: notSupported('A log group runs no machine that one could log in to.'),
    plainSecrets: notSupported('Only what is logged could hold secrets.'),
    retentionDays: refine(group, retentionOf),
    locked: notSupported('CloudWatch Logs has no lock on the time that logs are kept.'),
    // Left out: it never had a policy of its own. The account's policy masks in all groups.
    masking: refine(
      group,
      ({ dataProtectionStatus: own, inheritedProperties: inherited }) =>
        (inherited ?? []).includes('ACCOUNT_DATA_PROTECTION') || masks(own ?? 'DELETED'),
    ),
    state: derive([group], () => 'active' as const),
    createdAt: refine(group, ({ creationTime }) =>
      creationTime === undefined ? missing() : new Date(creationTime).toISOString(),
    ),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the log group.'),
    lastUsedAt: notExposed('Ask for the metric IncomingLogEvents of the log group.'),
  },
  links: { ...disk.links, privateEndpoints: doorsNotRead },
});
