import { describe, expect, test } from 'vitest';
import { type Recorder, type RecorderState, recordedMlTypes, recordingNow, recordsMl } from './config-recorder.ts';

describe('recordingNow', () => {
  const recorder: Recorder = { name: 'default' };
  test.each<[what: string, recorder: Recorder, states: RecorderState[], on: boolean]>([
    ['it records', recorder, [{ name: 'default', recording: true, lastStatus: 'Success' }], true],
    ['it has just been started', recorder, [{ name: 'default', recording: true, lastStatus: 'Pending' }], true],
    ['it is stopped', recorder, [{ name: 'default', recording: false, lastStatus: 'Success' }], false],
    ['it fails', recorder, [{ name: 'default', recording: true, lastStatus: 'Failure' }], false],
    [
      'it fails, as the service writes it',
      recorder,
      [{ name: 'default', recording: true, lastStatus: 'FAILURE' as 'Failure' }],
      false,
    ],
    ['no word of whether it records', recorder, [{ name: 'default' }], false],
    ['another one records', recorder, [{ name: 'other', recording: true }], false],
    ['no state at all', recorder, [], false],
    [
      'it records another cloud',
      { name: 'default', connectorArn: 'arn:aws:config:x' },
      [{ name: 'default', recording: true }],
      false,
    ],
  ])('%s', (_what, one, states, on) => {
    expect(recordingNow([one], states)).toEqual(on ? [one] : []);
  });
});

describe('recordsMl', () => {
  const all = [...recordedMlTypes];
  test.each<[what: string, group: Recorder['recordingGroup'], expected: boolean | undefined]>([
    ['everything', { allSupported: true }, true],
    [
      'everything, with a strategy',
      { allSupported: true, recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' } },
      true,
    ],
    [
      'all of machine learning by name',
      { allSupported: false, resourceTypes: all, recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' } },
      true,
    ],
    ['the same without a strategy', { allSupported: false, resourceTypes: all }, true],
    ['one type short', { allSupported: false, resourceTypes: all.slice(1) }, false],
    ['only buckets', { allSupported: false, resourceTypes: ['AWS::S3::Bucket'] }, false],
    ['nothing', {}, false],
    [
      'all but something else',
      {
        allSupported: false,
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        exclusionByResourceTypes: { resourceTypes: ['AWS::S3::Bucket'] },
      },
      true,
    ],
    [
      'all but models',
      {
        allSupported: false,
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        exclusionByResourceTypes: { resourceTypes: ['AWS::SageMaker::Model'] },
      },
      false,
    ],
    [
      'the exclusion overrides the rest',
      {
        allSupported: true,
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        exclusionByResourceTypes: { resourceTypes: ['AWS::SageMaker::Model'] },
      },
      false,
    ],
    [
      'a strategy that nobody knows',
      { allSupported: true, recordingStrategy: { useOnly: 'SOME' as 'ALL_SUPPORTED_RESOURCE_TYPES' } },
      undefined,
    ],
  ])('%s', (_what, recordingGroup, expected) => {
    expect(recordsMl({ name: 'default', ...(recordingGroup ? { recordingGroup } : {}) })).toBe(expected);
  });

  test('a group that was not told', () => {
    expect(recordsMl({ name: 'default' })).toBeUndefined();
  });
});
