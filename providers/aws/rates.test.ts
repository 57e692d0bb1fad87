import { describe, expect, test } from 'vitest';
import { awsRate } from './rates.ts';

describe('awsRate', () => {
  test.each([
    ['securityhub', 'GetFindings', { perSecond: 3, burst: 6, fixed: true }],
    ['securityhub', 'DescribeHub', { perSecond: 10, burst: 30, fixed: true }],
    ['ec2', 'DescribeSubnets', { perSecond: 10, burst: 50, fixed: true }],
    ['cloudwatch', 'DescribeAlarms', { perSecond: 9, burst: 9, fixed: true }],
  ])('%s:%s keeps to what AWS publishes', (service, operation, rate) => {
    expect(awsRate(service, operation)).toEqual(rate);
  });

  test.each([
    ['kms', 'DescribeKey'],
    ['kms', 'GetKeyPolicy'],
    ['sagemaker', 'DescribeNotebookInstance'],
    ['iam', 'GetRole'],
    ['s3', 'GetBucketPolicy'],
    ['logs', 'DescribeLogGroups'],
    ['bedrock', 'GetGuardrail'],
    ['bedrock-agent', 'GetAgent'],
    ['bedrock-agentcore', 'GetGateway'],
    ['a-new-service', 'ListThings'],
  ])('%s:%s is a guess that may be raised', (service, operation) => {
    const rate = awsRate(service, operation);
    expect(rate.fixed).toBeUndefined();
    expect(rate.perSecond).toBeGreaterThan(0);
    expect(rate.burst).toBeGreaterThanOrEqual(rate.perSecond);
  });

  test('no guess for KMS starts above the lowest quota that any edition of its documentation gives', () => {
    expect(awsRate('kms', 'GetKeyPolicy').perSecond).toBeLessThanOrEqual(30);
    expect(awsRate('kms', 'DescribeKey').perSecond).toBeLessThanOrEqual(100);
  });

  test('a name from a prototype is no service', () => {
    expect(awsRate('__proto__', 'toString')).toEqual(awsRate('a-new-service', 'ListThings'));
  });
});
