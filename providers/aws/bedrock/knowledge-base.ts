import type {
  GetDataSourceResponse,
  GetKnowledgeBaseResponse,
  ListDataSourcesResponse,
  ListIngestionJobsResponse,
} from '@aws-sdk/client-bedrock-agent';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { roleIdentity, same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { notRead } from '../support/common.ts';
import { bedrockArn, byToken, inRegion, listOf, tagging } from './common.ts';
import { indexes } from './knowledge-index.ts';
import { type DataSource, sourcesOf } from './knowledge-sources.ts';
import { lastSync } from './knowledge-sync.ts';

const { from, raw, each } = answersOf<{
  GetKnowledgeBase: GetKnowledgeBaseResponse;
  ListDataSources: ListDataSourcesResponse;
  GetDataSource: GetDataSourceResponse;
  ListIngestionJobs: ListIngestionJobsResponse;
}>('bedrock-agent');

const arnOf = (item: Record<string, unknown>, scope: { region: string; account: string }) =>
  bedrockArn(scope, `knowledge-base/${String(item.knowledgeBaseId)}`);
const tags = tagging('bedrock-agent', arnOf);
const id = (item: Record<string, unknown>) => String(item.knowledgeBaseId ?? '');

const states = stateOf({
  ACTIVE: 'active',
  UPDATING: 'active',
  UPDATE_UNSUCCESSFUL: 'active',
  DELETE_UNSUCCESSFUL: 'active',
  CREATING: 'pending',
  FAILED: 'failed',
  DELETING: 'deleting',
});

const listed = raw('ListDataSources', '/dataSourceSummaries');
const eachSource = (_item: unknown, got: Answers): string[] => {
  const { value } = listed.map(got);
  return isMissingValue(value) || value === undefined ? [] : value.map((one) => one.dataSourceId ?? '');
};

/** All data sources, as each is described; missing as a whole where their list is. */
const sources: Spec<(DataSource | MissingValue)[]> = deriveSome(
  [listed, each('GetDataSource', '/dataSource')],
  (list, found) => {
    if (isMissingValue(list)) return list;
    if (list === undefined) return missing('the data sources');
    if (isMissingValue(found)) return found;
    return [...found.values()].map((one) => one ?? missing('the data source'));
  },
);
/** A fact of all sources: missing where one of them could not be read. */
const ofSources = <V>(fn: (all: DataSource[]) => V | MissingValue): Spec<V> =>
  derive(
    [sources],
    (all) => all.find(isMissingValue) ?? fn(all.filter((one): one is DataSource => !isMissingValue(one))),
  );

const config = raw('GetKnowledgeBase', '/knowledgeBase/knowledgeBaseConfiguration');

const stores = encryption([
  // What Bedrock keeps of each source while it reads it in. The index is a resource of its own.
  {
    name: 'data',
    key: derive([sources], (all) =>
      all.map((one) => (isMissingValue(one) ? one : one.serverSideEncryptionConfiguration?.kmsKeyArn)),
    ),
  },
  // A managed one stores the documents itself.
  {
    name: 'metadata',
    key: derive(
      [config],
      (set) => set?.managedKnowledgeBaseConfiguration?.serverSideEncryptionConfiguration?.kmsKeyArn,
    ),
    used: derive([config], (set) => (set === undefined ? missing() : set.type === 'MANAGED')),
  },
]);

const identity = roleIdentity(raw('GetKnowledgeBase', '/knowledgeBase/roleArn'));
const sync = lastSync(listed, each('ListIngestionJobs', '/ingestionJobSummaries'));

/** Documents prepared for looking up, with the sources that they come from. */
export const knowledgeBases = collector({
  provider: 'aws',
  id: 'aws/bedrock/knowledge-base',
  service: 'bedrock',
  kind: 'genai.knowledge_base',
  nativeType: 'AWS::Bedrock::KnowledgeBase',
  at: 'region',
  list: listOf('bedrock-agent', 'ListKnowledgeBases', 'knowledgeBaseSummaries'),
  reads: [
    {
      service: 'bedrock-agent',
      operation: 'GetKnowledgeBase',
      permission: 'bedrock:GetKnowledgeBase',
      expects: 'knowledgeBase',
      gone: true,
      input: (item) => ({ knowledgeBaseId: id(item) }),
    },
    {
      service: 'bedrock-agent',
      operation: 'ListDataSources',
      permission: 'bedrock:ListDataSources',
      pages: { ...byToken, items: 'dataSourceSummaries' },
      input: (item) => ({ knowledgeBaseId: id(item) }),
    },
    {
      service: 'bedrock-agent',
      operation: 'GetDataSource',
      permission: 'bedrock:GetDataSource',
      expects: 'dataSource',
      each: eachSource,
      input: (item, _got, source) => ({ knowledgeBaseId: id(item), dataSourceId: source }),
    },
    {
      service: 'bedrock-agent',
      operation: 'ListIngestionJobs',
      permission: 'bedrock:ListIngestionJobs',
      expects: 'ingestionJobSummaries',
      each: eachSource,
      // Only the newest is looked at: the list has no end.
      input: (item, _got, source) => ({
        knowledgeBaseId: id(item),
        dataSourceId: source,
        sortBy: { attribute: 'STARTED_AT', order: 'DESCENDING' },
        maxResults: 1,
      }),
    },
    tags.read,
    stores.read,
    ...trailReads,
  ],
  uid: arnOf,
  name: (item) => String(item.name),
  // Results of AWS's own rules are about single data sources.
  parts: derive([listed, raw('GetKnowledgeBase', '/knowledgeBase')], (list, base) =>
    (list ?? []).flatMap(({ dataSourceId: source }) => [
      `${base?.knowledgeBaseId}|${source}`,
      `${base?.knowledgeBaseArn}/data-source/${source}`,
    ]),
  ),
  facts: {
    ...stores.facts,
    ...identity.facts,
    ...tags.facts,
    ...inRegion,
    accessLogged: useRecorded('AWS::Bedrock::KnowledgeBase'),
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    sources: ofSources(sourcesOf),
    aclFiltered: derive([config], (set): boolean | MissingValue =>
      set?.type === 'KENDRA'
        ? missing('not read by this version: kendra:DescribeIndex', 'out-of-scope')
        : missing('Bedrock filters by what the caller asks for, not by who asks.', 'not-supported'),
    ),
    /** @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_DataSource.html dataDeletionPolicy */
    deletesWithSource: ofSources((all) => {
      if (all.length === 0) return missing('It has no data sources.', 'not-supported');
      const policies = all.map((one) => one.dataDeletionPolicy);
      if (policies.includes('RETAIN')) return false;
      return policies.every((one) => one === 'DELETE') ? true : missing('a data source has no deletion policy');
    }),
    lastSyncAt: sync.at,
    lastSyncOutcome: sync.outcome,
    state: from('GetKnowledgeBase', '/knowledgeBase/status', states, { absent: missing() }),
    createdAt: from('GetKnowledgeBase', '/knowledgeBase/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetKnowledgeBase', '/knowledgeBase/updatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the CloudTrail records of Retrieve.'),
    idleStopMinutes: notSupported('It does not run, so it cannot idle.'),
  },
  links: {
    ...stores.links,
    ...identity.links,
    indexes,
    buckets: derive([sources], (all) => {
      const arns = all.map((one) =>
        isMissingValue(one) ? one : one.dataSourceConfiguration?.s3Configuration?.bucketArn,
      );
      return [...new Set(arns.filter((arn) => arn !== undefined))];
    }),
  },
});
