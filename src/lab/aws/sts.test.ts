import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { afterAll, expect, test } from 'vitest';
import { startLab } from '../lab.ts';
import { second, smallEstate } from '../small-estate.ts';

const estate = smallEstate();
let now = Date.parse('2026-11-22T10:00:00.700Z');
const lab = await startLab({ estate, now: () => now });
afterAll(() => lab.close());
const clientOf = (account: string) =>
  new STSClient({ endpoint: lab.url, region: 'eu-west-1', credentials: lab.credentialsFor(account), maxAttempts: 1 });

const role = {
  RoleArn: `arn:aws:iam::${second}:role/audit/PlumblineRead`,
  RoleSessionName: 'plumbline',
  ExternalId: 'ext-42',
};
const assume = (change: Partial<AssumeRoleCommandInput> = {}, account = 'one') =>
  clientOf(account).send(new AssumeRoleCommand({ ...role, ...change }));

test('the assumed role acts in its own account', async () => {
  const { Credentials, AssumedRoleUser } = await assume();
  expect(AssumedRoleUser).toEqual({
    AssumedRoleId: 'AROATWO:plumbline',
    Arn: `arn:aws:sts::${second}:assumed-role/PlumblineRead/plumbline`,
  });
  expect(Credentials?.Expiration?.toISOString()).toBe('2026-11-22T11:00:00.000Z');
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const other = new STSClient({ endpoint: lab.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  const who = () => other.send(new GetCallerIdentityCommand({}));
  expect(await who()).toMatchObject({ Account: second, Arn: AssumedRoleUser?.Arn, UserId: 'AROATWO:plumbline' });
  now += 3_600_000;
  await expect(who()).rejects.toMatchObject({ name: 'ExpiredToken', $metadata: { httpStatusCode: 403 } });
});

test("the SDK's own provider of temporary credentials works", async () => {
  const { RoleArn, RoleSessionName, ExternalId } = role;
  const provider = fromTemporaryCredentials({
    params: { RoleArn, RoleSessionName, ExternalId },
    masterCredentials: lab.credentialsFor('one'),
    clientConfig: { endpoint: lab.url, region: 'eu-west-1' },
  });
  expect((await provider()).accessKeyId).toMatch(/^ASIA/);
});

test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
  ['another external id', { ExternalId: 'ext-43' }, 'AccessDenied'],
  ['no external id', { ExternalId: undefined }, 'AccessDenied'],
  ['a role that does not exist', { RoleArn: `arn:aws:iam::${second}:role/x` }, 'AccessDenied'],
  ['the role without its path', { RoleArn: `arn:aws:iam::${second}:role/PlumblineRead` }, 'AccessDenied'],
  ['a session shorter than AWS allows', { DurationSeconds: 899 }, 'ValidationError'],
  ['a session longer than the role allows', { DurationSeconds: 7201 }, 'ValidationError'],
])('refused: %s', async (_name, change, name) => {
  await expect(assume(change)).rejects.toMatchObject({ name });
});

test('refused: a caller that the role does not trust', async () => {
  await expect(assume({}, 'two')).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
});

test('the longest session of the role, and a lab that shortens it', async () => {
  const seconds = async (work: ReturnType<typeof assume>) =>
    ((await work).Credentials?.Expiration?.getTime() ?? 0) / 1000 - Math.floor(now / 1000);
  expect(await seconds(assume({ DurationSeconds: 7200 }))).toBe(7200);
  const short = await startLab({ estate, now: () => now, maxSessionSeconds: 2 });
  const client = new STSClient({ endpoint: short.url, region: 'eu-west-1', credentials: short.credentialsFor('one') });
  expect(await seconds(client.send(new AssumeRoleCommand(role)))).toBe(2);
  await short.close();
});
