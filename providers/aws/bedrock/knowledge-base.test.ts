import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { knowledgeBases } from './knowledge-base.ts';

const arn = 'arn:aws:bedrock:eu-west-1:123456789012:knowledge-base/KB1';
const role = 'arn:aws:iam::123456789012:role/kb';
const collection = 'arn:aws:aoss:eu-west-1:123456789012:collection/c';
const source = (id: string, more: JsonObject = {}) => ({
  dataSource: {
    dataSourceId: id,
    dataDeletionPolicy: 'DELETE',
    dataSourceConfiguration: { type: 'S3', s3Configuration: { bucketArn: 'arn:aws:s3:::guides' } },
    serverSideEncryptionConfiguration: { kmsKeyArn: keyA },
    ...more,
  },
});
const job = (status: string, updatedAt: string) => ({ ingestionJobSummaries: [{ status, updatedAt }] });
const given: Given = {
  item: { knowledgeBaseId: 'KB1', name: 'guidelines' },
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    ListTagsForResource: { tags: {} },
    GetKnowledgeBase: {
      knowledgeBase: {
        knowledgeBaseId: 'KB1',
        knowledgeBaseArn: arn,
        roleArn: role,
        status: 'ACTIVE',
        knowledgeBaseConfiguration: { type: 'VECTOR' },
        storageConfiguration: {
          type: 'OPENSEARCH_SERVERLESS',
          opensearchServerlessConfiguration: { collectionArn: collection },
        },
        createdAt: '2026-01-01T00:00:00Z',
        updatedAt: '2026-01-02T00:00:00Z',
      },
    },
    ListDataSources: { dataSourceSummaries: [{ dataSourceId: 'D1' }] },
    GetDataSource: source('D1'),
    ListIngestionJobs: job('COMPLETE', '2026-02-01T00:00:00Z'),
    ...recordedBy(['AWS::Bedrock::KnowledgeBase']),
  },
};

contract(knowledgeBases, given);
const mapped = (change: Record<string, unknown> = {}) =>
  plainOf(resourceOf(knowledgeBases, { ...given, reads: { ...given.reads, ...(change as typeof given.reads) } }));
const lost = 'missing: not-returned';

