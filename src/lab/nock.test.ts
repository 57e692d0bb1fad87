import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sampleCalls, sampleEstate } from './aws/sample-calls.ts';
import type { Lab } from './lab.ts';
import { interceptLab } from './nock.ts';
import { smallEstate } from './small-estate.ts';

let lab: Lab;
beforeAll(() => {
  nock.disableNetConnect();
  lab = interceptLab('http://aws.test', { estate: smallEstate() });
});
beforeEach(() => lab.setFaults([]));
afterAll(async () => {
  await lab.close();
  nock.enableNetConnect();
});

function config() {
  return { endpoint: lab.url, region: 'eu-west-1', credentials: lab.credentialsFor('one'), maxAttempts: 1 };
}

const list = () => new SageMakerClient(config()).send(new ListNotebookInstancesCommand({ MaxResults: 100 }));

test('the same routes answer through interceptors', async () => {
  expect((await list()).NotebookInstances).toHaveLength(25);
  const role = await new IAMClient(config()).send(new GetRoleCommand({ RoleName: 'PlumblineRead' }));
  expect(role.Role?.Path).toBe('/audit/');
  const s3 = new S3Client({ ...config(), forcePathStyle: true });
  await s3.send(new GetBucketVersioningCommand({ Bucket: 'data-one' }));
  expect(Object.keys(lab.counts())).toEqual([
    'sagemaker:ListNotebookInstances',
    'iam:GetRole',
    's3:GetBucketVersioning',
  ]);
});

test.each([
  ['reset', /ECONNRESET/],
  ['truncate', /ECONNRESET|aborted|JSON/],
  ['throttle', /ThrottlingException/],
] as const)('fault %s', async (kind, expected) => {
  lab.setFaults([{ kind }]);
  const error: unknown = await list().catch((cause: unknown) => cause);
  expect(`${String(error)} ${JSON.stringify(error)}`).toMatch(expected);
});

test('a closed lab answers no more', async () => {
  const other = interceptLab('http://other.test', { estate: smallEstate() });
  const client = new SageMakerClient({ ...config(), endpoint: other.url });
  await expect(client.send(new ListNotebookInstancesCommand({}))).resolves.toBeDefined();
  await other.close();
  await expect(client.send(new ListNotebookInstancesCommand({}))).rejects.toThrow();
});

test('every service answers and refuses through interceptors as it does over HTTP', async () => {
  const other = interceptLab('http://127.0.0.1:1', { estate: sampleEstate });
  for (const [service, { send, throttled }] of Object.entries(sampleCalls(other.url))) {
    other.setFaults([]);
    await expect(send(other.credentialsFor('one'))).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    other.setFaults([{ kind: 'throttle', service }]);
    const [name, httpStatusCode] = throttled;
    await expect(send(other.credentialsFor('one'))).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  }
  await other.close();
});
