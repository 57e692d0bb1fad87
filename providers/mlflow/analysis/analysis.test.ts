import { describe, expect, it, test } from 'vitest';
import { formatOfFile, formatOfFiles, formatOfFlavors } from './format.ts';
import { fixesContent } from './hash.ts';
import { jobsIn } from './jobs.ts';
import { baseModelOf, entryOf, loggedEntries } from './logged.ts';
import { isPrivate } from './place.ts';

describe('formats', () => {
  test.each([
    ['model.pkl', 'pickle'],
    ['data/model.pth', 'pickle'],
    ['model.JOBLIB', 'pickle'],
    ['model.safetensors', 'safetensors'],
    ['model.onnx', 'onnx'],
    ['model.tar.gz', ''],
    ['model', ''],
    ['constructor', ''],
  ])('of %s: %s', (name, format) => expect(formatOfFile(name)).toBe(format));

  it('one file that runs code counts, whatever lies beside it', () => {
    expect(formatOfFiles(['model.safetensors', 'tokenizer.json', 'preprocess.pkl'])).toBe('pickle');
    expect(formatOfFiles(['MLmodel', 'model.onnx'])).toBe('onnx');
    expect(formatOfFiles(['MLmodel', 'conda.yaml'])).toBe('');
  });

  test.each([
    [{ sklearn: { pickled_model: 'model.pkl', serialization_format: 'cloudpickle' } }, 'pickle'],
    [{ sklearn: { serialization_format: 'pickle' } }, 'pickle'],
    [{ pytorch: { model_data: 'data' } }, 'pickle'],
    [{ python_function: { model_path: 'model.pkl' } }, 'pickle'],
    [{ onnx: { data: 'model.onnx' } }, 'onnx'],
    [{ xgboost: { data: 'model.ubj' } }, 'xgboost'],
    [{ python_function: { loader_module: 'm' } }, ''],
    ['nonsense', ''],
  ])('of flavors %j: %s', (flavors, format) => expect(formatOfFlavors(flavors)).toBe(format));
});

describe('hashes and signatures in tags', () => {
  const hex = 'a'.repeat(64);
  test.each([
    ['model_sha256', hex, true],
    ['checksum', `sha256:${hex}`, true],
    ['signature', 'https://rekor.example.com/entry/1', true],
    ['model_sha256', 'todo', false],
    ['model_sha256', 'abcd1234', false],
    ['digest', '', false],
    ['note', hex, false],
    ['checksum', 'https://example.com', false],
  ])('%s = %s: %s', (key, value, expected) => expect(fixesContent([{ key, value }])).toBe(expected));
  it('no tags fix nothing', () => expect(fixesContent([])).toBe(false));
});

describe('jobs of clouds in tags', () => {
  const arm = '/subscriptions/S/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/jobs/j';
  test.each([
    [
      'arn:aws:sagemaker:eu-west-1:111122223333:training-job/t-1',
      'arn:aws:sagemaker:eu-west-1:111122223333:training-job/t-1',
    ],
    [arm, arm.toLowerCase()],
    ['projects/p/locations/l/customJobs/1', '//aiplatform.googleapis.com/projects/p/locations/l/customJobs/1'],
    [
      '//aiplatform.googleapis.com/projects/p/locations/l/pipelineJobs/1',
      '//aiplatform.googleapis.com/projects/p/locations/l/pipelineJobs/1',
    ],
  ])('%s', (value, uid) =>
    expect(
      jobsIn([
        { key: 'whatever', value },
        { key: 'x', value: 'y' },
      ]),
    ).toEqual([uid]),
  );
  test.each(['arn:aws:sagemaker:eu-west-1:111122223333:model/m', 'projects/p', 'see arn:aws:sagemaker:x', ''])(
    '%s is none',
    (value) => expect(jobsIn([{ key: 'k', value }])).toEqual([]),
  );
});

describe('the history of logged models', () => {
  const history = JSON.stringify([
    { artifact_path: 'model', flavors: { a: 1 } },
    { artifact_path: 'model', flavors: { transformers: { source_model_name: 'bert' } }, signature: { inputs: '[]' } },
    { artifact_path: 'other', flavors: {} },
    { flavors: {} },
  ]);
  it('gives the newest entry of the folder that a version came from', () => {
    const entry = entryOf(loggedEntries(history), 's3://b/1/r/artifacts/model/');
    expect(entry).toMatchObject({ path: 'model', signature: true });
    expect(entry && baseModelOf(entry)).toBe('bert');
    expect(entryOf(loggedEntries(history), 's3://b/1/r/artifacts/supermodel')).toBeUndefined();
  });
  test.each([undefined, '', '{', '{}', 'null', '[1]'])('%s has none', (text) =>
    expect(loggedEntries(text)).toEqual([]),
  );
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['100.64.1.1', true],
  ['8.8.8.8', false],
  ['::1', true],
  ['fd00::1', true],
  ['2001:4860:4860::8888', false],
  ['example.com', undefined],
])('%s is private: %s', (address, expected) => expect(isPrivate(address)).toBe(expected));
