import { describe, expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { answersOf, denied, type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { endpointConfigs } from './endpoint-config.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const endpoint = (name: string, config: string, more: JsonObject = {}): JsonObject => ({
  EndpointName: name,
  EndpointArn: `${sm}:endpoint/${name}`,
  EndpointConfigName: config,
  ...more,
});
const endpoints = (list: Record<string, JsonObject | typeof denied>): Given['reads'] => ({
  ListEndpoints: { Endpoints: Object.keys(list).map((EndpointName) => ({ EndpointName })) },
  DescribeEndpoint: (input) => list[String(input.EndpointName)] ?? denied,
});

const given: Given = {
  item: { EndpointConfigName: 'old', EndpointConfigArn: `${sm}:endpoint-config/old` },
  reads: {
    ...usual,
    DescribeEndpointConfig: {
      EndpointConfigName: 'old',
      EndpointConfigArn: `${sm}:endpoint-config/old`,
      CreationTime: '2025-01-02T03:04:05Z',
      KmsKeyId: keyA,
      ProductionVariants: [
        {
          VariantName: 'a',
          ModelName: 'churn',
          InstanceType: 'ml.m5.xlarge',
          InitialInstanceCount: 2,
          InitialVariantWeight: 3,
        },
        { VariantName: 'b', ModelName: 'churn', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 },
      ],
    },
    ...endpoints({ one: endpoint('one', 'new') }),
  },
};

contract(endpointConfigs, given);

describe('an endpoint configuration', () => {
  const keep = (reads: Given['reads']) => {
    const found = endpointConfigs.keep?.(answersOf(endpointConfigs, { ...given, reads: { ...given.reads, ...reads } }));
    return isMissingValue(found) ? 'unknown' : found;
  };
  const state = (reads: Given['reads']) =>
    plainOf(resourceOf(endpointConfigs, { ...given, reads: { ...given.reads, ...reads } })).state;

  it.each([
    ['no endpoint uses it', endpoints({ one: endpoint('one', 'new') }), true, 'unattached'],
    ['there are no endpoints', endpoints({}), true, 'unattached'],
    ['an endpoint uses it', endpoints({ one: endpoint('one', 'new'), two: endpoint('two', 'old') }), false, 'active'],
    [
      'an endpoint is about to use it',
      endpoints({ one: endpoint('one', 'new', { PendingDeploymentSummary: { EndpointConfigName: 'old' } }) }),
      false,
      'active',
    ],
    [
      'an endpoint may use it, but may not be read',
      endpoints({ one: endpoint('one', 'new'), two: denied }),
      'unknown',
      'missing: access-denied sagemaker:DescribeEndpoint',
    ],
    [
      'an endpoint uses it, and another may not be read',
      endpoints({ one: endpoint('one', 'old'), two: denied }),
      false,
      'active',
    ],
    [
      'endpoints may not be listed',
      { ListEndpoints: denied },
      'unknown',
      'missing: access-denied sagemaker:ListEndpoints',
    ],
    ['the list of endpoints is not in the answer', { ListEndpoints: {} }, 'unknown', 'missing: partial-answer'],
  ])('%s: shown %s, %s', (_name, reads, kept, expected) => {
    expect(keep(reads)).toBe(kept);
    expect(state(reads)).toBe(expected);
  });

  it('serves nothing, so that it leads nowhere', () => {
    expect(plainOf(resourceOf(endpointConfigs, given))).toMatchObject({
      '->deployments': [],
      '->versions': [],
      '->captureBuckets': [],
      variants: [
        { name: 'a', trafficPercent: 75, minReplicas: 2, serverless: false, shadow: false },
        { name: 'b', trafficPercent: 25, minReplicas: 1, serverless: false, shadow: false },
      ],
      capture: 'off',
      samplePercent: 0,
      keyAtRest: 'customer',
      stores: [{ name: 'volume', key: 'customer' }],
      createdAt: '2025-01-02T03:04:05Z',
      shell: 'off',
    });
  });
});

const at = (member: string) => `DescribeEndpointConfig/${member}`;
const capture = {
  InitialSamplingPercentage: 50,
  DestinationS3Uri: 's3://c',
  CaptureOptions: [{ CaptureMode: 'InputAndOutput' }],
};
const captured = {
  keyAtRest: 'provider',
  stores: [
    { name: 'volume', key: 'customer' },
    { name: 'capture', key: 'provider' },
  ],
};
changesTable(endpointConfigs, given, [
  [at('DataCaptureConfig'), capture, { capture: 'sampled', samplePercent: 50, ...captured }],
  [at('DataCaptureConfig'), { ...capture, EnableCapture: false }, {}],
  [
    at('DataCaptureConfig'),
    { ...capture, KmsKeyId: keyB },
    {
      capture: 'sampled',
      samplePercent: 50,
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'customer' },
      ],
      '->keys': [keyA, keyB],
    },
  ],
  [
    at('DataCaptureConfig'),
    { ...capture, InitialSamplingPercentage: 100 },
    { capture: 'all', samplePercent: 100, ...captured },
  ],
  [at('ProductionVariants/1/EnableSSMAccess'), true, { shell: 'brokered' }],
  [at('KmsKeyId'), undefined, { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] }],
  [at('CreationTime'), undefined, { createdAt: 'missing: not-returned', modifiedAt: 'missing: not-returned' }],
]);