describe('a knowledge base', () => {
  it('is mapped', () => {
    expect(mapped()).toMatchObject({
      uid: arn,
      name: 'guidelines',
      parts: ['KB1|D1', `${arn}/data-source/D1`],
      keyAtRest: 'customer',
      stores: [{ name: 'data', key: 'customer' }],
      runsAs: 'own',
      accessLogged: true,
      sources: [{ type: 'S3', uri: 'arn:aws:s3:::guides', publicWeb: false }],
      deletesWithSource: true,
      lastSyncAt: '2026-02-01T00:00:00Z',
      lastSyncOutcome: 'succeeded',
      state: 'active',
      '->indexes': [collection],
      '->buckets': ['arn:aws:s3:::guides'],
      '->principals': [role],
      '->keys': [keyA],
    });
  });

  it('of two sources is the weaker of both', () => {
    const two = {
      ListDataSources: { dataSourceSummaries: [{ dataSourceId: 'D1' }, { dataSourceId: 'D2' }] },
      GetDataSource: (input: JsonObject) =>
        input.dataSourceId === 'D1'
          ? source('D1')
          : source('D2', { dataDeletionPolicy: 'RETAIN', serverSideEncryptionConfiguration: {} }),
      ListIngestionJobs: (input: JsonObject) =>
        input.dataSourceId === 'D1' ? job('COMPLETE', '2026-02-01T00:00:00Z') : job('FAILED', '2026-01-01T00:00:00Z'),
    };
    expect(mapped(two)).toMatchObject({
      keyAtRest: 'provider',
      stores: [
        { name: 'data', key: 'customer' },
        { name: 'data', key: 'provider' },
      ],
      deletesWithSource: false,
      lastSyncAt: '2026-01-01T00:00:00Z',
      lastSyncOutcome: 'failed',
    });
    const refusedOne = {
      ...two,
      GetDataSource: (input: JsonObject) => (input.dataSourceId === 'D1' ? source('D1') : denied),
    };
    expect(mapped(refusedOne)).toMatchObject({
      deletesWithSource: 'missing: access-denied bedrock:GetDataSource',
      sources: 'missing: access-denied bedrock:GetDataSource',
      stores: [
        { name: 'data', key: 'customer' },
        { name: 'data', key: 'missing: access-denied bedrock:GetDataSource' },
      ],
    });
  });

  it.each([
    ['never', { ingestionJobSummaries: [] }, 'never-ran', lost],
    ['at this moment', job('IN_PROGRESS', '2026-03-01T00:00:00Z'), 'running', '2026-03-01T00:00:00Z'],
    ['and stopped', job('STOPPED', '2026-03-01T00:00:00Z'), 'stopped', '2026-03-01T00:00:00Z'],
    ['in a way that nobody knows', job('DREAMING', '2026-03-01T00:00:00Z'), lost, '2026-03-01T00:00:00Z'],
  ])('was read in: %s', (_name, answer, outcome, time) => {
    expect(mapped({ ListIngestionJobs: answer })).toMatchObject({ lastSyncOutcome: outcome, lastSyncAt: time });
  });

  it.each([
    [
      'WEB',
      {
        webConfiguration: {
          sourceConfiguration: { urlConfiguration: { seedUrls: [{ url: 'https://a' }, { url: 'https://b' }] } },
        },
      },
      [
        { type: 'WEB', uri: 'https://a', publicWeb: true },
        { type: 'WEB', uri: 'https://b', publicWeb: true },
      ],
    ],
    [
      'CONFLUENCE',
      { confluenceConfiguration: { sourceConfiguration: { hostUrl: 'https://wiki' } } },
      [{ type: 'CONFLUENCE', uri: 'https://wiki', publicWeb: false }],
    ],
    ['CUSTOM', {}, [{ type: 'CUSTOM', uri: lost, publicWeb: false }]],
  ])('reads from %s', (type, more, expected) => {
    const GetDataSource = source('D1', { dataSourceConfiguration: { type, ...more } as JsonObject });
    expect(mapped({ GetDataSource }).sources).toEqual(expected);
  });

  it('without a source has nothing to judge', () => {
    expect(mapped({ ListDataSources: { dataSourceSummaries: [] } })).toMatchObject({
      stores: [],
      sources: [],
      deletesWithSource: 'missing: not-supported',
      lastSyncOutcome: 'never-ran',
    });
  });
});

const at = (member: string) => `GetKnowledgeBase/knowledgeBase/${member}`;
changesTable(knowledgeBases, given, [
  [
    'GetDataSource/dataSource/serverSideEncryptionConfiguration',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] },
  ],
  ['GetDataSource/dataSource/dataDeletionPolicy', 'RETAIN', { deletesWithSource: false }],
  ['GetDataSource/dataSource/dataDeletionPolicy', undefined, { deletesWithSource: lost }],
  [
    at('knowledgeBaseConfiguration'),
    { type: 'MANAGED', managedKnowledgeBaseConfiguration: { serverSideEncryptionConfiguration: { kmsKeyArn: keyB } } },
    {
      stores: [
        { name: 'data', key: 'customer' },
        { name: 'metadata', key: 'customer' },
      ],
      '->keys': [keyA, keyB],
    },
  ],
  [at('knowledgeBaseConfiguration/type'), 'KENDRA', { aclFiltered: 'missing: out-of-scope' }],
  [at('storageConfiguration'), { type: 'PINECONE' }, { '->indexes': 'missing: out-of-scope' }],
  [at('storageConfiguration'), undefined, { '->indexes': lost }],
  [
    at('storageConfiguration'),
    { type: 'S3_VECTORS', s3VectorsConfiguration: { indexArn: 'arn:aws:s3vectors:x' } },
    { '->indexes': ['arn:aws:s3vectors:x'] },
  ],
  [at('status'), 'DELETE_UNSUCCESSFUL', {}],
  [at('status'), 'FAILED', { state: 'failed' }],
  [at('roleArn'), undefined, { runsAs: lost, '->principals': lost }],
]);
