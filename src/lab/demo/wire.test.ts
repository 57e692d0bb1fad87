import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-sagemaker';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildKinds } from '../aws/sagemaker/build.ts';
import { serveKinds } from '../aws/sagemaker/serve.ts';
import { type Lab, startLab } from '../lab.ts';
import { demoEstate, demoFaults, demoRegionDown } from './index.ts';
import { accounts, externalId, keyArn, roleArn } from './place.ts';

const estate = demoEstate(new Date('2026-11-20T09:00:00Z'));
let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ estate, faults: demoFaults });
});
afterAll(() => lab.close());

type Members = Record<string, unknown>;
type Item = Members & { CreationTime?: Date };

const config = (account: string, region: string) => ({
  endpoint: lab.url,
  region,
  credentials: lab.credentialsFor(account),
  maxAttempts: 1,
});

async function send(client: sdk.SageMakerClient, operation: string, input: Members): Promise<Members> {
  const commands = sdk as unknown as Record<string, new (input: Members) => sdk.ListModelsCommand>; // looked up by name
  const Command = commands[`${operation}Command`];
  if (Command === undefined) throw new Error(`The SDK has no ${operation}.`);
  return { ...(await client.send(new Command(input))) };
}

/** Every resource of a kind, listed to the end and described; errors by name. */
async function readAll(account: string, region: string) {
  const client = new sdk.SageMakerClient(config(account, region));
  const found = new Map<string, Item[]>();
  const errors: string[] = [];
  for (const kind of [...buildKinds, ...serveKinds]) {
    const items: Item[] = [];
    let NextToken: unknown;
    do {
      const page = await send(client, `List${kind.name}s`, { MaxResults: 5, NextToken });
      for (const item of page[kind.items] as Item[]) {
        const key = kind.name.endsWith('JobDefinition')
          ? { JobDefinitionName: item.MonitoringJobDefinitionName }
          : { [kind.key]: item[kind.key] };
        const input = item.DomainId === undefined ? key : { DomainId: item.DomainId, ...key };
        await send(client, `Describe${kind.name}`, input).then(
          (answer) => items.push(answer),
          (error: Error) => errors.push(`Describe${kind.name}: ${error.name}`),
        );
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    found.set(kind.name, items);
  }
  return { found, errors };
}

test.each(
  estate.accounts.flatMap(({ name, regions }) => Object.keys(regions).map((region) => [name, region] as const)),
)('%s %s: every resource is listed and described, but for what is denied', async (name, region) => {
  const { found, errors } = await readAll(name, region);
  const sagemaker = estate.accounts.find((item) => item.name === name)?.regions[region]?.sagemaker ?? {};
  const isDenied = name === 'data-lake' && region === 'eu-west-1';
  expect(errors).toEqual(
    isDenied ? Array.from({ length: 3 }, () => 'DescribeFeatureGroup: AccessDeniedException') : [],
  );
  for (const kind of [...buildKinds, ...serveKinds]) {
    const kept = (sagemaker[kind.collection] ?? []) as readonly object[]; // the demo keeps arrays
    expect([kind.name, found.get(kind.name)?.length]).toEqual([
      kind.name,
      isDenied && kind.name === 'FeatureGroup' ? 0 : kept.length,
    ]);
  }
});

test('the research notebook: root, a direct way out, and a role that reads patients’ images', async () => {
  const client = new sdk.SageMakerClient(config('ml-dev', 'eu-west-1'));
  const notebook = await client.send(
    new sdk.DescribeNotebookInstanceCommand({ NotebookInstanceName: 'research-phi-exploration' }),
  );
  expect(notebook).toMatchObject({
    RootAccess: 'Enabled',
    DirectInternetAccess: 'Enabled',
    RoleArn: roleArn(accounts.dev, 'ResearchNotebookRole'),
  });
  expect([notebook.KmsKeyId, notebook.SubnetId]).toEqual([undefined, undefined]);
});

test('a production model approved by the person who registered it; the others by somebody else', async () => {
  const client = new sdk.SageMakerClient(config('ml-prod', 'eu-west-1'));
  const by = async (name: string) => {
    const found = await client.send(
      new sdk.DescribeModelPackageCommand({
        ModelPackageName: `arn:aws:sagemaker:eu-west-1:${accounts.prod}:model-package/${name}`,
      }),
    );
    return [found.ModelApprovalStatus, found.CreatedBy?.UserProfileName === found.LastModifiedBy?.UserProfileName];
  };
  expect(await by('sepsis-early-warning/7')).toEqual(['Approved', true]);
  expect(await by('sepsis-early-warning/6')).toEqual(['Approved', false]);
  expect(await by('triage-chest-xray/42')).toEqual(['Approved', false]);
});

test('drift monitoring: one healthy, one failing since the endpoint changed forty days ago', async () => {
  const client = new sdk.SageMakerClient(config('ml-prod', 'eu-west-1'));
  const last = async (MonitoringScheduleName: string) =>
    (await client.send(new sdk.DescribeMonitoringScheduleCommand({ MonitoringScheduleName })))
      .LastMonitoringExecutionSummary;
  expect(await last('triage-chest-xray-data')).toMatchObject({ MonitoringExecutionStatus: 'Completed' });
  expect(await last('sepsis-early-warning-data')).toMatchObject({
    MonitoringExecutionStatus: 'Failed',
    FailureReason: 'Job inputs had no data',
  });
  const endpoint = await client.send(new sdk.DescribeEndpointCommand({ EndpointName: 'sepsis-early-warning' }));
  expect(endpoint.LastModifiedTime?.toISOString()).toBe('2026-10-11T09:00:00.000Z');
  expect(endpoint.DataCaptureConfig).toBeUndefined();
});

test('pipelines: with a gate, and without', async () => {
  const client = new sdk.SageMakerClient(config('ml-prod', 'eu-west-1'));
  const steps = async (PipelineName: string) => {
    const { PipelineDefinition = '' } = await client.send(new sdk.DescribePipelineCommand({ PipelineName }));
    return (JSON.parse(PipelineDefinition) as { Steps: { Type: string }[] }).Steps.map((step) => step.Type);
  };
  expect(await steps('triage-chest-xray-train')).toEqual([
    'Processing',
    'Training',
    'Processing',
    'Processing',
    'Condition',
  ]);
  expect(await steps('sepsis-retrain')).toEqual(['Training', 'RegisterModel']);
});

test('the key of patients’ data: not readable in its account, readable from the others', async () => {
  const describe = (account: string, KeyId: string) =>
    new KMSClient(config(account, 'eu-west-1')).send(new DescribeKeyCommand({ KeyId }));
  const phi = keyArn(accounts.lake, 'eu-west-1', 'phi');
  for (const id of [phi, 'alias/phi'])
    await expect(describe('data-lake', id)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(describe('data-lake', 'alias/features')).resolves.toBeDefined();
  await expect(describe('ml-dev', phi)).resolves.toMatchObject({ KeyMetadata: { KeyManager: 'CUSTOMER' } });
});

test('Security Hub: on in two accounts, never switched on in the third', async () => {
  const hub = (account: string) => new SecurityHubClient(config(account, 'eu-west-1')).send(new DescribeHubCommand({}));
  await expect(hub('ml-prod')).resolves.toBeDefined();
  await expect(hub('ml-dev')).resolves.toBeDefined();
  await expect(hub('data-lake')).rejects.toMatchObject({ name: 'InvalidAccessException' });
});

test('the scanner’s role lets ml-prod into each account', async () => {
  const client = new STSClient(config('ml-prod', 'eu-west-1'));
  for (const id of Object.values(accounts)) {
    const RoleArn = roleArn(id, 'PlumblineRead');
    const answer = await client.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'scan', ExternalId: externalId }),
    );
    expect(answer.AssumedRoleUser?.Arn).toContain(id);
  }
});

test('the region that is down answers with errors, the others as before', async () => {
  const other = await startLab({ estate, faults: demoRegionDown });
  const list = (region: string) =>
    new sdk.SageMakerClient({ ...config('ml-dev', region), endpoint: other.url }).send(
      new sdk.ListNotebookInstancesCommand({}),
    );
  await expect(list('eu-central-1')).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  await expect(list('eu-west-1')).resolves.toBeDefined();
  await other.close();
});
