import { expect, it, test } from 'vitest';
import { contract } from '../testing/contract.ts';
import { answersFor, mapped, type Table, usual } from '../testing/map.ts';
import { dataValidations, resultIn } from './data-validation.ts';
import { datasets, sourceUri } from './dataset.ts';
import { evaluations, isEvaluation } from './evaluation.ts';
import { experiments } from './experiment.ts';
import { runs } from './run.ts';

const ms = 1_730_000_000_000;
const at = '2024-10-27T03:33:20.000Z';

contract(
  experiments,
  {
    item: {
      experiment_id: '7',
      name: 'wards',
      artifact_location: 's3://wards/7',
      lifecycle_stage: 'active',
      creation_time: ms,
      last_update_time: ms + 1000,
      tags: [
        { key: 'owner', value: 'ops' },
        { key: 'mlflow.note.content', value: 'Beds' },
      ],
    },
  },
  [
    ['/artifact_location', undefined, { artifactUri: '', '->buckets': [] }],
    [
      '/artifact_location',
      'gs://Wards-b/7',
      { artifactUri: 'gs://Wards-b/7', '->buckets': ['//storage.googleapis.com/wards-b'] },
    ],
    ['/artifact_location', 'mlflow-artifacts:/7', { artifactUri: 'mlflow-artifacts:/7', '->buckets': [] }],
    ['/lifecycle_stage', 'deleted', { state: 'archived' }],
    ['/lifecycle_stage', 'odd', { state: 'missing: not-returned' }],
    ['/lifecycle_stage', undefined, { state: 'missing: not-returned' }],
    ['/creation_time', String(ms), {}],
    ['/creation_time', 'yesterday', { createdAt: 'missing: not-returned' }],
    ['/creation_time', undefined, { createdAt: 'missing: not-returned' }],
    ['/last_update_time', undefined, { modifiedAt: 'missing: not-returned' }],
    ['/name', undefined, { name: '7' }],
    ['/tags', undefined, { tags: {}, owner: '', documents: [] }],
    [
      '/tags/0',
      { key: 'mlflow.ownerEmail', value: 'a@example.com' },
      { tags: { 'mlflow.ownerEmail': 'a@example.com', 'mlflow.note.content': 'Beds' }, owner: 'a@example.com' },
    ],
    ['/tags/1/value', ' ', { tags: { owner: 'ops', 'mlflow.note.content': ' ' }, documents: [] }],
  ],
);

test.each([
  ['an open server', { Anonymous: { experiments: [{}] } }, 'everyone', ['*']],
  ['an answer without experiments', { Anonymous: {} }, 'missing: partial-answer', 'missing: partial-answer'],
  ['a sign-in page', { Anonymous: 'error HTTP 302' }, 'nobody', []],
  [
    'Databricks',
    { Handshake: { scheme: 'https', auth: 'databricks' } },
    'missing: not-exposed',
    'missing: not-exposed',
  ],
] satisfies [string, Table, string, string | string[]][])('shared by %s', (_what, reads, sharedWith, outsiders) => {
  const found = mapped(experiments, { item: { experiment_id: '1', name: 'x' }, reads });
  expect([found.sharedWith, found.outsiders]).toEqual([sharedWith, outsiders]);
});

const run = {
  info: {
    run_id: 'r1',
    run_name: 'train',
    experiment_id: '7',
    user_id: 'ann',
    status: 'FINISHED',
    start_time: ms,
    end_time: ms + 1000,
    artifact_uri: 's3://wards/7/r1/artifacts',
    lifecycle_stage: 'active',
  },
  data: {
    metrics: [{ key: 'test_auc', value: 0.9 }],
    params: [{ key: 'depth', value: '6' }],
    tags: [{ key: 'mlflow.source.git.commit', value: 'c0ffee' }],
  },
  inputs: {
    dataset_inputs: [
      {
        tags: [{ key: 'mlflow.data.context', value: 'test' }],
        dataset: { name: 'd', digest: 'x1', source: '{"uri":"s3://wards/d"}', schema: '{"a":1}' },
      },
    ],
  },
};

contract(runs, { item: run }, [
  ['/info/status', 'RUNNING', { outcome: 'running' }],
  ['/info/status', 'SCHEDULED', { outcome: 'running' }],
  ['/info/status', 'KILLED', { outcome: 'stopped' }],
  ['/info/status', 'FAILED', { outcome: 'failed' }],
  ['/info/status', 'ODD', { outcome: 'missing: not-returned' }],
  ['/info/status', undefined, { outcome: 'missing: not-returned' }],
  ['/info/end_time', undefined, { modifiedAt: at }],
  ['/info/start_time', undefined, { createdAt: 'missing: not-returned', startedAt: 'missing: not-returned' }],
  ['/info/lifecycle_stage', 'deleted', { state: 'archived' }],
  ['/info/user_id', undefined, { owner: '', ranBy: '' }],
  ['/info/artifact_uri', undefined, { '->buckets': [] }],
  ['/data/metrics', undefined, { metricsLogged: 0 }],
  ['/data/params', undefined, { paramsLogged: 0 }],
  ['/data/params/1', { key: 'b', value: '1' }, { paramsLogged: 2 }],
  ['/inputs/dataset_inputs', undefined, { datasetsLogged: 0 }],
  ['/data/tags', undefined, { tags: {}, sourceRevision: '' }],
  [
    '/data/tags/0',
    { key: 'mlflow.databricks.notebookRevisionID', value: '168' },
    { tags: { 'mlflow.databricks.notebookRevisionID': '168' }, sourceRevision: '168' },
  ],
  [
    '/data/tags/1',
    { key: 'mlflow.user', value: 'bob' },
    { tags: { 'mlflow.source.git.commit': 'c0ffee', 'mlflow.user': 'bob' }, ranBy: 'bob' },
  ],
]);

