import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { jobs } from './job.ts';
import { monitors } from './monitor.ts';
import { pipelineJobs } from './pipeline-job.ts';
import { schedules } from './schedule.ts';

const workspace =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers/Microsoft.MachineLearningServices/workspaces/W';
const above: Table = {
  Workspaces_ListBySubscription: { location: 'West Europe', properties: {} },
  Compute_List: { value: [] },
};
const step = (name: string) => ({ type: 'command', componentId: `${workspace}/components/${name}/versions/1` });
const block = (name: string) => ['${', `{parent.jobs.${name}}}`].join('');
const gate = { type: 'if_else', true_block: block('register') };
const retrain = { jobType: 'Pipeline', jobs: { train: step('train'), register: step('register') } };
const item = (path: string, properties: object): JsonObject =>
  ({
    id: `${workspace}/${path}`,
    name: path.split('/').at(-1),
    systemData: { createdAt: '2026-01-01T00:00:00Z' },
    properties,
  }) as JsonObject; // JSON by its members

describe('a run of a pipeline', () => {
  const given = azureGiven(item('jobs/P', { ...retrain, status: 'Completed' }), {}, above);
  it('with as little as Azure takes', () => {
    expect(factsOf(pipelineJobs, given)).toMatchObject({
      region: 'westeurope',
      state: 'stopped',
      lastOutcome: 'succeeded',
      runsAs: 'default',
      steps: [
        { name: 'train', purpose: 'train' },
        { name: 'register', purpose: 'register' },
      ],
      gated: false,
      pinned: true,
      trigger: 'missing: not-exposed',
      sourceRevision: '',
    });
  });
  const unseen = { steps: 'missing: not-returned', gated: 'missing: not-returned', pinned: 'missing: not-returned' };
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/status', 'Failed', { state: 'failed', lastOutcome: 'failed' }],
    ['/properties/status', 'Odd', { state: 'missing: not-returned', lastOutcome: 'missing: not-returned' }],
    ['/properties/jobs', undefined, unseen],
    ['/properties/jobs', {}, unseen],
    ['/properties/jobs/train/componentId', `${workspace}/components/azureml_anonymous/versions/1`, { pinned: false }],
    ['/properties/jobs/train/componentId', undefined, { pinned: false }],
    ['/properties/componentId', `${workspace}/components/retrain/versions/3`, {}],
    [
      '/properties/jobs/register',
      undefined,
      { steps: [{ name: 'train', purpose: 'train' }], gated: 'missing: not-supported' },
    ],
    [
      '/properties/jobs/step_1',
      step('evaluate_model'),
      {
        steps: [
          { name: 'train', purpose: 'train' },
          { name: 'register', purpose: 'register' },
          { name: 'step_1', purpose: 'evaluate' },
        ],
      },
    ],
    ['/properties/identity', { identityType: 'UserIdentity' }, { runsAs: 'user' }],
    ['/properties/jobs/train/identity', { type: 'user_identity' }, { runsAs: 'missing: not-exposed' }],
    ['/properties/properties', { 'azureml.git.commit': 'abc' }, { sourceRevision: 'abc' }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(pipelineJobs, given, pointer, value)).toEqual(expected);
  });
  it('registered itself is fixed, though its answer names no steps', () => {
    const properties = { jobType: 'Pipeline', status: 'Running', componentId: 'azureml:retrain:3' };
    expect(factsOf(pipelineJobs, azureGiven(item('jobs/P', properties), {}, above))).toMatchObject({
      pinned: true,
      steps: 'missing: not-returned',
    });
  });
  it.each<[string, object, Json]>([
    ['a condition before the one that registers', { gate }, true],
    ['a condition before another one', { gate: { ...gate, true_block: block('train') } }, false],
    ['a condition before one of two', { gate, deploy: step('deploy') }, false],
    ['somebody who approves, somewhere', { approve: step('approve') }, 'missing: not-exposed'],
  ])('with %s', (_name, more, expected) => {
    const properties = { ...retrain, status: 'Completed', jobs: { ...retrain.jobs, ...more } };
    expect(factsOf(pipelineJobs, azureGiven(item('jobs/P', properties), {}, above)).gated).toEqual(expected);
  });
});

