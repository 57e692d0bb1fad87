import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startLab } from './lab.ts';
import type { Fault } from './options.ts';
import { first, smallEstate } from './small-estate.ts';

const key = { metadata: { KeyId: 'k-1', Arn: `arn:aws:kms:eu-west-1:${first}:key/k-1` } };
const estate = smallEstate({ first: { regions: { 'eu-west-1': { kms: { keys: [key] } } } } });
const lab = await startLab({ estate });
afterAll(() => lab.close());
beforeEach(() => lab.setFaults([]));

function config() {
  return { endpoint: lab.url, region: 'eu-west-1', credentials: lab.credentialsFor('one'), maxAttempts: 1 };
}

const sagemaker = new SageMakerClient(config());
const list = () => sagemaker.send(new ListNotebookInstancesCommand({}));

test.each<[string, Partial<Fault>, boolean]>([
  ['service', { service: 'sagemaker' }, true],
  ['another service', { service: 'kms' }, false],
  ['operation', { operation: 'ListNotebookInstances' }, true],
  ['prefix of operations', { operation: 'List*' }, true],
  ['another operation', { operation: 'Describe*' }, false],
  ['account by name', { account: 'one' }, true],
  ['account by id', { account: first }, true],
  ['another account', { account: 'two' }, false],
  ['region', { region: 'eu-west-1' }, true],
  ['another region', { region: 'us-east-1' }, false],
  ['a resource', { resource: 'arn:aws:sagemaker:eu-west-1:1:model/a' }, false],
  ['never', { rate: 0 }, false],
  ['always', { rate: 1 }, true],
  ['used up', { times: 0 }, false],
])('a fault hits by %s', async (_name, where, isHit) => {
  lab.setFaults([{ kind: 'deny', ...where }]);
  const answer = list();
  if (isHit) await expect(answer).rejects.toMatchObject({ name: 'AccessDeniedException' });
  else await expect(answer).resolves.toBeDefined();
});

test('a fault of one resource hits that resource only', async () => {
  const kms = new KMSClient(config());
  const describe = () => kms.send(new DescribeKeyCommand({ KeyId: 'k-1' }));
  lab.setFaults([{ kind: 'deny', resource: `arn:aws:kms:eu-west-1:${first}:key/k-1` }]);
  await expect(describe()).rejects.toThrow(
    `kms:DescribeKey on resource: arn:aws:kms:eu-west-1:${first}:key/k-1 because`,
  );
  lab.setFaults([{ kind: 'deny', resource: `arn:aws:kms:eu-west-1:${first}:key/k-2` }]);
  await expect(describe()).resolves.toBeDefined();
});

test('times: the fault is over after so many hits', async () => {
  lab.setFaults([{ kind: 'throttle', times: 2 }]);
  await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(list()).resolves.toBeDefined();
});

test('rate: a share of the requests is hit, the same ones for the same seed', async () => {
  const run = async (seed: number) => {
    const other = await startLab({ estate, seed, faults: [{ kind: 'throttle', rate: 0.3 }] });
    const client = new SageMakerClient({ ...config(), endpoint: other.url });
    for (let i = 0; i < 60; i++) await client.send(new ListNotebookInstancesCommand({})).catch(() => undefined);
    await other.close();
    return other.requests().map((request) => request.status);
  };
  const [a, b, c] = [await run(5), await run(5), await run(6)];
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
  const hit = a.filter((status) => status === 400).length;
  expect(hit).toBeGreaterThan(6);
  expect(hit).toBeLessThan(32);
});
