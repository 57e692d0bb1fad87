import {
  DescribeMonitoringScheduleCommand,
  DescribeUserProfileCommand,
  ListModelBiasJobDefinitionsCommand,
  ListModelPackagesCommand,
  type ListModelPackagesCommandInput,
  ListMonitoringSchedulesCommand,
  ListNotebookInstancesCommand,
  type ListNotebookInstancesCommandInput,
  ListPipelineExecutionsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  ListUserProfilesCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startLab } from '../../lab.ts';
import { created, first, smallEstate } from '../../small-estate.ts';
import { smallSageMaker } from './small-sagemaker.ts';

const estate = smallEstate({ first: { regions: { 'eu-west-1': { sagemaker: smallSageMaker }, 'us-east-1': {} } } });
const lab = await startLab({ estate });
afterAll(() => lab.close());
beforeEach(() => lab.setFaults([]));

const clientIn = (region: string) =>
  new SageMakerClient({ endpoint: lab.url, region, credentials: lab.credentialsFor('one'), maxAttempts: 1 });
const client = clientIn('eu-west-1');

/** Names on each page of all notebooks. */
async function pages(input: ListNotebookInstancesCommandInput, limit = 50): Promise<string[][]> {
  const found: string[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListNotebookInstancesCommand({ ...input, NextToken }));
    found.push((page.NotebookInstances ?? []).map((item) => item.NotebookInstanceName ?? ''));
    NextToken = page.NextToken;
  } while (NextToken !== undefined && found.length < limit);
  return found;
}

test.each<[string, ListNotebookInstancesCommandInput, number[]]>([
  ['ten where the caller asks for no size', {}, [10, 10, 5]],
  ['as many as asked for', { MaxResults: 7 }, [7, 7, 7, 4]],
  ['an exact multiple ends without an empty page', { MaxResults: 5 }, [5, 5, 5, 5, 5]],
  ['all', { MaxResults: 100 }, [25]],
])('page size: %s', async (_name, input, sizes) => {
  const found = await pages(input);
  expect(found.map((page) => page.length)).toEqual(sizes);
  expect(new Set(found.flat()).size).toBe(25);
});

test('a page holds a hundred at most', async () => {
  await expect(client.send(new ListNotebookInstancesCommand({ MaxResults: 101 }))).rejects.toThrow(
    "Value '101' at 'maxResults' failed to satisfy constraint",
  );
});

test('tokens are opaque, new each time, and hold for their list only', async () => {
  const ask = (input: ListNotebookInstancesCommandInput) => client.send(new ListNotebookInstancesCommand(input));
  const [a, b] = [await ask({ MaxResults: 5 }), await ask({ MaxResults: 5 })];
  expect(a.NextToken).not.toBe(b.NextToken);
  const { NextToken } = a;
  await expect(ask({ NextToken, MaxResults: 9 })).resolves.toBeDefined();
  const refused = { name: 'ValidationException' };
  await expect(ask({ NextToken, NameContains: 'nb' })).rejects.toMatchObject(refused);
  await expect(ask({ NextToken: 'x' })).rejects.toMatchObject(refused);
  await expect(client.send(new ListTrainingJobsCommand({ NextToken }))).rejects.toMatchObject(refused);
  await expect(clientIn('us-east-1').send(new ListNotebookInstancesCommand({ NextToken }))).rejects.toMatchObject(
    refused,
  );
});

test.each<[string, ListNotebookInstancesCommandInput, number]>([
  ['NameContains, whatever the case', { NameContains: 'NB-1' }, 11],
  ['StatusEquals', { StatusEquals: 'Stopped' }, 12],
  ['CreationTimeAfter', { CreationTimeAfter: new Date(created.getTime() + 19.5 * 60_000) }, 5],
  ['CreationTimeBefore', { CreationTimeBefore: new Date(created.getTime() + 60_000) }, 1],
  ['two filters', { NameContains: 'nb-2', StatusEquals: 'InService' }, 4],
  ['nothing fits', { NameContains: 'zebra' }, 0],
])('filter: %s', async (_name, input, count) => {
  expect((await pages({ ...input, MaxResults: 3 })).flat()).toHaveLength(count);
});

test.each<[string, ListNotebookInstancesCommandInput, string[]]>([
  ['by name', {}, ['nb-0', 'nb-1', 'nb-10']],
  ['by creation', { SortBy: 'CreationTime' }, ['nb-0', 'nb-1', 'nb-2']],
  ['newest first', { SortBy: 'CreationTime', SortOrder: 'Descending' }, ['nb-24', 'nb-23', 'nb-22']],
])('order: %s', async (_name, input, names) => {
  expect((await pages({ ...input, MaxResults: 3 }, 1))[0]).toEqual(names);
});

test('a list of nothing is an empty array', async () => {
  const answer = await clientIn('us-east-1').send(new ListNotebookInstancesCommand({}));
  expect(answer.NotebookInstances).toEqual([]);
  expect(answer.NextToken).toBeUndefined();
});

