import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { redactAws } from './redact.ts';

const digest = (secret: string) => createHmac('sha256', 'k').update(secret).digest('hex').slice(0, 24);
const redact = (body: Json, operation = 'DescribeSomething', service = 'sagemaker') =>
  redactAws(service, operation, body, digest);
const mark = (type: string, secret: string) => `redacted:${type}:${digest(secret)}`;
/** Not a key of anybody: of the form that AWS documents as an example. */
const key = 'AKIAIOSFODNN7EXAMPLE';

describe('redactAws', () => {
  it.each([
    [
      'an environment variable',
      { Environment: { API: 'hunter2' } },
      { Environment: { API: mark('string', 'hunter2') } },
    ],
    ['a hyperparameter', { HyperParameters: { lr: '0.1' } }, { HyperParameters: { lr: mark('string', '0.1') } }],
    ['a number', { HyperParameters: { pin: 4711 } }, { HyperParameters: { pin: mark('number', '4711') } }],
    [
      'arguments',
      { ContainerArguments: ['--p', 'x'] },
      { ContainerArguments: [mark('string', '--p'), mark('string', 'x')] },
    ],
    ['an entry point', { A: { ContainerEntrypoint: ['sh'] } }, { A: { ContainerEntrypoint: [mark('string', 'sh')] } }],
    ['parameters of a rule', { RuleParameters: { a: 'b' } }, { RuleParameters: { a: mark('string', 'b') } }],
    ['a script', { OnStart: [{ Content: 'c2g=' }] }, { OnStart: [{ Content: mark('script', 'c2g=') }] }],
    [
      'the words of a failure',
      { FailureReason: 'train.py --pw x' },
      { FailureReason: mark('script', 'train.py --pw x') },
    ],
    ['a token in a text', { Description: `with ${key}` }, { Description: mark('token', `with ${key}`) }],
    ['a token in a list', { A: [key] }, { A: [mark('token', key)] }],
    [
      'a tag by its form',
      { Tags: [{ Key: 'note', Value: key }] },
      { Tags: [{ Key: 'note', Value: mark('token', key) }] },
    ],
    [
      'a tag by its name',
      { Tags: [{ Key: 'db_password', Value: 'hunter2' }] },
      { Tags: [{ Key: 'db_password', Value: mark('token', 'hunter2') }] },
    ],
    [
      'a tag of KMS',
      { Tags: [{ TagKey: 'db_password', TagValue: 'hunter2' }] },
      { Tags: [{ TagKey: 'db_password', TagValue: mark('token', 'hunter2') }] },
    ],
    [
      'a tag of Bedrock',
      { tags: [{ key: 'db_password', value: 'hunter2' }] },
      { tags: [{ key: 'db_password', value: mark('token', 'hunter2') }] },
    ],
    [
      'a variable of an agent',
      { environmentVariables: { A: 'hunter2' } },
      { environmentVariables: { A: mark('string', 'hunter2') } },
    ],
    ['what an agent is told', { instruction: 'Be kind.' }, { instruction: mark('script', 'Be kind.') }],
    [
      'what an agent is told at each step',
      { promptConfigurations: [{ basePromptTemplate: 'Be kind.' }] },
      { promptConfigurations: [{ basePromptTemplate: mark('script', 'Be kind.') }] },
    ],
    ['a tag in a map', { tags: { db_password: 'hunter2' } }, { tags: { db_password: mark('token', 'hunter2') } }],
    [
      'metadata by its name',
      { CustomerMetadataProperties: { api_key: 'a1b2c3d4e5' } },
      { CustomerMetadataProperties: { api_key: mark('token', 'a1b2c3d4e5') } },
    ],
  ])('hides %s', (_name, body, expected) => {
    expect(redact(body)).toEqual(expected);
    expect(redact({ Deep: [body] }, 'GetFindings', 'securityhub')).toEqual({ Deep: [expected] });
  });

  it('hides what a guardrail looks for, and only there', () => {
    const body = {
      topicPolicy: { topics: [{ name: 'dosage', definition: 'hunter2', examples: ['hunter2'] }] },
      wordPolicy: { words: [{ text: 'hunter2', inputAction: 'BLOCK' }] },
      sensitiveInformationPolicy: { regexes: [{ name: 'number', pattern: 'hunter2' }] },
    };
    expect(JSON.stringify(redact(body))).toBe(JSON.stringify(body));
    expect(redact(body, 'GetGuardrail', 'bedrock')).toEqual({
      topicPolicy: {
        topics: [{ name: 'dosage', definition: mark('string', 'hunter2'), examples: [mark('string', 'hunter2')] }],
      },
      wordPolicy: { words: [{ text: mark('string', 'hunter2'), inputAction: 'BLOCK' }] },
      sensitiveInformationPolicy: { regexes: [{ name: 'number', pattern: mark('string', 'hunter2') }] },
    });
  });

  it.each<[string, Json]>([
    [
      'names, states, ARNs',
      { Name: 'a', Status: 'InService', Arn: 'arn:aws:iam::111122223333:role/a', Count: 3, On: true, No: null },
    ],
    [
      'tags that are none',
      {
        Tags: [
          { Key: 'owner', Value: 'team-a' },
          { Key: 'password-policy', Value: '' },
        ],
      },
    ],
    ['an image by digest', { Image: `1.dkr.ecr.eu-west-1.amazonaws.com/a@sha256:${'ab'.repeat(32)}` }],
    ['an empty set of variables', { Environment: {} }],
    ['a switch among variables', { Environment: { DEBUG: true } }],
  ])('keeps %s', (_name, body) => {
    expect(redact(body)).toEqual(body);
  });

  it('keeps a member that is called __proto__, and nothing of it comes through', () => {
    const body = JSON.parse('{"Environment":{"__proto__":"hunter2"},"Tags":[{"Key":"__proto__","Value":"x"}]}') as Json;
    expect(JSON.stringify(redact(body))).toBe(
      `{"Environment":{"__proto__":"${mark('string', 'hunter2')}"},"Tags":[{"Key":"__proto__","Value":"x"}]}`,
    );
  });

  it('gives equal secrets equal digests wherever they stand, and others others', () => {
    const [a, b, c] = ['one', 'one', 'two'].map((value) => JSON.stringify(redact({ Environment: { X: value } })));
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });
});