it('one attempt of a search is judged with the run that searches', () => {
  const kept = (tags: { key: string; value: string }[]) =>
    runs.keep?.(answersFor(runs, { item: { ...run, data: { ...run.data, tags } } }));
  expect(kept([{ key: 'mlflow.parentRunId', value: 'r0' }])).toBe(false);
  expect(kept([])).toBe(true);
});

contract(datasets, { item: run.inputs.dataset_inputs[0] ?? {}, reads: usual }, [
  ['/dataset/digest', '', { uid: '', name: 'd@', version: '', versioned: false, contentHash: '' }],
  ['/dataset/schema', '{}', { schemaKnown: false }],
  ['/dataset/schema', 'null', { schemaKnown: false }],
  ['/dataset/schema', undefined, { schemaKnown: false }],
  ['/dataset/source', undefined, { artifacts: [], '->buckets': [] }],
  ['/dataset/source', 'SELECT * FROM wards', { artifacts: [], '->buckets': [] }],
  ['/tags', undefined, { tags: {} }],
  [
    '/tags/1',
    { key: 'data-class', value: 'patients' },
    { tags: { 'mlflow.data.context': 'test', 'data-class': 'patients' }, dataClass: 'patients' },
  ],
]);

test.each([
  ['{"uri": "s3://b/k"}', 's3://b/k'],
  ['{"url": "https://h/x.csv"}', 'https://h/x.csv'],
  ['{"path": "dbfs:/d"}', 'dbfs:/d'],
  ['{"query": "select 1"}', ''],
  ['s3://b/k', 's3://b/k'],
  ['not json', ''],
  [undefined, ''],
])('source %s lies at %s', (source, uri) => expect(sourceUri(source)).toBe(uri));

contract(evaluations, { item: run }, [
  [
    '/data/metrics',
    [
      { key: 'fairness_gap', value: 1 },
      { key: 'toxicity', value: 0 },
    ],
    { subjects: ['bias', 'safety'] },
  ],
  ['/info/status', 'FAILED', { outcome: 'failed' }],
  [
    '/outputs',
    { model_outputs: [{ model_id: 'm-1' }, {}] },
    { '->versions': ['mlflow://mlflow.example/logged-model/m-1'] },
  ],
]);

test.each([
  ['quality on held-back data', { data: { metrics: [{ key: 'auc', value: 1 }] }, inputs: run.inputs }, true],
  ['quality by its name', { data: { metrics: [{ key: 'val_auc', value: 1 }] } }, true],
  ['quality on nothing in particular', { data: { metrics: [{ key: 'auc', value: 1 }] } }, false],
  ['training alone', { data: { metrics: [{ key: 'training_auc', value: 1 }] }, inputs: run.inputs }, false],
  ['bias', { data: { metrics: [{ key: 'disparate_impact', value: 1 }] } }, true],
  ['nothing', {}, false],
])('a run with %s is an evaluation: %s', (_what, item, expected) => expect(isEvaluation(item)).toBe(expected));

contract(dataValidations, { item: { ...run, data: { ...run.data, metrics: [{ key: 'tfdv/anomalies', value: 0 }] } } }, [
  ['/data/metrics/0/value', 2, { lastResult: 'failed' }],
  ['/data/metrics/0/key', 'other', { lastResult: 'missing: not-exposed', evidence: 'recognised' }],
  ['/data/metrics', undefined, { lastResult: 'missing: not-exposed', evidence: 'recognised' }],
  ['/inputs/dataset_inputs', undefined, { '->datasets': [] }],
]);

test.each<[string, number | string, string | undefined]>([
  ['data_validation_passed', 1, 'passed'],
  ['validation_success', 0, 'failed'],
  ['expectations_failed', 0, 'passed'],
  ['gx.failed_expectations', 3, 'failed'],
  ['expectations_failed', 'NaN', undefined],
  ['validation_accuracy', 1, undefined],
])('%s = %s: %s', (key, value, expected) => expect(resultIn([{ key, value }])).toBe(expected));

test.each([
  ['a tool as the value of a tag', { data: { tags: [{ key: 'tfx.component', value: 'ExampleValidator' }] } }, true],
  ['a tool in a sentence', { data: { tags: [{ key: 'note', value: 'no great expectations here' }] } }, false],
  ['a tool in a name of a tag', { data: { tags: [{ key: 'great_expectations.suite', value: 'x' }] } }, true],
  ['a tool in the name of the run', { info: { run_name: 'tfdv check' } }, true],
  ['nothing', run, false],
])('%s shows data validation: %s', (_what, item, expected) => {
  expect(dataValidations.keep?.(answersFor(dataValidations, { item }))).toBe(expected);
});
