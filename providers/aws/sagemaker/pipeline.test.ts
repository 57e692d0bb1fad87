import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, usual } from '../testing/table.ts';
import { pipelines } from './pipeline.ts';
import { readPipeline } from './pipeline-steps.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:pipeline/churn';
const role = 'arn:aws:iam::123456789012:role/pipeline';
const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/train:1';
const step = (Name: string, Type: string, more: JsonObject = {}): JsonObject => ({ Name, Type, ...more });
const register = step('Register', 'RegisterModel');
const condition = (
  IfSteps: JsonObject[],
  ElseSteps: JsonObject[] = [],
  Conditions: JsonObject[] = [{ Type: 'LessThan' }],
) => step('Gate', 'Condition', { Arguments: { Conditions, IfSteps, ElseSteps } });
const text = (...Steps: JsonObject[]) => JSON.stringify({ Version: '2020-12-01', Steps });

const given: Given = {
  item: { PipelineName: 'churn', PipelineArn: arn },
  reads: {
    ...usual,
    DescribePipeline: {
      PipelineArn: arn,
      PipelineName: 'churn',
      RoleArn: role,
      PipelineStatus: 'Active',
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
      LastRunTime: '2026-01-03T00:00:00Z',
      PipelineDefinition: text(
        step('Check', 'QualityCheck', { CheckType: 'DATA_QUALITY', SkipCheck: false }),
        step('Train', 'Training', { Arguments: { AlgorithmSpecification: { TrainingImage: image } } }),
        condition([register]),
      ),
    },
    ListPipelineExecutions: { PipelineExecutionSummaries: [{ PipelineExecutionStatus: 'Succeeded' }] },
  },
};

contract(pipelines, given);

describe('a pipeline', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(pipelines, given))).toMatchObject({
      name: 'churn',
      steps: [
        { name: 'Check', purpose: 'validate-data' },
        { name: 'Train', purpose: 'train' },
        { name: 'Gate', purpose: 'other' },
        { name: 'Register', purpose: 'register' },
      ],
      gated: true,
      lastOutcome: 'succeeded',
      runsAs: 'own',
      images: [{ ref: image, pinned: false, registry: 'own' }],
      keyAtRest: 'missing: not-supported',
      egress: 'missing: not-supported',
      pinned: 'missing: not-exposed',
      trigger: 'missing: not-exposed',
      state: 'active',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-02T00:00:00Z',
      lastUsedAt: '2026-01-03T00:00:00Z',
      '->principals': [role],
      '->repositories': ['arn:aws:ecr:eu-west-1:123456789012:repository/train'],
    });
  });
});

