import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startLab } from '../lab.ts';
import type { Fault, FaultKind } from '../options.ts';
import type { Credentials } from '../sessions.ts';
import { first } from '../small-estate.ts';
import { sampleCalls, sampleEstate } from './sample-calls.ts';

let clock = Date.parse('2026-11-22T10:00:00Z');
const lab = await startLab({ estate: sampleEstate, now: () => clock });
afterAll(() => lab.close());
beforeEach(() => lab.setFaults([]));
const services = sampleCalls(lab.url);

function config(credentials: Credentials) {
  return { endpoint: lab.url, region: 'eu-west-1', credentials, maxAttempts: 1 };
}

interface SdkError extends Error {
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

async function failure(work: Promise<unknown>): Promise<SdkError> {
  return work.then(
    () => {
      throw new Error('The call succeeded.');
    },
    (error: SdkError) => error,
  );
}

const one = () => lab.credentialsFor('one');

/** Temporary credentials of the first account. */
async function assumed(): Promise<Credentials> {
  const answer = await new STSClient(config(one())).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${first}:role/audit/PlumblineRead`,
      RoleSessionName: 'test',
      ExternalId: 'ext-42',
      DurationSeconds: 900,
    }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

for (const [service, expected] of Object.entries(services)) {
  const strike = (kind: FaultKind, more: Partial<Fault> = {}) => lab.setFaults([{ kind, service, ...more }]);

  test(`${service}: answers without a fault, for long-lived and for temporary credentials`, async () => {
    await expect(expected.send(one())).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    await expect(expected.send(await assumed())).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  test(`${service}: denied`, async () => {
    strike('deny');
    const error = await failure(expected.send(one()));
    expect(error.name).toBe(expected.denied);
    expect(error.message).toContain(`User: arn:aws:iam::${first}:user/scanner is not authorized to perform: `);
    expect(error.$metadata?.requestId).toMatch(/^[0-9A-Fa-f-]{16,36}$/);
  });

  test(`${service}: throttled`, async () => {
    strike('throttle');
    const error = await failure(expected.send(one()));
    expect([error.name, error.$metadata?.httpStatusCode]).toEqual(expected.throttled);
  });

  test(`${service}: server error`, async () => {
    strike('server-error');
    const error = await failure(expected.send(one()));
    expect([error.name, error.$metadata?.httpStatusCode]).toEqual([expected.server, 500]);
  });

  test(`${service}: connection reset`, async () => {
    strike('reset');
    const error = await failure(expected.send(one()));
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(lab.requests().at(-1)).toMatchObject({ service, status: 0 });
  });

  test(`${service}: body cut in the middle`, async () => {
    strike('truncate');
    const error = await failure(expected.send(one()));
    expect(String(error)).toMatch(/aborted|ECONNRESET|JSON|XML|Unexpected/i);
  });

  test(`${service}: a proxy's page instead of an answer`, async () => {
    strike('not-json');
    // XML clients read the page as an answer without members; JSON clients fail.
    const answer = await expected.send(one()).then(
      (value) => value,
      (error: unknown) => error,
    );
    const isXml = ['iam', 'sts', 'ec2', 's3', 's3control'].includes(service);
    if (!isXml) expect(answer).toBeInstanceOf(Error);
    expect(JSON.stringify(answer)).not.toContain('PlumblineRead');
  });

  test(`${service}: slow`, async () => {
    strike('slow', { delayMs: 120 });
    const before = performance.now();
    await expected.send(one());
    expect(performance.now() - before).toBeGreaterThan(100);
  });

  test(`${service}: expired credentials`, async () => {
    const credentials = await assumed();
    clock += 900_000;
    const error = await failure(expected.send(credentials));
    expect(error.name).toBe(expected.expired);
  });

  test(`${service}: unknown access key`, async () => {
    const error = await failure(expected.send({ accessKeyId: 'NOBODY', secretAccessKey: 'x' }));
    expect(error.name).toBe(expected.unknown);
    expect(lab.requests().at(-1)).toMatchObject({ service, account: '', error: expected.unknown });
  });
}

test('a session token that is not the one handed out is refused', async () => {
  const credentials = { ...(await assumed()), sessionToken: 'other' };
  expect(await failure(services.sagemaker!.send(credentials))).toMatchObject({ name: 'UnrecognizedClientException' });
});

test('an operation that the lab does not know is refused and counted', async () => {
  const error = await failure(new KMSClient(config(one())).send(new ListKeysCommand({})));
  expect(error.name).toBe('UnknownOperationException');
  expect(lab.requests().at(-1)).toMatchObject({ operation: 'ListKeys', error: 'UnknownOperationException' });
});

test('a request without credentials', async () => {
  const headers = { 'x-amz-target': 'SageMaker.ListModels', 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(lab.url, { method: 'POST', body: '{}', headers });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
});