describe('a pipeline definition', () => {
  const definition = {
    Version: '2020-12-01',
    Parameters: [{ Name: 'Password', Type: 'String', DefaultValue: 'hunter2' }],
    Steps: [
      {
        Name: 'Train',
        Type: 'Training',
        DependsOn: ['Prepare'],
        Description: 'hunter2',
        Arguments: {
          AlgorithmSpecification: { TrainingImage: 'image:1', ContainerArguments: ['hunter2'] },
          HyperParameters: { a: 'hunter2' },
          Environment: { Name: 'hunter2', Type: 'hunter2' },
        },
      },
      {
        Name: 'Check',
        Type: 'Condition',
        Arguments: {
          Conditions: [{ Type: 'LessThanOrEqualTo', LeftValue: 'hunter2', RightValue: 6 }],
          IfSteps: [
            {
              Name: 'Register',
              Type: 'RegisterModel',
              Arguments: {
                InferenceSpecification: { Containers: [{ Image: 'image:2', Environment: { a: 'hunter2' } }] },
              },
            },
          ],
          ElseSteps: [{ Name: 'Stop', Type: 'Fail', Arguments: { ErrorMessage: 'hunter2' } }],
        },
      },
    ],
  };
  const redacted = (text: string) =>
    (redact({ PipelineDefinition: text }) as { PipelineDefinition: string }).PipelineDefinition;
  const hidden = mark('string', 'hunter2');

  it('keeps steps, types, order and images, and no value', () => {
    const text = redacted(JSON.stringify(definition));
    expect(text).not.toContain(':"hunter2');
    expect(JSON.parse(text)).toEqual({
      Version: '2020-12-01',
      Parameters: [{ Name: 'Password', Type: 'String', DefaultValue: hidden }],
      Steps: [
        {
          Name: 'Train',
          Type: 'Training',
          DependsOn: ['Prepare'],
          Description: hidden,
          Arguments: {
            AlgorithmSpecification: { TrainingImage: 'image:1', ContainerArguments: [hidden] },
            HyperParameters: { a: hidden },
            Environment: { Name: hidden, Type: hidden },
          },
        },
        {
          Name: 'Check',
          Type: 'Condition',
          Arguments: {
            Conditions: [{ Type: 'LessThanOrEqualTo', LeftValue: hidden, RightValue: mark('number', '6') }],
            IfSteps: [
              {
                Name: 'Register',
                Type: 'RegisterModel',
                Arguments: {
                  InferenceSpecification: { Containers: [{ Image: 'image:2', Environment: { a: hidden } }] },
                },
              },
            ],
            ElseSteps: [{ Name: 'Stop', Type: 'Fail', Arguments: { ErrorMessage: hidden } }],
          },
        },
      ],
    });
  });

  it.each(['password=hunter2', '"hunter2"', '[1]', '', 'null'])('is hidden whole where it is none: %s', (text) => {
    expect(redacted(text)).toBe(mark('script', text));
  });

  it('is hidden from where it nests deeper than any pipeline', () => {
    let steps: Json = [{ Name: 'hunter2', Type: 'Fail' }];
    for (let depth = 0; depth < 40; depth += 1)
      steps = [{ Name: 'c', Type: 'Condition', Arguments: { IfSteps: steps } }];
    expect(redacted(JSON.stringify({ Steps: steps }))).not.toContain('"hunter2"');
  });
});

