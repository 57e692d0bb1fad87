import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { IAMClient, ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam';
import { ListEnabledProductsForImportCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterAll, expect, test } from 'vitest';
import { startLab } from '../lab.ts';
import { created, smallEstate } from '../small-estate.ts';

const product = 'arn:aws:securityhub:eu-west-1:111122223333:product-subscription/aws/guardduty';
const key = (name: string, service = 'bedrock.amazonaws.com') => ({
  UserName: name,
  Status: 'Active' as const,
  CreateDate: created,
  ServiceSpecificCredentialId: `ACCA${name}`,
  ServiceName: service,
});
const lab = await startLab({
  estate: smallEstate({
    first: {
      iam: { roles: [], serviceCredentials: [key('one'), key('git', 'codecommit.amazonaws.com')] },
      regions: {
        'eu-west-1': {
          guardduty: { detectorId: 'd1', status: 'ENABLED', features: [{ name: 'AI_PROTECTION', status: 'ENABLED' }] },
          securityhub: { hub: {}, findings: [], products: [product] },
        },
        'us-east-1': {},
      },
    },
  }),
});
afterAll(() => lab.close());
const config = (region: string) => ({
  endpoint: lab.url,
  region,
  credentials: { accessKeyId: 'LABKEYONE', secretAccessKey: 'lab' },
  maxAttempts: 1,
});

test('a region with a detector, as the SDK reads it', async () => {
  const client = new GuardDutyClient(config('eu-west-1'));
  expect((await client.send(new ListDetectorsCommand({}))).DetectorIds).toEqual(['d1']);
  const found = await client.send(new GetDetectorCommand({ DetectorId: 'd1' }));
  expect(found).toMatchObject({ Status: 'ENABLED', Features: [{ Name: 'AI_PROTECTION', Status: 'ENABLED' }] });
  const other = client.send(new GetDetectorCommand({ DetectorId: 'd2' }));
  await expect(other).rejects.toMatchObject({ name: 'BadRequestException' });
});

test('a region without one', async () => {
  const client = new GuardDutyClient(config('us-east-1'));
  expect((await client.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
});

test('keys of one service, of all users', async () => {
  const client = new IAMClient(config('us-east-1'));
  const asked = { AllUsers: true, ServiceName: 'bedrock.amazonaws.com' };
  const found = await client.send(new ListServiceSpecificCredentialsCommand(asked));
  expect(found.ServiceSpecificCredentials?.map(({ UserName }) => UserName)).toEqual(['one']);
});

test('products that Security Hub takes findings of', async () => {
  const client = new SecurityHubClient(config('eu-west-1'));
  expect((await client.send(new ListEnabledProductsForImportCommand({}))).ProductSubscriptions).toEqual([product]);
});