const at = (member: string) => `DescribePipeline/${member}`;
const lost = 'missing: not-returned';
const unread = (why: string) => ({ steps: why, gated: why, images: why, '->repositories': why });
changesTable(pipelines, given, [
  [at('PipelineDefinition'), undefined, unread(lost)],
  [at('PipelineDefinition'), 's3://bucket/definition.json', unread('missing: partial-answer')],
  [at('PipelineDefinition'), '{}', unread('missing: partial-answer')],
  [at('RoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [at('PipelineStatus'), 'Deleting', { state: 'deleting' }],
  [at('PipelineStatus'), undefined, { state: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: lost }],
  [at('LastRunTime'), undefined, { lastUsedAt: null }],
  ['ListPipelineExecutions/PipelineExecutionSummaries', [], { lastOutcome: 'never-ran' }],
  [
    'ListPipelineExecutions/PipelineExecutionSummaries/0/PipelineExecutionStatus',
    'Executing',
    { lastOutcome: 'running' },
  ],
  ['ListPipelineExecutions/PipelineExecutionSummaries/0/PipelineExecutionStatus', 'Failed', { lastOutcome: 'failed' }],
  [
    'ListPipelineExecutions/PipelineExecutionSummaries/0/PipelineExecutionStatus',
    'Stopping',
    { lastOutcome: 'stopped' },
  ],
  ['ListPipelineExecutions/PipelineExecutionSummaries/0/PipelineExecutionStatus', undefined, { lastOutcome: lost }],
]);

const ask = expect.objectContaining({ $missing: expect.objectContaining({ reason: 'not-exposed' }) });

describe('purpose of a step', () => {
  it.each([
    [step('a', 'Training'), 'train'],
    [step('a', 'Tuning'), 'train'],
    [step('a', 'AutoML'), 'train'],
    [step('a', 'RegisterModel'), 'register'],
    [step('a', 'Endpoint'), 'deploy'],
    [step('a', 'InferenceComponent'), 'deploy'],
    [step('a', 'Model'), 'other'],
    [step('evaluate', 'Transform'), 'other'],
    [step('a', 'Processing'), 'other'],
    [step('a', 'constructor'), 'other'],
    [step('EvaluateModel', 'Processing'), ask],
    [step('ValidateData', 'Processing'), ask],
    [step('deploy-it', 'Lambda'), ask],
    [step('AskForApproval', 'Callback'), ask],
    [step('a', 'QualityCheck', { CheckType: 'DATA_QUALITY' }), 'validate-data'],
    [step('a', 'QualityCheck', { CheckType: 'MODEL_QUALITY' }), 'evaluate'],
    [step('a', 'ClarifyCheck', { CheckType: 'DATA_BIAS' }), 'check-bias'],
    [step('a', 'ClarifyCheck', { CheckType: 'MODEL_BIAS' }), 'check-bias'],
    [step('a', 'ClarifyCheck', { CheckType: 'MODEL_EXPLAINABILITY' }), 'explain'],
    [
      step('a', 'ClarifyCheck', { CheckType: 'HOROSCOPE' }),
      { $missing: expect.objectContaining({ reason: 'not-returned' }) },
    ],
    [step('a', 'QualityCheck', { CheckType: 'DATA_QUALITY', SkipCheck: true }), 'other'],
    [step('a', 'QualityCheck', { CheckType: 'DATA_QUALITY', SkipCheck: { Get: 'Parameters.Skip' } }), ask],
  ])('%j', (one, purpose) => {
    expect(readPipeline(text(one)).steps).toEqual([{ name: one.Name, purpose }]);
  });
});

describe('the gate of a pipeline', () => {
  const deploy = step('Deploy', 'Endpoint');
  it.each([
    ['nothing to gate', [step('t', 'Training')], undefined],
    ['no gate', [register], false],
    ['a condition beside, not before', [condition([step('t', 'Training')]), register], false],
    ['a condition before', [condition([register])], true],
    ['a condition before one of two', [condition([register]), deploy], false],
    ['in the other branch', [condition([], [register])], true],
    ['in both branches', [condition([register], [deploy])], false],
    ['a condition without conditions', [condition([register], [], [])], false],
    ['a condition in a condition', [condition([condition([register])])], true],
    [
      'an outer condition that decides, an inner one that does not',
      [condition([condition([register], [deploy])])],
      true,
    ],
    ['a step that only by its name deploys', [step('deploy', 'Lambda')], ask],
    ['one that by its name deploys behind a condition', [condition([step('deploy', 'Lambda')])], true],
    ['a sure one behind, an unsure one before', [step('deploy', 'Lambda'), condition([register])], ask],
  ])('%s', (_name, steps, gated) => {
    expect(readPipeline(text(...steps)).gated).toEqual(gated);
  });
  it('is not looked for in endless nesting', () => {
    let nested = condition([register]);
    for (let depth = 0; depth < 40; depth += 1) nested = condition([nested]);
    expect(() => readPipeline(text(nested))).toThrow('nested deeper');
  });
});

describe('images of a pipeline', () => {
  it('are those of its jobs; a parameter is known when it runs', () => {
    const { images } = readPipeline(
      text(
        step('p', 'Processing', { Arguments: { AppSpecification: { ImageUri: { Get: 'Parameters.Image' } } } }),
        step('m', 'Model', { Arguments: { PrimaryContainer: { Image: 'one:1' } } }),
        step('r', 'RegisterModel', { Arguments: { InferenceSpecification: { Containers: [{ Image: 'two:2' }] } } }),
      ),
    );
    expect(images).toEqual([ask, { ref: 'one:1' }, { ref: 'two:2' }]);
  });
});
