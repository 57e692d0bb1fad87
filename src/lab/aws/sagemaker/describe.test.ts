import * as sdk from '@aws-sdk/client-sagemaker';
import { afterAll, expect, test } from 'vitest';
import { startLab } from '../../lab.ts';
import { first, smallEstate } from '../../small-estate.ts';
import { smallSageMaker } from './small-sagemaker.ts';

const estate = smallEstate({
  first: {
    regions: {
      'eu-west-1': {
        sagemaker: {
          ...smallSageMaker,
          // The four job definitions have the same shape but for their names.
          dataQualityJobDefinitions: [definition('DataQuality')],
          modelQualityJobDefinitions: [definition('ModelQuality')],
          modelExplainabilityJobDefinitions: [definition('ModelExplainability')],
        },
      },
    },
  },
});
const lab = await startLab({ estate });
afterAll(() => lab.close());
const client = new sdk.SageMakerClient({
  endpoint: lab.url,
  region: 'eu-west-1',
  credentials: lab.credentialsFor('one'),
  maxAttempts: 1,
});

function definition(type: string): never {
  const made = {
    JobDefinitionName: 'bias',
    JobDefinitionArn: `arn:aws:sagemaker:eu-west-1:${first}:x-job-definition/bias`,
    CreationTime: new Date(0),
    [`${type}JobInput`]: { EndpointInput: { EndpointName: 'live', LocalPath: '/in' } },
    RoleArn: 'role',
  };
  return made as never; // members of three shapes, of which the test needs those that they share
}

type Members = Record<string, unknown>;

/** Kind, name member, a name that is there, the error for one that is not, and what the list must say. */
const kinds: [kind: string, key: Members, missing: string, message: string][] = [
  ['NotebookInstance', { NotebookInstanceName: 'nb-3' }, 'ValidationException', 'RecordNotFound'],
  [
    'NotebookInstanceLifecycleConfig',
    { NotebookInstanceLifecycleConfigName: 'start' },
    'ValidationException',
    'Could not find notebook instance lifecycle config',
  ],
  ['StudioLifecycleConfig', { StudioLifecycleConfigName: 'tools' }, 'ResourceNotFound', 'does not exist'],
  ['Domain', { DomainId: 'd-1' }, 'ResourceNotFound', 'Domain [gone] does not exist'],
  ['UserProfile', { DomainId: 'd-1', UserProfileName: 'bo' }, 'ResourceNotFound', 'does not exist'],
  ['Space', { DomainId: 'd-1', SpaceName: 's' }, 'ResourceNotFound', 'does not exist'],
  ['TrainingJob', { TrainingJobName: 't' }, 'ValidationException', 'Requested resource not found.'],
  ['ProcessingJob', { ProcessingJobName: 'pj' }, 'ValidationException', 'Could not find processing job'],
  ['TransformJob', { TransformJobName: 'tj' }, 'ValidationException', 'Could not find transform job'],
  [
    'Model',
    { ModelName: 'm' },
    'ValidationException',
    `Could not find model "arn:aws:sagemaker:eu-west-1:${first}:model/gone".`,
  ],
  ['EndpointConfig', { EndpointConfigName: 'ec' }, 'ValidationException', 'Could not find endpoint configuration'],
  ['Endpoint', { EndpointName: 'live' }, 'ValidationException', 'Could not find endpoint "arn'],
  ['ModelPackageGroup', { ModelPackageGroupName: 'g' }, 'ValidationException', 'ModelPackageGroup arn'],
  ['FeatureGroup', { FeatureGroupName: 'fg' }, 'ResourceNotFound', 'FeatureGroup [gone]'],
  ['MonitoringSchedule', { MonitoringScheduleName: 'watch' }, 'ResourceNotFound', 'MonitoringSchedule [gone]'],
  ['DataQualityJobDefinition', { JobDefinitionName: 'bias' }, 'ResourceNotFound', 'JobDefinition [gone]'],
  ['ModelQualityJobDefinition', { JobDefinitionName: 'bias' }, 'ResourceNotFound', 'JobDefinition [gone]'],
  ['ModelBiasJobDefinition', { JobDefinitionName: 'bias' }, 'ResourceNotFound', 'JobDefinition [gone]'],
  ['ModelExplainabilityJobDefinition', { JobDefinitionName: 'bias' }, 'ResourceNotFound', 'JobDefinition [gone]'],
  ['Pipeline', { PipelineName: 'p' }, 'ResourceNotFound', 'Pipeline [gone]'],
  ['ModelCard', { ModelCardName: 'card' }, 'ResourceNotFound', 'ModelCard [gone]'],
  ['MlflowTrackingServer', { TrackingServerName: 'runs' }, 'ResourceNotFound', 'MlflowTrackingServer [gone]'],
];

