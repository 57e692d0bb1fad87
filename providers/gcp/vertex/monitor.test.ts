import { expect, it } from 'vitest';
import { described, ours, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, refused, resourceOf } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { evaluationRuns } from './evaluation-run.ts';
import { modelMonitors } from './model-monitor.ts';
import { monitoringJobs } from './monitoring-job.ts';

const objective = '/modelDeploymentMonitoringObjectiveConfigs/0/objectiveConfig';
const job = {
  item: described('modelDeploymentMonitoringJobs', {
    endpoint: `${parent}/endpoints/3`,
    state: 'JOB_STATE_RUNNING',
    modelDeploymentMonitoringObjectiveConfigs: [
      {
        deployedModelId: '1',
        objectiveConfig: {
          trainingDataset: { dataset: 'd' },
          trainingPredictionSkewDetectionConfig: { skewThresholds: { age: { value: 0.3 } } },
        },
      },
    ],
    modelMonitoringAlertConfig: {
      emailAlertConfig: { userEmails: ['a@hospital.example'] },
      notificationChannels: ['c'],
    },
    latestMonitoringPipelineMetadata: { runTime: '2026-11-20T00:00:00Z', status: { code: 13 } },
  }),
};
contract(monitoringJobs, job);
changesTable(monitoringJobs, job, [
  ['/state', 'JOB_STATE_PAUSED', { state: 'stopped', active: false }],
  ['/state', 'JOB_STATE_PENDING', { state: 'pending', active: false }],
  ['/state', undefined, { state: 'missing: not-returned', active: 'missing: not-returned' }],
  ['/endpoint', undefined, { '->endpoints': 'missing: not-returned' }],
  ['/endpoint', `${parent}/endpoints/4`, { '->endpoints': [`${ours}/endpoints/4`] }],
  [`${objective}/trainingDataset`, undefined, { baseline: false }],
  [`${objective}/trainingPredictionSkewDetectionConfig`, undefined, { baseline: false, signals: [] }],
  [`${objective}/trainingPredictionSkewDetectionConfig`, {}, { baseline: false, signals: [] }],
  [`${objective}/trainingPredictionSkewDetectionConfig`, { defaultSkewThreshold: { value: 0.1 } }, {}],
  [`${objective}/predictionDriftDetectionConfig`, {}, {}],
  [objective, { predictionDriftDetectionConfig: { driftThresholds: { age: { value: 0.3 } } } }, { baseline: false }],
  [
    objective,
    {
      predictionDriftDetectionConfig: { attributionScoreDriftThresholds: { age: {} } },
      explanationConfig: { enableFeatureAttributes: true },
    },
    { baseline: false, signals: ['attribution-drift'] },
  ],
  [
    objective,
    { predictionDriftDetectionConfig: { attributionScoreDriftThresholds: { age: {} } } },
    { baseline: false, signals: [] },
  ],
  ['/modelDeploymentMonitoringObjectiveConfigs', undefined, { baseline: false, signals: [] }],
  ['/latestMonitoringPipelineMetadata', undefined, { lastResult: 'never-ran', lastRanAt: null, lastUsedAt: null }],
  ['/latestMonitoringPipelineMetadata/status', undefined, { lastResult: 'missing: not-exposed' }],
  ['/latestMonitoringPipelineMetadata/status/code', undefined, { lastResult: 'missing: not-exposed' }],
  [
    '/latestMonitoringPipelineMetadata/runTime',
    undefined,
    { lastRanAt: 'missing: not-returned', lastUsedAt: 'missing: not-returned' },
  ],
  ['/modelMonitoringAlertConfig', undefined, { notifies: 0 }],
  ['/modelMonitoringAlertConfig/emailAlertConfig', {}, { notifies: 1 }],
  ['/modelMonitoringAlertConfig/notificationChannels', undefined, { notifies: 1 }],
]);

