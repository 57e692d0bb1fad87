import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { byDesign, fromScope, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ListSpec, ReadSpec } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { ownershipOf } from '../support/common.ts';

/** How the three services of Bedrock page. @see https://docs.aws.amazon.com/bedrock/latest/APIReference/ */
export const byToken = { ask: 'nextToken', answer: 'nextToken' } as const;

/** Lists of Bedrock and its agents take 1,000 items a page, those of AgentCore 100. */
export function listOf(
  service: 'bedrock' | 'bedrock-agent' | 'bedrock-agentcore',
  operation: string,
  items: string,
): ListSpec {
  const most = service === 'bedrock-agentcore' ? 100 : 1000;
  const prefix = service === 'bedrock-agent' ? 'bedrock' : service;
  return {
    service,
    operation,
    permission: `${prefix}:${operation}`,
    items,
    paging: { ...byToken, size: ['maxResults', most] },
  };
}

/** ARN of a thing of Bedrock in a scope, for answers that name ids only. */
export function bedrockArn({ region, account }: { region: string; account: string }, resource: string): string {
  return `arn:${partitionOfRegion(region)}:bedrock:${region}:${account}:${resource}`;
}

type Arn = (item: Record<string, unknown>, scope: { region: string; account: string }) => string;

/**
 * Trait ownership, and the read that answers it. Bedrock answers a list of keys and values, its agents and AgentCore a
 * map by name. All three answer the member also where there is no tag.
 */
export function tagging(service: 'bedrock' | 'bedrock-agent' | 'bedrock-agentcore', arn: Arn) {
  const read: ReadSpec = {
    service,
    operation: 'ListTagsForResource',
    permission: `${service === 'bedrock-agent' ? 'bedrock' : service}:ListTagsForResource`,
    expects: 'tags',
    input: (item, got) => ({ [service === 'bedrock' ? 'resourceARN' : 'resourceArn']: arn(item, got.scope) }),
  };
  const list: Spec<{ Key: string; Value: string }[]> = {
    reads: ['ListTagsForResource'],
    map: (answers) => {
      const outcome = answers.get('ListTagsForResource');
      if (outcome.status === 'failed') return { value: { $missing: outcome.missing }, from: [] };
      if (outcome.status !== 'answer') return { value: missing(), from: [] };
      const tags = at(outcome.body, '/tags');
      const from = [{ operation: `${service}:ListTagsForResource`, pointer: '/tags', evidence: outcome.evidence }];
      if (Array.isArray(tags))
        return { value: tags.map((tag) => ({ Key: String(at(tag, '/key')), Value: String(at(tag, '/value')) })), from };
      if (tags === null || typeof tags !== 'object') return { value: missing(), from };
      return { value: Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) })), from };
    },
  };
  return { read, facts: ownershipOf(list, {}) };
}

const privateLink = 'https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html';
const signed = 'https://docs.aws.amazon.com/bedrock/latest/userguide/security-iam.html';

/** Bedrock is reached through the signed API of AWS, in the customer's account. */
export const bedrockApi = {
  publicAccess: byDesign('provider-api', privateLink, '2026-11') as Spec<
    'private' | 'provider-api' | 'filtered' | 'open'
  >,
  allowedRanges: byDesign([] as string[], privateLink, '2026-11') as Spec<string[]>,
};

type Method = 'identity' | 'token' | 'key' | 'password' | 'anonymous';
/** A key of Bedrock acts as its IAM user, and is judged with the account: the resource itself knows identities only. */
export const bedrockIdentity = byDesign(['identity'] as Method[], signed, '2026-11') as Spec<Method[]>;

/** Trait residency of what stays in its region. */
export const inRegion = {
  region: fromScope((answers) => answers.scope.region),
  processing: byDesign(
    'region',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/data-protection.html',
    '2026-11',
  ) as Spec<'region' | 'geography' | 'global'>,
};

/** What neither runs by itself nor keeps a log of its own. */
export const noOwnLog = {
  appLogged: notSupported('It writes no log of its own; see the record of prompts and answers of the region.'),
  logFeeds: notSupported('It sends no log of its own; see the record of prompts and answers of the region.'),
};

/** A list of links of which none is known: the reason why. */
export const noLinks = (because: MissingValue): Spec<(string | MissingValue)[]> =>
  fromScope<(string | MissingValue)[]>(() => because);