test.each<[string, ListModelPackagesCommandInput, string[]]>([
  ['those without a version where nothing is said', {}, ['loose']],
  ['versions', { ModelPackageType: 'Versioned' }, ['g/1', 'g/2', 'h/1']],
  ['both', { ModelPackageType: 'Both' }, ['g/1', 'g/2', 'h/1', 'loose']],
  ['of a group', { ModelPackageGroupName: 'g' }, ['g/1', 'g/2']],
  [
    'of a group by ARN',
    { ModelPackageGroupName: `arn:aws:sagemaker:eu-west-1:${first}:model-package-group/g` },
    ['g/1', 'g/2'],
  ],
  ['of a group, approved', { ModelPackageGroupName: 'g', ModelApprovalStatus: 'Approved' }, ['g/2']],
])('model packages: %s', async (_name, input, names) => {
  const answer = await client.send(new ListModelPackagesCommand({ ...input, MaxResults: 100 }));
  const found = answer.ModelPackageSummaryList?.map((item) => item.ModelPackageArn?.split(':model-package/')[1]);
  expect(found).toEqual(names);
});

test('summaries rename what Describe calls otherwise', async () => {
  const definitions = await client.send(new ListModelBiasJobDefinitionsCommand({}));
  expect(definitions.JobDefinitionSummaries).toEqual([
    {
      MonitoringJobDefinitionName: 'bias',
      MonitoringJobDefinitionArn: `arn:aws:sagemaker:eu-west-1:${first}:model-bias-job-definition/bias`,
      CreationTime: created,
      EndpointName: 'live',
    },
  ]);
  const schedules = await client.send(new ListMonitoringSchedulesCommand({ EndpointName: 'live' }));
  expect(schedules.MonitoringScheduleSummaries).toMatchObject([
    { EndpointName: 'live', MonitoringJobDefinitionName: 'bias', MonitoringType: 'ModelBias' },
  ]);
  const other = await client.send(new ListMonitoringSchedulesCommand({ EndpointName: 'other' }));
  expect(other.MonitoringScheduleSummaries).toEqual([]);
});

test('nested times survive the wire to the millisecond', async () => {
  const schedule = await client.send(new DescribeMonitoringScheduleCommand({ MonitoringScheduleName: 'watch' }));
  expect(schedule.LastMonitoringExecutionSummary?.ScheduledTime).toEqual(created);
});

test('user profiles are found by domain and name', async () => {
  const list = (DomainIdEquals: string) => client.send(new ListUserProfilesCommand({ DomainIdEquals }));
  expect((await list('d-1')).UserProfiles?.map((item) => item.UserProfileName)).toEqual(['amara', 'bo']);
  const describe = (DomainId: string) =>
    client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName: 'amara' }));
  expect((await describe('d-2')).UserProfileArn).toContain('user-profile/d-2/amara');
  await expect(describe('d-3')).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('executions of a pipeline, newest first, and of none', async () => {
  const list = (PipelineName: string) => client.send(new ListPipelineExecutionsCommand({ PipelineName }));
  const found = (await list('p')).PipelineExecutionSummaries;
  expect(found?.map((item) => item.PipelineExecutionStatus)).toEqual(['Failed', 'Succeeded']);
  await expect(list('q')).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('tags by ARN', async () => {
  const ResourceArn = `arn:aws:sagemaker:eu-west-1:${first}:model-package-group/g`;
  const tags = async (arn: string) => (await client.send(new ListTagsCommand({ ResourceArn: arn }))).Tags;
  expect(await tags(ResourceArn)).toEqual([{ Key: 'owner', Value: 'amara' }]);
  expect(await tags(`${ResourceArn}x`)).toEqual([]);
});

test('repeat-token: the answer carries the token of the question', async () => {
  lab.setFaults([{ kind: 'repeat-token' }]);
  const ask = (NextToken?: string) => client.send(new ListNotebookInstancesCommand({ MaxResults: 100, NextToken }));
  const { NextToken: token } = await ask();
  expect(token).toBeTruthy();
  const again = await ask(token);
  expect(again.NextToken).toBe(token);
  expect(again.NotebookInstances).toHaveLength(25);
});

test('never-ends: there is always a next page, with a token never seen', async () => {
  lab.setFaults([{ kind: 'never-ends' }]);
  const seen = new Set<string>();
  let NextToken: string | undefined;
  for (let i = 0; i < 20; i++) {
    const page = await client.send(new ListNotebookInstancesCommand({ NextToken }));
    NextToken = page.NextToken;
    expect(page.NotebookInstances?.length).toBeGreaterThan(0);
    seen.add(NextToken ?? '');
  }
  expect(seen.size).toBe(20);
});

test('empty-object: 200 without members', async () => {
  lab.setFaults([{ kind: 'empty-object' }]);
  const { $metadata, ...members } = await client.send(new ListNotebookInstancesCommand({}));
  expect($metadata.httpStatusCode).toBe(200);
  expect(members).toEqual({});
});
