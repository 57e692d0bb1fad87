import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { mapped, type Table } from '../testing/map.ts';
import { artifacts, versionItem as item, versionReads as reads } from '../testing/version.ts';
import { modelVersions } from './model-version.ts';

const notTold = 'missing: not-exposed';
contract(
  modelVersions,
  { item, reads },
  [
    ['/current_stage', 'Production', {}],
    ['/status', 'PENDING_REGISTRATION', { state: 'pending' }],
    ['/status', 'FAILED_REGISTRATION', { state: 'failed' }],
    ['/status', 'ODD', { state: 'missing: not-returned' }],
    ['/status', undefined, { state: 'missing: not-returned' }],
    ['/user_id', undefined, { owner: '', registeredBy: notTold }],
    ['/user_id', '', { owner: '', registeredBy: notTold }],
    ['/description', '', { documents: [] }],
    ['/tags', undefined, { tags: {}, approval: 'none', approvedBy: '' }],
    ['/tags/0/value', 'Rejected', { tags: { approval: 'Rejected' }, approval: 'rejected', approvedBy: '' }],
    ['/tags/0/value', 'pending', { tags: { approval: 'pending' }, approval: 'pending', approvedBy: '' }],
    [
      '/tags/0/value',
      'maybe',
      { tags: { approval: 'maybe' }, approval: 'missing: not-returned', approvedBy: 'missing: not-returned' },
    ],
    ['/tags/0/value', '', { tags: { approval: '' }, approval: 'none', approvedBy: '' }],
    [
      '/tags/1',
      { key: 'sha256', value: 'a'.repeat(64) },
      {
        tags: { approval: 'approved', sha256: 'a'.repeat(64) },
        artifacts: [{ uri: `${artifacts}/model`, pinned: true, format: 'pickle' }],
      },
    ],
    [
      '/tags/1',
      { key: 'base_model', value: 'bert' },
      { tags: { approval: 'approved', base_model: 'bert' }, origin: 'public' },
    ],
    [
      '/tags/1',
      { key: 'intended_use', value: 'planning' },
      { tags: { approval: 'approved', intended_use: 'planning' }, documents: ['description', 'intended-use'] },
    ],
    // Elsewhere than in its run: nothing that the run recorded is about it.
    [
      '/source',
      's3://other/model.safetensors',
      {
        artifacts: [{ uri: 's3://other/model.safetensors', pinned: false, format: 'safetensors' }],
        signature: notTold,
        '->buckets': ['arn:aws:s3:::other'],
      },
    ],
    ['/source', undefined, { artifacts: [], signature: notTold, '->buckets': [] }],
    [
      '/run_id',
      '',
      {
        artifacts: [{ uri: `${artifacts}/model`, pinned: false, format: '' }],
        sourceRevision: '',
        tests: [],
        signature: notTold,
        origin: notTold,
        '->runs': [],
        '->jobs': [],
        '->datasets': [],
      },
    ],
  ],
  {
    GetRegisteredModel: [
      ['/registered_model/aliases', undefined, { stage: 'none' }],
      ['/registered_model/aliases/0/version', '4', { stage: 'none' }],
      ['/registered_model/aliases/0/version', 3, {}],
      ['/registered_model/aliases/0/alias', 'candidate', { stage: 'none' }],
    ],
    GetRun: [
      ['/run/data/tags/0', { key: 'x', value: 'y' }, { sourceRevision: '' }],
      ['/run/data/tags/2', { key: 'x', value: 'y' }, { '->jobs': [] }],
      ['/run/inputs', undefined, { '->datasets': [] }],
      ['/run/data/metrics/0/key', 'fairness', { tests: ['bias'] }],
      ['/run/data/metrics/0/key', 'shap_max', { tests: ['explainability'] }],
      ['/run/data/metrics/0/key', 'accuracy_perturbed', { tests: ['robustness'], robustness: 'tested' }],
      ['/run/data/metrics', undefined, { tests: [] }],
      ['/run/info/run_name', 'train-with-shap', { tests: ['quality', notTold] }],
      // A folder with another name: the entry is about another model.
      ['/run/data/tags/1/value', '[]', { signature: notTold }],
    ],
    RunFiles: [
      ['/files', [{ path: 'lime.html' }], { tests: ['quality', notTold] }],
      ['/next_page_token', 'more', { tests: ['quality', 'missing: partial-answer'] }],
    ],
    ModelFiles: [
      [
        '/files/0/path',
        'model/model.onnx',
        { artifacts: [{ uri: `${artifacts}/model`, pinned: false, format: 'onnx' }] },
      ],
      // The run recorded a pickle, whatever the names of the files are.
      ['/files/0/path', 'model/data', {}],
    ],
  },
);

describe('the stage of a version', () => {
  const stage = (more: JsonObject, table: Table = {}) =>
    mapped(modelVersions, { item: { ...item, ...more }, reads: { ...reads, ...table } }).stage;
  const none = { GetRegisteredModel: { registered_model: { name: 'beds' } } };
  test.each([
    ['Production', 'production'],
    ['Staging', 'staging'],
    ['Archived', 'archived'],
    ['None', 'none'],
    ['Odd', 'missing: not-returned'],
  ])('%s is %s', (word, expected) => expect(stage({ current_stage: word }, none)).toBe(expected));
  it('of Unity Catalog is told by aliases alone', () => {
    const { current_stage: _stage, ...rest } = item;
    expect(mapped(modelVersions, { item: rest, reads }).stage).toBe('production');
    expect(mapped(modelVersions, { item: rest, reads: { ...reads, ...none } }).stage).toBe('none');
  });
  it('is production whatever the aliases are, and unknown where they could not be read', () => {
    const denied = { GetRegisteredModel: 'error PERMISSION_DENIED' } as const;
    expect(stage({ current_stage: 'Production' }, denied)).toBe('production');
    expect(stage({}, denied)).toBe('missing: access-denied READ on registered models');
  });
});

test.each(['RESOURCE_DOES_NOT_EXIST', 'NOT_FOUND'])('a run that is not there (%s) leads nowhere', (code) => {
  const found = mapped(modelVersions, {
    item,
    reads: { ...reads, GetRun: `error ${code}`, RunFiles: `error ${code}` },
  });
  expect(found).toMatchObject({ '->runs': [], '->datasets': [], sourceRevision: '', origin: notTold, tests: [] });
});

describe('a version of a logged model', () => {
  const logged = { ...item, source: 'models:/m-0a1b2c' };
  const model = {
    model: {
      info: {
        artifact_uri: 's3://wards/7/models/m-0a1b2c/artifacts',
        tags: [{ key: 'checksum', value: 'b'.repeat(64) }],
      },
    },
  };
  it('lies where that lies, with its hash', () => {
    expect(mapped(modelVersions, { item: logged, reads: { ...reads, GetLoggedModel: model } }).artifacts).toEqual([
      { uri: 's3://wards/7/models/m-0a1b2c/artifacts', pinned: true, format: '' },
    ]);
  });
  it('that is not there, or denied, has no known files', () => {
    const of = (code: string) =>
      mapped(modelVersions, { item: logged, reads: { ...reads, GetLoggedModel: `error ${code}` } }).artifacts;
    expect(of('RESOURCE_DOES_NOT_EXIST')).toBe('missing: not-returned');
    expect(of('PERMISSION_DENIED')).toBe('missing: access-denied READ on experiments');
  });
});
