import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { purposeOf } from '../../analysis/step-purpose.ts';
import { answersOf } from '../../aws/testing/map.ts';
import { isGated, taskNames } from '../analysis/pipeline-steps.ts';
import { account, described, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { full, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { pipelineJobs } from './pipeline-job.ts';
import { schedules } from './schedule.ts';

describe('a step', () => {
  it.each([
    ['ExampleValidator', 'validate-data'],
    ['SchemaGen', 'validate-data'],
    ['data-quality-check', 'validate-data'],
    ['custom-training-job', 'train'],
    ['train_model', 'train'],
    ['model-evaluation', 'evaluate'],
    ['Evaluator', 'evaluate'],
    ['model-validation', 'evaluate'],
    ['detect-bias', 'check-bias'],
    ['shap-values', 'explain'],
    ['wait-for-approval', 'approve'],
    ['model-upload', 'register'],
    ['Pusher', 'register'],
    ['modeldeploy', 'deploy'],
    ['endpoint-create', 'other'],
    ['condition-1', 'other'],
  ])('%s is for %s', (name, expected) => expect(purposeOf(name)).toBe(expected));
});

const group = (tasks: object, condition?: string) => ({
  root: {
    dag: {
      tasks: {
        train: {},
        'condition-1': { componentRef: { name: 'comp-1' }, ...(condition ? { triggerPolicy: { condition } } : {}) },
      },
    },
  },
  components: { 'comp-1': { dag: { tasks: tasks as Record<string, object> } } },
});

describe('a gate', () => {
  it.each<[string, Parameters<typeof isGated>[0], boolean | undefined]>([
    ['stands before a group', group({ 'model-deploy': {} }, "inputs.parameter_values['x'] == 'true'"), true],
    ['does not stand before a group', group({ 'model-deploy': {} }), false],
    [
      'stands before the step itself',
      { root: { dag: { tasks: { deploy: { triggerPolicy: { condition: 'x' } } } } } },
      true,
    ],
    [
      'an empty condition is none',
      { root: { dag: { tasks: { deploy: { triggerPolicy: { condition: '' } } } } } },
      false,
    ],
    [
      'stands before one of two',
      { root: { dag: { tasks: { register: { triggerPolicy: { condition: 'x' } }, deploy: {} } } } },
      false,
    ],
    ['is an approval', { root: { dag: { tasks: { 'wait-for-approval': {}, deploy: {} } } } }, true],
    ['is not needed', { root: { dag: { tasks: { train: {} } } } }, undefined],
    ['in an empty definition', {}, undefined],
  ])('%s', (_name, spec, expected) => expect(isGated(spec)).toBe(expected));
  it('ends in a definition that calls itself', () => {
    const loop = {
      root: { dag: { tasks: { a: { componentRef: { name: 'c' } } } } },
      components: { c: { dag: { tasks: { a: { componentRef: { name: 'c' } }, deploy: {} } } } },
    };
    expect(isGated(loop)).toBe(false);
    expect(taskNames(loop)).toContain('deploy');
  });
});

const version = `sha256:${'c'.repeat(64)}`;
const spec: JsonObject = {
  root: { dag: { tasks: { 'data-validation': {}, train: {}, 'model-upload': { triggerPolicy: { condition: 'x' } } } } },
  deploymentSpec: { executors: { a: { container: { image: 'docker.io/x/y' } } } },
};
const run = {
  item: described('pipelineJobs', {
    state: 'PIPELINE_STATE_SUCCEEDED',
    serviceAccount: 'p@imaging-train.iam.gserviceaccount.com',
    network: 'projects/111/global/networks/n',
    templateUri: 'https://europe-west4-kfp.pkg.dev/imaging-train/pipelines/triage/v3',
    templateMetadata: { version },
    scheduleName: `${parent}/schedules/1`,
    pipelineSpec: spec,
  }),
};
const steps = (...pairs: [string, string][]) => pairs.map(([name, purpose]) => ({ name, purpose }));

contract(pipelineJobs, run);
changesTable(pipelineJobs, run, [
  ['/state', 'PIPELINE_STATE_FAILED', { state: 'failed', lastOutcome: 'failed' }],
  ['/state', undefined, { state: 'missing: not-returned', lastOutcome: 'missing: not-returned' }],
  ['/scheduleName', undefined, { trigger: 'missing: not-exposed' }],
  ['/templateMetadata', undefined, { pinned: false }],
  ['/templateMetadata/version', 'v3', { pinned: false }],
  [
    '/serviceAccount',
    undefined,
    { runsAs: 'default', '->principals': [account('111-compute@developer.gserviceaccount.com')] },
  ],
  ['/network', undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  [
    '/encryptionSpec',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'output', key: 'provider' }], '->keys': [] },
  ],
  ['/pipelineSpec/root/dag/tasks/model-upload', {}, { gated: false }],
  [
    '/pipelineSpec/root/dag/tasks',
    { train: {} },
    { gated: 'missing: not-supported', steps: steps(['train', 'train']) },
  ],
  [
    '/pipelineSpec',
    undefined,
    { gated: 'missing: not-returned', steps: 'missing: not-returned', images: 'missing: not-returned' },
  ],
]);
it('without a definition shows the tasks that ran', () => {
  const { pipelineSpec: _gone, ...rest } = run.item;
  const item = { ...rest, jobDetail: { taskDetails: [{ taskName: 'evaluate' }, { taskName: 'evaluate' }] } };
  expect(plainOf(resourceOf(pipelineJobs, { item })).steps).toEqual(steps(['evaluate', 'evaluate']));
});

const schedule = {
  item: {
    name: `${parent}/schedules/7`,
    displayName: 'nightly',
    createTime: '2026-03-12T03:30:42Z',
    updateTime: '2026-03-12T03:30:42Z',
    state: 'ACTIVE',
    startedRunCount: '4',
    createPipelineJobRequest: { pipelineJob: { labels: { owner: 'imaging' }, pipelineSpec: spec } },
  },
  reads: { 'schedule.runs': { pipelineJobs: [{ state: 'PIPELINE_STATE_FAILED' }] } },
};
contract(schedules, schedule);
changesTable(schedules, schedule, [
  ['/state', 'PAUSED', { state: 'stopped' }],
  ['/state', 'NEW', { state: 'missing: not-returned' }],
  ['/createPipelineJobRequest/pipelineJob/labels', undefined, { tags: {}, owner: '' }],
  ['schedule.runs#/pipelineJobs/0/state', 'PIPELINE_STATE_SUCCEEDED', { lastOutcome: 'succeeded' }],
  ['schedule.runs#/pipelineJobs', undefined, { lastOutcome: 'missing: not-returned' }],
  ['/startedRunCount', undefined, {}],
]);
it('that never ran has never run', () => {
  const { startedRunCount: _gone, ...item } = schedule.item;
  expect(plainOf(resourceOf(schedules, { item, reads: { 'schedule.runs': {} } })).lastOutcome).toBe('never-ran');
});
it('of a notebook is not judged as a pipeline', () => {
  const { createPipelineJobRequest: _gone, ...rest } = schedule.item;
  const keep = (item: JsonObject) => schedules.keep?.(answersOf(schedules, full({ item, reads: schedule.reads })));
  expect([keep({ ...rest, createNotebookExecutionJobRequest: {} }), keep(schedule.item)]).toEqual([false, true]);
});
