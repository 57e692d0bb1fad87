import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { afterAll, expect, test } from 'vitest';
import type { KmsKey } from '../estate.ts';
import { startLab } from '../lab.ts';
import { created, first, second, smallEstate } from '../small-estate.ts';

function key(account: string, id: string, more: Partial<KmsKey> = {}): KmsKey {
  const Arn = `arn:aws:kms:eu-west-1:${account}:key/${id}`;
  return {
    metadata: { KeyId: id, Arn, AWSAccountId: account, KeyManager: 'CUSTOMER', CreationDate: created },
    ...more,
  };
}

const shared = {
  Version: '2012-10-17' as const,
  Statement: [
    { Effect: 'Allow' as const, Principal: { AWS: `arn:aws:iam::${first}:root` }, Action: 'kms:*', Resource: '*' },
  ],
};
const estate = smallEstate({
  first: {
    regions: {
      'eu-west-1': {
        kms: {
          keys: [
            key(first, 'rotating', { rotation: { enabled: true, periodInDays: 90 }, policy: shared }),
            key(first, 'plain', { rotation: { enabled: false } }),
            key(first, 'imported', { tags: { owner: 'a', stage: 'b', cost: 'c' } }),
          ],
          aliases: { 'alias/ml': 'rotating' },
        },
      },
      'us-east-1': {},
    },
  },
  second: {
    regions: { 'eu-west-1': { kms: { keys: [key(second, 'open', { policy: shared }), key(second, 'closed')] } } },
  },
});
const lab = await startLab({ estate });
afterAll(() => lab.close());
const client = new KMSClient({
  endpoint: lab.url,
  region: 'eu-west-1',
  credentials: lab.credentialsFor('one'),
  maxAttempts: 1,
});
const arn = (account: string, id: string, region = 'eu-west-1') => `arn:aws:kms:${region}:${account}:${id}`;

test.each([
  ['id', 'rotating'],
  ['ARN', arn(first, 'key/rotating')],
  ['alias', 'alias/ml'],
  ['ARN of an alias', arn(first, 'alias/ml')],
])('a key by its %s', async (_name, KeyId) => {
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
  expect(KeyMetadata).toMatchObject({ KeyId: 'rotating', KeyManager: 'CUSTOMER', CreationDate: created });
});

test.each([
  ['no such key', 'nope', 'NotFoundException'],
  ['no such alias', 'alias/nope', 'NotFoundException'],
  ['ARN of another region', arn(first, 'key/rotating', 'us-east-1'), 'NotFoundException'],
  ['a key of another account that does not name us', arn(second, 'key/closed'), 'AccessDeniedException'],
  ['no such key in another account', arn(second, 'key/nope'), 'AccessDeniedException'],
])('refused: %s', async (_name, KeyId, name) => {
  await expect(client.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({ name });
});

test('a key of another account whose policy names us', async () => {
  const KeyId = arn(second, 'key/open');
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
  expect(KeyMetadata?.AWSAccountId).toBe(second);
  // Reading the policy does not reach over accounts.
  await expect(client.send(new GetKeyPolicyCommand({ KeyId }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('rotation: on, off, and not to be had', async () => {
  const rotation = (KeyId: string) => client.send(new GetKeyRotationStatusCommand({ KeyId }));
  expect(await rotation('rotating')).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
  const plain = await rotation('plain');
  expect(plain.KeyRotationEnabled).toBe(false);
  expect(plain.RotationPeriodInDays).toBeUndefined();
  await expect(rotation('imported')).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
  await expect(rotation('alias/ml')).rejects.toMatchObject({ name: 'NotFoundException' });
});

test('policy', async () => {
  const { Policy = '' } = await client.send(new GetKeyPolicyCommand({ KeyId: 'rotating', PolicyName: 'default' }));
  expect(JSON.parse(Policy)).toEqual(shared);
});

test('tags page by marker; none; another account', async () => {
  const list = (KeyId: string, Marker?: string) =>
    client.send(new ListResourceTagsCommand({ KeyId, Limit: 2, Marker }));
  const page = await list('imported');
  expect(page).toMatchObject({ Truncated: true, Tags: [{ TagKey: 'owner', TagValue: 'a' }, { TagKey: 'stage' }] });
  expect(await list('imported', page.NextMarker)).toMatchObject({ Truncated: false, Tags: [{ TagKey: 'cost' }] });
  expect((await list('plain')).Tags).toEqual([]);
  await expect(list('imported', 'x')).rejects.toMatchObject({ name: 'InvalidMarkerException' });
  await expect(list(arn(second, 'key/open'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