describe('a model card', () => {
  const card = {
    model_overview: { model_description: 'Finds fractures.' },
    additional_information: { custom_details: { note: key } },
    training_details: { training_job_details: { hyper_parameters: [{ name: 'lr', value: 'hunter2' }] } },
  };
  const expected = {
    model_overview: { model_description: 'Finds fractures.' },
    additional_information: { custom_details: { note: mark('token', key) } },
    training_details: {
      training_job_details: { hyper_parameters: [{ name: mark('string', 'lr'), value: mark('string', 'hunter2') }] },
    },
  };

  it.each([
    ['DescribeModelCard', 'Content'],
    ['DescribeModelPackage', 'ModelCardContent'],
  ])('keeps its words in %s', (operation, member) => {
    const out = redact({ [member]: JSON.stringify(card) }, operation) as Record<string, string>;
    expect(JSON.parse(out[member] ?? '')).toEqual(expected);
  });

  it('is a script in other answers, and hidden whole where it is no JSON', () => {
    expect(redact({ Content: JSON.stringify(card) })).toEqual({ Content: mark('script', JSON.stringify(card)) });
    expect(redact({ Content: 'x' }, 'DescribeModelCard')).toEqual({ Content: mark('script', 'x') });
  });
});

describe('what redactAws is given', () => {
  it.each<[string, Json, boolean]>([
    ['no secret', { A: [{ B: 'plain' }], Tags: [{ Key: 'team', Value: 'ml' }], N: 1, Z: null }, true],
    ['a secret', { A: [{ B: key }], Rest: { C: 'plain' } }, false],
    ['a secret in a tag', { Tags: [{ Key: 'db_password', Value: 'hunter2' }] }, false],
    ['a secret late in a list', { L: ['a', 'b', key] }, false],
  ])('with %s stays as it was', (_name, body, same) => {
    const before = JSON.stringify(body);
    const clean = redact(body);
    expect(JSON.stringify(body)).toBe(before);
    expect(JSON.stringify(clean) === before).toBe(same);
  });

  it('keeps members of any name', () => {
    const body = JSON.parse(`{"Tags":{"__proto__":"x"},"__proto__":{"a":"${key}"},"b":"${key}"}`) as Json; // an object
    expect(JSON.stringify(redact(body))).toBe(
      `{"Tags":{"__proto__":"x"},"__proto__":{"a":"${mark('token', key)}"},"b":"${mark('token', key)}"}`,
    );
  });
});
