import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { readCanned, reasonOf } from './canned.ts';
import { vpcEndpoints } from './vpc-endpoint.ts';

const policy = (...statements: object[]) => JSON.stringify({ Version: '2008-10-17', Statement: statements });
const full = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const own = { ...full, Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } } };
const endpoint: JsonObject = {
  VpcEndpointId: 'vpce-1',
  VpcEndpointType: 'Interface',
  ServiceName: 'com.amazonaws.eu-west-1.sagemaker.api',
  State: 'available',
  PolicyDocument: policy(own),
  CreationTimestamp: '2024-01-01T00:00:00.000Z',
};
const facts = (item: JsonObject) => readCanned(vpcEndpoints, item, {}, { listed: 'DescribeVpcEndpoints' }).facts;

test('a door that is narrowed to the own account', () => {
  expect(facts(endpoint)).toMatchObject({
    approved: true,
    restricted: true,
    service: 'com.amazonaws.eu-west-1.sagemaker.api',
    state: 'active',
    createdAt: '2024-01-01T00:00:00.000Z',
    tags: {},
    region: 'eu-west-1',
  });
});

describe('state', () => {
  test.each([
    ['available', true, 'active'],
    ['Available', true, 'active'],
    ['pending', false, 'pending'],
    ['pendingAcceptance', false, 'pending'],
    ['rejected', false, 'failed'],
    ['failed', false, 'failed'],
    ['expired', false, 'failed'],
    ['deleting', false, 'deleting'],
  ])('%s', (State, approved, state) => {
    expect(facts({ ...endpoint, State })).toMatchObject({ approved, state });
  });
  test.each(['Partial', 'odd'])('%s is not known', (State) => {
    const found = facts({ ...endpoint, State });
    expect([reasonOf(found.approved), reasonOf(found.state)]).toEqual(['not-returned', 'not-returned']);
  });
});

describe('policy', () => {
  test.each<[what: string, document: string, restricted: boolean]>([
    ['what AWS attaches by itself', policy(full), false],
    ['own account alone', policy(own), true],
    ['some actions', policy({ ...full, Action: 'sagemaker:InvokeEndpoint' }), true],
  ])('%s', (_what, PolicyDocument, restricted) => {
    expect(facts({ ...endpoint, PolicyDocument }).restricted).toBe(restricted);
  });
  test('none lets everything through', () => {
    const { PolicyDocument: _left, ...rest } = endpoint;
    expect(facts(rest).restricted).toBe(false);
  });
  test('one that cannot be understood is not narrow', () => {
    expect(reasonOf(facts({ ...endpoint, PolicyDocument: '{' }).restricted)).toBe('partial-answer');
  });
});

test.each(['ServiceName', 'State', 'CreationTimestamp'])('%s left out: missing', (field) => {
  const { [field]: _left, ...rest } = endpoint;
  const fact = { ServiceName: 'service', State: 'approved', CreationTimestamp: 'createdAt' }[field] ?? '';
  expect(reasonOf(facts(rest)[fact])).toBe('not-returned');
});

test('its uid is its ARN', () => {
  const scope = { provider: 'aws' as const, account: '123456789012', accountName: '', region: 'cn-north-1' };
  expect(vpcEndpoints.uid(endpoint, scope)).toBe('arn:aws-cn:ec2:cn-north-1:123456789012:vpc-endpoint/vpce-1');
});

describe('which endpoints are listed', () => {
  const values = ((vpcEndpoints.list?.input?.Filters ?? []) as { Values: string[] }[]).flatMap((one) => one.Values); // as declared
  const matches = (service: string) =>
    values.some((value) => new RegExp(`^${value.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(service));
  test.each([
    'com.amazonaws.eu-west-1.sagemaker.api',
    'com.amazonaws.eu-west-1.sagemaker.runtime',
    'com.amazonaws.us-east-1.sagemaker.runtime-fips',
    'com.amazonaws.eu-west-1.sagemaker.featurestore-runtime',
    'aws.sagemaker.eu-west-1.notebook',
    'aws.sagemaker.eu-west-1.studio',
    'aws.sagemaker.eu-west-1.experiments',
    'cn.com.amazonaws.cn-north-1.sagemaker.api',
    'com.amazonaws.eu-west-1.bedrock',
    'com.amazonaws.eu-west-1.bedrock-runtime',
  ])('%s', (service) => expect(matches(service)).toBe(true));
  test.each([
    'com.amazonaws.eu-west-1.s3',
    'com.amazonaws.eu-west-1.ecr.api',
    'com.amazonaws.vpce.eu-west-1.vpce-svc-1',
  ])('not %s', (service) => expect(matches(service)).toBe(false));
});
