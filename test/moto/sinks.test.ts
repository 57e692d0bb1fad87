import { gunzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { EnableSecurityHubCommand, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3 } from '../../reports/sinks/s3.ts';
import { securityhub } from '../../reports/sinks/securityhub.ts';
import { batchOf, eventsOf, refusalOf, sent } from '../../reports/sinks/testing/batches.ts';

const region = 'eu-west-1';
const endpoint = process.env.AWS_ENDPOINT_URL ?? '';

/** The other tests here share the server: each begins with an empty one. */
async function reset(): Promise<void> {
  if (!endpoint.startsWith('http://127.0.0.1:')) throw new Error('run this by `npm run test:moto`');
  const { ok } = await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  expect(ok).toBe(true);
}

beforeAll(reset);
afterAll(reset);

describe('S3', () => {
  const client = new S3Client({ region, forcePathStyle: true });
  const bucket = 'nordfjell-findings';
  const config = {
    bucket,
    region,
    endpoint,
    path_style: true,
    prefix: 'plumbline/prod',
    encryption: 'AES256',
  } as const;

  beforeAll(async () => {
    await client.send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
    );
  });

  it('has each batch once, as it was sent, by day and hash', async () => {
    const sink = s3.make('lake', config);
    const events = eventsOf('ocsf');
    const batch = batchOf(sink, events);
    const first = await sent(sink, batch);
    const name = `plumbline/prod/2026/11/22/20261122T091402Z-${batch.sha256}.ndjson.gz`;
    expect(first).toEqual({ answer: name, refused: [] });
    // Under the name of the first, something else: it must not be put over it.
    const again = await sent(sink, { ...batch, body: Buffer.from('other') });
    expect(again).toEqual({ answer: `${name} was there already`, refused: [] });
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents?.map((one) => one.Key)).toEqual([name]);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
    const bytes = await Body?.transformToByteArray();
    expect(
      gunzipSync(bytes ?? new Uint8Array())
        .toString('utf8')
        .trimEnd()
        .split('\n'),
    ).toEqual(events);
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: name }));
    expect(head).toMatchObject({ ServerSideEncryption: 'AES256', ContentType: 'application/gzip' });
    expect(head.ContentEncoding).toBeUndefined();
    await sink.close();
  });

  it('says that a bucket is not there', async () => {
    const sink = s3.make('lake', { ...config, bucket: 'nobody-has-this' });
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(error.remedy).toBe('stop');
    expect(error.message).toContain('NoSuchBucket');
    const check = await refusalOf(Promise.resolve(sink.check?.(new AbortController().signal)));
    expect(check.remedy).toBe('stop');
    await expect(s3.make('lake', config).check?.(new AbortController().signal)).resolves.toContain('is there');
  });

  it('by a role', async () => {
    const sink = s3.make('lake', {
      ...config,
      role: 'arn:aws:iam::123456789012:role/Export',
      external_id: 'nordfjell',
    });
    const batch = batchOf(sink, ['{"by":"a role"}']);
    expect((await sent(sink, batch)).refused).toEqual([]);
  });
});

describe('Security Hub', () => {
  const client = new SecurityHubClient({ region });
  const account = '211122223331';
  const lane = `${account}|${region}`;
  const findings = eventsOf('asff').filter((text) => {
    const one = JSON.parse(text);
    return one.AwsAccountId === account && one.Region === region;
  });
  const all = async () => (await client.send(new GetFindingsCommand({ MaxResults: 100 }))).Findings ?? [];

  it('is off, and then on: a check says so', async () => {
    const sink = securityhub.make('hub', { endpoint, home: `123456789012/${region}` });
    const check = () => sink.check?.(new AbortController().signal) ?? Promise.resolve('');
    expect((await refusalOf(check())).message).toContain(`Security Hub is not on in 123456789012 ${region}`);
    await client.send(new EnableSecurityHubCommand({}));
    expect(await check()).toMatch(/^arn:aws:securityhub:\S+ is on/);
    await sink.close();
  });

  it('has each finding once, however often it is sent, and nothing that is the customer to write', async () => {
    expect(findings.length).toBeGreaterThan(5);
    const own = securityhub.make('hub', { endpoint });
    const batch = batchOf(own, findings, { lane });
    expect(await sent(own, batch)).toEqual({ answer: `${findings.length} taken, 0 failed`, refused: [] });
    const ids = findings.map((text) => JSON.parse(text).Id).toSorted();
    expect((await all()).map((one) => one.Id).toSorted()).toEqual(ids);

    const hostile = findings.map((text) =>
      JSON.stringify({ ...JSON.parse(text), Workflow: { Status: 'NEW' }, Note: { Text: 'over it', UpdatedBy: 'us' } }),
    );
    expect((await sent(own, batchOf(own, hostile, { lane }))).refused).toEqual([]);
    const after = await all();
    expect(after.map((one) => one.Id).toSorted()).toEqual(ids);
    expect(after.filter((one) => one.Note !== undefined || one.Workflow !== undefined)).toEqual([]);
    await own.close();
  });

  it('archives what is gone', async () => {
    const sink = securityhub.make('hub', { endpoint });
    const first = JSON.parse(findings[0] ?? '');
    const gone = { ...first, RecordState: 'ARCHIVED', UpdatedAt: '2026-11-23T00:00:00.000Z' };
    expect((await sent(sink, batchOf(sink, [JSON.stringify(gone)], { lane }))).refused).toEqual([]);
    const found = (await all()).filter((one) => one.Id === first.Id);
    expect(found.map((one) => one.RecordState)).toEqual(['ARCHIVED']);
  });

  it('takes the others of a batch with one that it refuses', async () => {
    const sink = securityhub.make('hub', { endpoint });
    const bad = { ...JSON.parse(findings[1] ?? ''), Resources: [] };
    const receipt = await sent(sink, batchOf(sink, [findings[0] ?? '', JSON.stringify(bad)], { lane }));
    expect(receipt.refused).toEqual([
      { index: 1, reason: expect.stringContaining('InvalidInput') as string, retry: false },
    ]);
  });
});
