import { describe, expect, it } from 'vitest';
import { trailEvents } from './trails.ts';

type Part = Record<string, unknown>;
const basic = (...EventSelectors: Part[]) => trailEvents({ TrailARN: 'arn', EventSelectors });
const field = (Field: string, Equals: string[] | undefined, more: Part = {}): Part => ({
  Field,
  ...(Equals && { Equals }),
  ...more,
});
const advanced = (...selectors: Part[][]) =>
  trailEvents({ TrailARN: 'arn', AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })) });
const management = field('eventCategory', ['Management']);
const data = (type: string, ...more: Part[]) => [
  field('eventCategory', ['Data']),
  field('resources.type', [type]),
  ...more,
];
const s3 = (Values: string[], more: Part = {}): Part => ({
  ReadWriteType: 'All',
  DataResources: [{ Type: 'AWS::S3::Object', Values }],
  ...more,
});
const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });

describe('management events, basic selectors', () => {
  it.each([
    ['all', [{ ReadWriteType: 'All', IncludeManagementEvents: true }], 'all'],
    ['defaults', [{}], 'all'],
    ['writes', [{ ReadWriteType: 'WriteOnly' }], 'write-only'],
    ['reads', [{ ReadWriteType: 'ReadOnly' }], 'none'],
    ['reads here, writes there', [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }], 'all'],
    ['not included', [{ ReadWriteType: 'All', IncludeManagementEvents: false }], 'none'],
    ['without KMS', [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }], 'none'],
    ['with an empty exclusion', [{ ExcludeManagementEventSources: [] }], 'all'],
    ['without KMS here, with it there', [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }, {}], 'all'],
    ['no selector', [], 'none'],
  ] as const)('%s: %s', (_, selectors, expected) => {
    expect(basic(...selectors).management).toBe(expected);
  });

  it('names what is left out everywhere', () => {
    const without = (...sources: string[]) => ({ ExcludeManagementEventSources: sources });
    expect(basic(without('rdsdata.amazonaws.com', 'kms.amazonaws.com')).excludedSources).toEqual([
      'kms.amazonaws.com',
      'rdsdata.amazonaws.com',
    ]);
    expect(basic(without('kms.amazonaws.com'), {}).excludedSources).toEqual([]);
  });
});

describe('management events, advanced selectors', () => {
  it.each([
    ['all', [[management]], 'all'],
    ['writes', [[management, field('readOnly', ['false'])]], 'write-only'],
    ['reads', [[management, field('readOnly', ['true'])]], 'none'],
    [
      'both apart',
      [
        [management, field('readOnly', ['true'])],
        [management, field('readOnly', ['false'])],
      ],
      'all',
    ],
    ['without KMS', [[management, field('eventSource', undefined, { NotEquals: ['kms.amazonaws.com'] })]], 'none'],
    ['only of one service', [[management, field('eventSource', ['iam.amazonaws.com'])]], 'none'],
    ['only some names', [[management, field('eventName', undefined, { StartsWith: ['Create'] })]], 'none'],
    [
      'only some people',
      [[management, field('userIdentity.arn', undefined, { NotStartsWith: ['arn:aws:sts'] })]],
      'none',
    ],
    ['only of a type', [[management, field('resources.type', ['AWS::S3::Object'])]], 'none'],
    ['only data', [data('AWS::S3::Object')], 'none'],
    [
      'network activity',
      [[field('eventCategory', ['NetworkActivity']), field('eventSource', ['s3.amazonaws.com'])]],
      'none',
    ],
  ] as const)('%s: %s', (_, selectors, expected) => {
    expect(advanced(...selectors.map((fields) => [...fields])).management).toBe(expected);
  });

  it('basic selectors beside advanced ones do not count: a trail has one kind', () => {
    const both = { EventSelectors: [{}], AdvancedEventSelectors: [{ FieldSelectors: data('AWS::S3::Object') }] };
    expect(trailEvents(both).management).toBe('none');
    expect(trailEvents({ EventSelectors: [{}], AdvancedEventSelectors: [] }).management).toBe('all');
  });
});