/** Sends an operation of the SDK by its name; the table above is checked by what comes back. */
async function send(operation: string, input: Members): Promise<Members> {
  const commands = sdk as unknown as Record<string, new (input: Members) => sdk.ListModelsCommand>; // looked up by name
  const Command = commands[`${operation}Command`];
  if (Command === undefined) throw new Error(`The SDK has no ${operation}.`);
  const { $metadata, ...members } = await client.send(new Command(input));
  return members;
}

test.each(kinds)('%s: described as the estate has it', async (kind, key) => {
  const answer = await send(`Describe${kind}`, key);
  expect(answer).toMatchObject(key);
  expect(Object.values(answer).some((value) => String(value).startsWith('arn:aws:sagemaker:eu-west-1:'))).toBe(true);
  expect(answer.CreationTime).toBeInstanceOf(Date);
});

test.each(kinds)('%s: listed, with nothing that only Describe says', async (kind, key) => {
  const answer = await send(`List${kind}s`, { MaxResults: 100 });
  const lists = Object.values(answer).filter(Array.isArray);
  expect(lists).toHaveLength(1);
  const names = JSON.stringify(lists[0]);
  for (const value of Object.values(key)) expect(names).toContain(`"${String(value)}"`);
  expect(names).not.toContain('RoleArn');
  expect(names).not.toMatch(/Content|OnStart/);
  expect(names).not.toContain('HyperParameters');
});

test.each(kinds)('%s: missing', async (kind, key, name, message) => {
  const gone = Object.fromEntries(Object.keys(key).map((member) => [member, 'gone']));
  const error: Error = await send(`Describe${kind}`, gone).then(
    () => new Error('found'),
    (cause: Error) => cause,
  );
  expect(error.name).toBe(name);
  expect(error.message).toContain(message);
});

test('model package: by ARN, by name, missing', async () => {
  const arn = `arn:aws:sagemaker:eu-west-1:${first}:model-package/g/2`;
  expect(await send('DescribeModelPackage', { ModelPackageName: arn })).toMatchObject({
    ModelApprovalStatus: 'Approved',
  });
  expect(await send('DescribeModelPackage', { ModelPackageName: 'loose' })).toMatchObject({
    ModelPackageName: 'loose',
  });
  await expect(send('DescribeModelPackage', { ModelPackageName: `${arn}2` })).rejects.toThrow('does not exist.');
});

test("another account's model package: shared by its group's policy, or not", async () => {
  const version = (group: string) => `arn:aws:sagemaker:eu-west-1:${first}:model-package/${group}/1`;
  const other = { endpoint: lab.url, region: 'eu-west-1', credentials: lab.credentialsFor('two'), maxAttempts: 1 };
  const describe = (group: string) =>
    new sdk.SageMakerClient(other).send(new sdk.DescribeModelPackageCommand({ ModelPackageName: version(group) }));
  await expect(describe('g')).resolves.toMatchObject({ ModelPackageVersion: 1 });
  await expect(describe('h')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('policy of a model package group: there, and not', async () => {
  const policy = (ModelPackageGroupName: string) => send('GetModelPackageGroupPolicy', { ModelPackageGroupName });
  expect(JSON.parse(String((await policy('g')).ResourcePolicy))).toEqual(smallSageMaker.modelPackageGroupPolicies?.g);
  await expect(policy('h')).rejects.toMatchObject({
    name: 'ValidationException',
    message: `Cannot find resource policy for: arn:aws:sagemaker:eu-west-1:${first}:model-package-group/h`,
  });
});

test('times go as seconds, in a body of JSON 1.1', async () => {
  const { accessKeyId } = lab.credentialsFor('one');
  const response = await fetch(lab.url, {
    method: 'POST',
    headers: {
      'x-amz-target': 'SageMaker.DescribeModel',
      'content-type': 'application/x-amz-json-1.1',
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261122/eu-west-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ ModelName: 'm' }),
  });
  expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(Date.parse(response.headers.get('date') ?? '')).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({
    ModelName: 'm',
    CreationTime: 1790843415.25,
    EnableNetworkIsolation: false,
  });
});