describe('a schedule', () => {
  const schedule = (jobDefinition: object) =>
    item('schedules/S', { isEnabled: true, action: { actionType: 'CreateJob', jobDefinition } });
  const given = azureGiven(schedule(retrain), {}, above);
  it('starts a pipeline', () => {
    expect(factsOf(schedules, given)).toMatchObject({
      trigger: 'schedule',
      state: 'active',
      pinned: true,
      lastOutcome: 'missing: not-exposed',
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/isEnabled', false, { state: 'stopped' }],
    ['/properties/isEnabled', undefined, {}],
    [
      '/properties/action/jobDefinition',
      { jobType: 'Command', displayName: 'train-nightly' },
      { steps: [{ name: 'train-nightly', purpose: 'train' }], gated: 'missing: not-supported', pinned: false },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(schedules, given, pointer, value)).toEqual(expected);
  });
});

it.each([
  ['jobs/J', { jobType: 'Command' }, ['azure/ml/job']],
  ['jobs/J', {}, ['azure/ml/job']],
  ['jobs/P', { jobType: 'Pipeline' }, ['azure/ml/pipeline-job']],
])('%s of %j is one resource, of one kind', (path, properties, expected) => {
  const kept = [jobs, pipelineJobs].filter((one) => one.keep?.({ item: item(path, properties) } as never) === true); // looks at nothing else
  expect(kept.map(({ id }) => id)).toEqual(expected);
});

it.each([
  ['CreateJob', ['azure/ml/schedule']],
  ['CreateMonitor', ['azure/ml/monitor']],
  ['InvokeBatchEndpoint', []],
])('a schedule with %s', (actionType, expected) => {
  const one = item('schedules/S', { action: { actionType } });
  const kept = [schedules, monitors].filter((each) => each.keep?.({ item: one } as never) === true); // looks at nothing else
  expect(kept.map(({ id }) => id)).toEqual(expected);
});

describe('a monitor', () => {
  const identity = { type: 'UserAssigned', userAssignedIdentities: { '/ids/m': { principalId: 'AA' } } };
  const definition = (more: object = {}): Json =>
    ({
      monitoringTarget: { deploymentId: 'azureml:E:blue' },
      computeConfiguration: { computeIdentity: { computeIdentityType: 'ManagedIdentity', identity } },
      signals: { drift: { signalType: 'DataDrift', referenceData: { inputDataType: 'Fixed' } } },
      ...more,
    }) as Json; // JSON by its members
  const pointer = '/properties/action/monitorDefinition';
  const given = azureGiven(
    item('schedules/M', { action: { actionType: 'CreateMonitor', monitorDefinition: definition() } }),
    {},
    above,
  );
  it('of an endpoint', () => {
    expect(factsOf(monitors, given)).toMatchObject({
      region: 'westeurope',
      state: 'active',
      active: true,
      signals: ['data-drift'],
      baseline: true,
      notifies: 0,
      runsAs: 'own',
      '->principals': ['/principals/aa'],
      '->endpoints': [`${workspace}/onlineEndpoints/e`.toLowerCase()],
    });
  });
  const lost = { runsAs: 'missing: not-returned', '->principals': 'missing: not-returned' };
  it.each<[string, object, Record<string, Json>]>([
    ['no target', { monitoringTarget: { modelId: 'azureml:m:1' } }, { '->endpoints': ['missing: not-exposed'] }],
    [
      'the token of the one who made it',
      { computeConfiguration: { computeIdentity: { computeIdentityType: 'AmlToken' } } },
      { runsAs: 'default', '->principals': [] },
    ],
    ['no word of an identity', { computeConfiguration: null }, lost],
    [
      'an identity without a name',
      { computeConfiguration: { computeIdentity: { computeIdentityType: 'ManagedIdentity', identity: null } } },
      lost,
    ],
    [
      'nothing to compare with',
      { signals: { x: { signalType: 'DataDrift', referenceData: null } } },
      { baseline: false },
    ],
    [
      'a signal of its own',
      { signals: { x: { signalType: 'Custom' } } },
      { signals: ['custom'], baseline: 'missing: not-exposed' },
    ],
    [
      'a signal of its own beside another',
      {
        signals: {
          x: { signalType: 'Custom' },
          y: { signalType: 'DataDrift', referenceData: {} },
        },
      },
      { signals: ['custom', 'data-drift'] },
    ],
    [
      'a signal that is new',
      { signals: { x: { signalType: 'Odd' } } },
      { signals: 'missing: not-returned', baseline: 'missing: not-exposed' },
    ],
    [
      'a signal that is null',
      { signals: { x: null } },
      { signals: 'missing: not-returned', baseline: 'missing: not-exposed' },
    ],
  ])('with %s', (_name, more, expected) => {
    expect(varied(monitors, given, pointer, definition(more))).toEqual(expected);
  });
});