describe('data events', () => {
  it.each([
    ['all buckets', s3(['arn:aws:s3']), ['AWS::S3::Object']],
    ['all buckets, with colons', s3(['arn:aws:s3:::']), ['AWS::S3::Object']],
    ['all buckets in China', s3(['arn:aws-cn:s3']), ['AWS::S3::Object']],
    ['one bucket and all', s3(['arn:aws:s3:::data/', 'arn:aws:s3']), ['AWS::S3::Object']],
    ['one bucket', s3(['arn:aws:s3:::data/']), []],
    ['a wildcard, which is a name here', s3(['arn:aws:s3:::*']), []],
    ['none', s3([]), []],
    ['all buckets, reads', s3(['arn:aws:s3'], { ReadWriteType: 'ReadOnly' }), []],
    ['all buckets, writes', s3(['arn:aws:s3'], { ReadWriteType: 'WriteOnly' }), []],
    ['all functions', { DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }, []],
  ] as const)('basic, %s: %j', (_, selector, expected) => {
    expect(basic(selector).mlDataEvents).toEqual(expected);
  });

  it.each([
    ['endpoints', [data('AWS::SageMaker::Endpoint')], ['AWS::SageMaker::Endpoint']],
    ['models of Bedrock', [data('AWS::Bedrock::Model')], ['AWS::Bedrock::Model']],
    ['gateways', [data('AWS::BedrockAgentCore::Gateway')], ['AWS::BedrockAgentCore::Gateway']],
    ['all objects', [data('AWS::S3::Object')], ['AWS::S3::Object']],
    [
      'all objects by prefix',
      [data('AWS::S3::Object', field('resources.ARN', undefined, { StartsWith: ['arn:aws:s3:::'] }))],
      ['AWS::S3::Object'],
    ],
    [
      'objects of one bucket',
      [data('AWS::S3::Object', field('resources.ARN', undefined, { StartsWith: ['arn:aws:s3:::data/'] }))],
      [],
    ],
    [
      'objects but of one bucket',
      [data('AWS::S3::Object', field('resources.ARN', undefined, { NotStartsWith: ['arn:aws:s3:::logs/'] }))],
      [],
    ],
    [
      'one endpoint',
      [data('AWS::SageMaker::Endpoint', field('resources.ARN', ['arn:aws:sagemaker:eu-west-1:1:endpoint/a']))],
      [],
    ],
    ['endpoints, writes', [data('AWS::SageMaker::Endpoint', field('readOnly', ['false']))], []],
    [
      'endpoints, reads and writes apart',
      [
        data('AWS::SageMaker::Endpoint', field('readOnly', ['false'])),
        data('AWS::SageMaker::Endpoint', field('readOnly', ['true'])),
      ],
      ['AWS::SageMaker::Endpoint'],
    ],
    [
      'endpoints, reads; features, writes',
      [
        data('AWS::SageMaker::Endpoint', field('readOnly', ['true'])),
        data('AWS::SageMaker::FeatureGroup', field('readOnly', ['false'])),
      ],
      [],
    ],
    ['endpoints, one operation', [data('AWS::SageMaker::Endpoint', field('eventName', ['InvokeEndpoint']))], []],
    [
      'endpoints, some callers',
      [
        data(
          'AWS::SageMaker::Endpoint',
          field('userIdentity.arn', undefined, { NotEquals: ['arn:aws:iam::1:role/a'] }),
        ),
      ],
      [],
    ],
    [
      'endpoints by the prefix of S3',
      [data('AWS::SageMaker::Endpoint', field('resources.ARN', undefined, { StartsWith: ['arn:aws:s3'] }))],
      [],
    ],
    ['tables', [data('AWS::DynamoDB::Table')], []],
    [
      'two types in one',
      [[field('eventCategory', ['Data']), field('resources.type', ['AWS::SageMaker::Endpoint', 'AWS::S3::Object'])]],
      [],
    ],
    [
      'all objects and a bucket',
      [
        data(
          'AWS::S3::Object',
          field('resources.ARN', undefined, { StartsWith: ['arn:aws:s3:::data/', 'arn:aws:s3'] }),
        ),
      ],
      ['AWS::S3::Object'],
    ],
    ['no type', [[field('eventCategory', ['Data'])]], []],
    ['a type but of management', [[management, field('resources.type', ['AWS::SageMaker::Endpoint'])]], []],
    [
      'several, sorted',
      [data('AWS::SageMaker::FeatureGroup'), data('AWS::SageMaker::Endpoint')],
      ['AWS::SageMaker::Endpoint', 'AWS::SageMaker::FeatureGroup'],
    ],
  ] as const)('advanced, %s: %j', (_, selectors, expected) => {
    expect(advanced(...selectors.map((fields) => [...fields])).mlDataEvents).toEqual(expected);
  });
});

it.each([
  ['nothing', undefined],
  ['an empty answer', {}],
  ['selectors that are text', { EventSelectors: 'All' }],
  ['an unknown ReadWriteType', { EventSelectors: [{ ReadWriteType: 'Some' }] }],
  ['a flag in words', { EventSelectors: [{ IncludeManagementEvents: 'true' }] }],
  ['no fields', { AdvancedEventSelectors: [{}] }],
  [
    'a category that is left open',
    { AdvancedEventSelectors: [{ FieldSelectors: [field('eventCategory', undefined, { NotEquals: ['Data'] })] }] },
  ],
  ['a strange readOnly', { AdvancedEventSelectors: [{ FieldSelectors: [management, field('readOnly', ['maybe'])] }] }],
  ['a field without a name', { AdvancedEventSelectors: [{ FieldSelectors: [{ Equals: ['a'] }] }] }],
])('%s is not understood', (_, answer) => {
  expect(() => trailEvents(answer)).toThrow(shape);
});
