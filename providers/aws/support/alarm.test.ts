import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { answersOf, type Given, plainOf, resourceOf } from '../testing/map.ts';
import { alarms } from './alarm.ts';

const arn = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:drift';
const topic = 'arn:aws:sns:eu-west-1:123456789012:ml';
const alarm = (more: JsonObject = {}): JsonObject => ({
  AlarmName: 'drift',
  AlarmArn: arn,
  ActionsEnabled: true,
  AlarmActions: [topic],
  AlarmConfigurationUpdatedTimestamp: '2026-01-02T00:00:00Z',
  Namespace: 'aws/sagemaker/Endpoints/data-metrics',
  MetricName: 'feature_baseline_drift_age',
  Dimensions: [],
  ...more,
});
const given = (more: JsonObject = {}, composites: JsonObject[] = []): Given => ({
  item: alarm(more),
  reads: {
    ListTagsForResource: { Tags: [{ Key: 'owner', Value: 'fraud-team' }] },
    CompositeAlarms: { CompositeAlarms: composites },
  },
});
const map = (more: JsonObject = {}, composites: JsonObject[] = []) =>
  plainOf(resourceOf(alarms, given(more, composites)));

contract(alarms, given());
describe('with an alarm that tells nobody itself', () => {
  contract(alarms, given({ AlarmActions: [] }));
});

describe('an alarm', () => {
  it('is mapped', () => {
    expect(map()).toMatchObject({
      uid: arn,
      name: 'drift',
      enabled: true,
      notifies: 1,
      watches: ['drift'],
      owner: 'fraud-team',
      state: 'active',
      modifiedAt: '2026-01-02T00:00:00Z',
      createdAt: 'missing: not-exposed',
    });
  });
  it.each([
    [{ ActionsEnabled: false }, { enabled: false }],
    [{ AlarmActions: [topic, `${topic}2`, topic] }, { notifies: 2 }],
    [{ AlarmActions: ['arn:aws:automate:eu-west-1:ec2:stop'] }, { notifies: 0 }],
    [{ AlarmActions: [] }, { notifies: 0 }],
    [{ Namespace: 'aws/sagemaker/Endpoints/bias-metrics' }, { watches: ['drift'] }],
    [{ Namespace: '/aws/sagemaker/Endpoints/model-metrics' }, { watches: ['model-quality'] }],
    [{ Namespace: 'AWS/SageMaker', MetricName: 'Invocation5XXErrors' }, { watches: ['errors'] }],
    [{ Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency' }, { watches: [] }],
  ])('with %j', (more, expected) => {
    expect(map(more)).toMatchObject(expected);
  });
  it('may be part of one that tells somebody', () => {
    const part = (AlarmRule: string) => map({ AlarmActions: [] }, [{ AlarmName: 'all', AlarmRule }]).notifies;
    expect(part('ALARM("drift") OR ALARM("x")')).toBe('missing: not-exposed');
    expect(part(`ALARM("${arn}")`)).toBe('missing: not-exposed');
    expect(part('ALARM("other")')).toBe(0);
  });
  it.each([
    ['AWS/SageMaker', true],
    ['/aws/sagemaker/TrainingJobs', true],
    ['aws/sagemaker/ModelMonitoring/data-metrics', true],
    ['AWS/EC2', false],
    ['aws/sagemaker-like', false],
    ['', false],
  ])('on %s is ours: %s', (Namespace, kept) => {
    expect(alarms.keep?.(answersOf(alarms, given({ Namespace })))).toBe(kept);
  });
  it('that is not ours costs no call', () => {
    expect(() => answersOf(alarms, { item: alarm({ Namespace: 'AWS/EC2' }), reads: {} })).not.toThrow();
  });
});
