import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { accountSettings } from './account-settings.ts';
import { absent, answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';

const item = { Account: '123456789012', Region: 'eu-west-1' };
const arn = 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main';
const trail = { TrailARN: arn, HomeRegion: 'us-east-1', IsMultiRegionTrail: true };
const recorder = (recordingGroup?: JsonObject) =>
  answer({ ConfigurationRecorders: [{ name: 'default', ...(recordingGroup ? { recordingGroup } : {}) }] });
const status = (change: JsonObject = {}) =>
  answer({ ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS', ...change }] });

const detector = (status: string, ai?: string) =>
  answer({
    status,
    features: [{ name: 'FLOW_LOGS', status: 'ENABLED' }, ...(ai ? [{ name: 'AI_PROTECTION', status: ai }] : [])],
  });

const good: Replies = {
  DescribeTrails: answer({ trailList: [trail] }),
  GetTrailStatus: answer({ IsLogging: true }),
  GetEventSelectors: answer({
    TrailARN: arn,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  }),
  DescribeConfigurationRecorders: recorder({ allSupported: true }),
  DescribeConfigurationRecorderStatus: status(),
  DescribeHub: answer({ HubArn: 'arn:aws:securityhub:eu-west-1:123456789012:hub/default' }),
  ListDetectors: answer({ detectorIds: ['d1'] }),
  GetDetector: detector('ENABLED', 'ENABLED'),
  ListEnabledProductsForImport: answer({
    ProductSubscriptions: ['arn:aws:securityhub:eu-west-1:123456789012:product-subscription/aws/guardduty'],
  }),
};
const read = (replies: Replies = {}) => readCanned(accountSettings, item, { ...good, ...replies });
const facts = (replies: Replies = {}) => read(replies).facts;

test('an account with everything on', () => {
  expect(facts()).toMatchObject({
    nativePosture: ['aws-config', 'aws-security-hub'],
    auditTrail: 'on',
    threatDetection: 'on',
    integrations: ['aws/guardduty'],
  });
});

describe('attacks on machine learning', () => {
  test.each<[what: string, replies: Replies, expected: string]>([
    ['no detector', { ListDetectors: answer({ detectorIds: [] }) }, 'off'],
    ['AI Protection is off', { GetDetector: detector('ENABLED', 'DISABLED') }, 'off'],
    ['the detector is suspended', { GetDetector: detector('DISABLED', 'ENABLED') }, 'off'],
  ])('%s', (_what, replies, expected) => {
    expect(facts(replies).threatDetection).toBe(expected);
  });
  test.each<[what: string, replies: Replies, reason: string]>([
    ['the region knows no such feature', { GetDetector: detector('ENABLED') }, 'not-returned'],
    ['an unknown state', { GetDetector: detector('ENABLED', 'PAUSED') }, 'not-returned'],
    ['an unknown state of the detector', { GetDetector: detector('PAUSED', 'ENABLED') }, 'not-returned'],
    ['the list refused', { ListDetectors: denied }, 'access-denied'],
    ['the detector refused', { GetDetector: denied }, 'access-denied'],
  ])('%s', (_what, replies, reason) => {
    expect(reasonOf(facts(replies).threatDetection)).toBe(reason);
  });
});

test('the detector is asked for by its id', () => {
  expect(read().asked.find(({ operation }) => operation === 'GetDetector')?.input).toEqual({ DetectorId: 'd1' });
});

describe('connected products', () => {
  test('Security Hub is off', () => {
    expect(facts({ ListEnabledProductsForImport: absent('InvalidAccessException') }).integrations).toEqual([]);
  });
  test('refused', () => {
    expect(reasonOf(facts({ ListEnabledProductsForImport: denied }).integrations)).toBe('access-denied');
  });
});

test('what this version does not read is never taken for good or bad', () => {
  const found = facts();
  expect(reasonOf(found.postureScore)).toBe('out-of-scope');
  expect(reasonOf(found.openFindings)).toBe('not-exposed');
  for (const fact of ['aiDataOptOut', 'policies', 'staticModelKeys'])
    expect(reasonOf(found[fact]), fact).toBe('not-supported');
});

test('findings of the cloud on the account join it', () => {
  expect(read().resource.parts).toEqual(['AWS::::Account:123456789012:eu-west-1']);
});

describe('the checks of AWS itself', () => {
  test.each<[what: string, replies: Replies, expected: string[]]>([
    ['Security Hub is off', { DescribeHub: absent('InvalidAccessException') }, ['aws-config']],
    ['no recorder', { DescribeConfigurationRecorders: answer({ ConfigurationRecorders: [] }) }, ['aws-security-hub']],
    [
      'the recorder is stopped',
      { DescribeConfigurationRecorderStatus: status({ recording: false }) },
      ['aws-security-hub'],
    ],
    [
      'the recorder fails',
      { DescribeConfigurationRecorderStatus: status({ lastStatus: 'FAILURE' }) },
      ['aws-security-hub'],
    ],
    [
      'it records only buckets',
      { DescribeConfigurationRecorders: recorder({ allSupported: false, resourceTypes: ['AWS::S3::Bucket'] }) },
      ['aws-security-hub'],
    ],
  ])('%s', (_what, replies, expected) => {
    expect(facts(replies).nativePosture).toEqual(expected);
  });

  test('it does not say what it records', () => {
    expect(reasonOf(facts({ DescribeConfigurationRecorders: recorder() }).nativePosture)).toBe('not-returned');
  });
  test.each(['DescribeConfigurationRecorders', 'DescribeConfigurationRecorderStatus', 'DescribeHub'])(
    '%s refused',
    (operation) => {
      expect(reasonOf(facts({ [operation]: denied }).nativePosture)).toBe('access-denied');
    },
  );
});

describe('the audit trail', () => {
  test.each<[what: string, replies: Replies, expected: string]>([
    ['a trail of another region that covers all', {}, 'on'],
    [
      'a trail of another region alone',
      { DescribeTrails: answer({ trailList: [{ ...trail, IsMultiRegionTrail: false }] }) },
      'off',
    ],
    ['switched off', { GetTrailStatus: answer({ IsLogging: false }) }, 'off'],
    ['none', { DescribeTrails: answer({ trailList: [] }) }, 'off'],
  ])('%s', (_what, replies, expected) => {
    expect(facts(replies).auditTrail).toBe(expected);
  });
  test.each(['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors'])('%s refused', (operation) => {
    expect(reasonOf(facts({ [operation]: denied }).auditTrail)).toBe('access-denied');
  });
});

test('public storage is not judged in every region', () => {
  expect(reasonOf(facts().publicStorageBlocked)).toBe('not-supported');
});