const run = {
  name: 'r',
  state: 'JOB_STATE_FAILED',
  schedule: `${parent}/schedules/1`,
  createTime: '2026-11-20T00:00:00Z',
  modelMonitoringSpec: {
    objectiveSpec: { targetDataset: { vertexEndpointLogs: { endpoints: [`${parent}/endpoints/3`] } } },
  },
};
const monitor = {
  item: described('modelMonitors', {
    tabularObjective: { featureDriftSpec: {}, predictionOutputDriftSpec: {} },
    trainingDataset: {},
    notificationSpec: { emailConfig: { userEmails: ['a', 'b'] } },
  }),
  reads: {
    'modelMonitoringJobs.list': {
      modelMonitoringJobs: [{ ...run, createTime: '2026-11-19T00:00:00Z', state: 'JOB_STATE_SUCCEEDED' }, run],
    },
    'schedules.get': { name: `${parent}/schedules/1`, state: 'ACTIVE' },
  },
};
const runs = 'modelMonitoringJobs.list#/modelMonitoringJobs';
contract(modelMonitors, monitor);
changesTable(modelMonitors, monitor, [
  ['/tabularObjective', undefined, { signals: [] }],
  [
    '/tabularObjective/featureAttributionSpec',
    {},
    { signals: ['data-drift', 'prediction-drift', 'attribution-drift'] },
  ],
  ['/trainingDataset', undefined, { baseline: false }],
  ['/notificationSpec', undefined, { notifies: 0 }],
  ['/notificationSpec/notificationChannelConfigs', [{}], { notifies: 3 }],
  [`${runs}/1/state`, 'JOB_STATE_SUCCEEDED', { lastResult: 'missing: not-exposed' }],
  [`${runs}/1/schedule`, undefined, { active: false }],
  ['schedules.get#/state', 'PAUSED', { active: false }],
  ['schedules.get#/state', 'COMPLETED', { active: false }],
  ['schedules.get#/state', 'ASLEEP', { active: 'missing: not-returned' }],
  ['schedules.get#/state', undefined, { active: 'missing: not-returned' }],
  [
    `${runs}/1/scheduleTime`,
    '2026-11-21T00:00:00Z',
    { lastRanAt: '2026-11-21T00:00:00Z', lastUsedAt: '2026-11-21T00:00:00Z' },
  ],
  [
    `${runs}/1/modelMonitoringSpec/objectiveSpec/tabularObjective`,
    { featureDriftSpec: {} },
    { signals: ['data-drift'] },
  ],
  [`${runs}/1/modelMonitoringSpec/objectiveSpec/targetDataset`, undefined, { '->endpoints': [] }],
  [runs, undefined, { active: false, lastResult: 'never-ran', lastRanAt: null, lastUsedAt: null, '->endpoints': [] }],
  [
    'modelMonitoringJobs.list#/nextPageToken',
    't',
    Object.fromEntries(
      ['active', 'lastResult', 'lastRanAt', 'lastUsedAt', 'signals', 'baseline', 'notifies', '->endpoints'].map(
        (name) => [name, 'missing: partial-answer'],
      ),
    ),
  ],
]);

it('whose schedule was deleted is no regular check', () => {
  const reads = { ...monitor.reads, 'schedules.get': refused('NOT_FOUND') };
  expect(plainOf(resourceOf(modelMonitors, { ...monitor, reads })).active).toBe(false);
});

const evaluation = {
  item: {
    name: `${parent}/evaluationRuns/7`,
    displayName: 'safety of letters',
    createTime: '2026-08-14T17:30:59.615666Z',
    state: 'SUCCEEDED',
    evaluationConfig: { metrics: [{ metric: 'safety_v1' }, { metric: 'exact_match' }] },
    inferenceConfigs: { candidate: { model: `${parent}/models/5@2` } },
  },
};
contract(evaluationRuns, evaluation);
changesTable(evaluationRuns, evaluation, [
  ['/state', 'FAILED', { state: 'failed', outcome: 'failed' }],
  ['/state', 'INFERENCE', { state: 'active', outcome: 'running' }],
  ['/state', 'NEW', { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
  ['/evaluationConfig/metrics/0/metric', 'groundedness', { subjects: ['grounding', 'quality'] }],
  ['/evaluationConfig/metrics/0/metric', 'fairness', { subjects: ['bias', 'quality'] }],
  ['/evaluationConfig', undefined, { subjects: [] }],
  ['/inferenceConfigs', undefined, { '->versions': [] }],
  ['/inferenceConfigs/candidate/model', 'publishers/google/models/gemini-2.5-flash', { '->versions': [] }],
  ['/inferenceConfigs/candidate/model', `${parent}/models/5`, { '->versions': ['missing: not-returned'] }],
]);
