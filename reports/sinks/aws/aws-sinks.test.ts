import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Sink, SinkError } from '../../../src/model/sink.ts';
import { s3 } from '../s3.ts';
import { securityhub } from '../securityhub.ts';
import { allOf, batchOf, eventsOf, refusalOf, sent } from '../testing/batches.ts';
import { type Handler, Receiver, type Reply } from '../testing/receiver.ts';

const secret = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY';
const session = 'session-token-that-nobody-may-see';
const account = '211122223331';
const region = 'eu-west-1';
const lane = `${account}|${region}`;
const before = { ...process.env };

beforeAll(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_SESSION_TOKEN: session,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

let receiver: Receiver;
let sink: Sink;

async function bucket(handler: Handler, more = {}): Promise<void> {
  receiver = await Receiver.start(handler);
  sink = s3.make('lake', { bucket: 'findings', region, endpoint: receiver.url, path_style: true, ...more });
}

async function hub(handler: Handler, more = {}): Promise<void> {
  receiver = await Receiver.start(handler);
  sink = securityhub.make('hub', { endpoint: receiver.url, ...more });
}

afterEach(async () => {
  await sink?.close();
  await receiver?.stop();
});

const xml = (status: number, code: string, headers = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/xml', ...headers },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said of ${session} and ${secret}</Message></Error>`,
});
const json = (status: number, code: string, headers = {}): Reply => ({
  status,
  headers: { 'x-amzn-errortype': code, ...headers },
  body: JSON.stringify({ Message: `said ${code}`, Code: code }),
});

describe('what S3 answers', () => {
  it.each([
    [503, 'SlowDown', 'later'],
    [500, 'InternalError', 'later'],
    [409, 'ConditionalRequestConflict', 'later'],
    [409, 'OperationAborted', 'later'],
    [400, 'RequestTimeout', 'later'],
    [400, 'BadDigest', 'later'],
    [403, 'RequestTimeTooSkewed', 'later'],
    [400, 'EntityTooLarge', 'split'],
    [403, 'AccessDenied', 'stop'],
    [403, 'InvalidAccessKeyId', 'stop'],
    [403, 'SignatureDoesNotMatch', 'stop'],
    [400, 'ExpiredToken', 'stop'],
    [400, 'InvalidToken', 'stop'],
    [400, 'KMS.DisabledException', 'stop'],
    [400, 'InvalidRequest', 'stop'],
    [404, 'NoSuchBucket', 'stop'],
    [301, 'PermanentRedirect', 'stop'],
    [405, 'MethodNotAllowed', 'stop'],
  ])('%i %s: %s', async (status, code, remedy) => {
    await bucket(() => xml(status, code));
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect({ remedy: error.remedy, message: error.message }).toEqual({
      remedy,
      message: expect.stringContaining(code) as string,
    });
    expect(error.answer).not.toBe('');
  });

  it('waits as long as it asks', async () => {
    await bucket(() => xml(503, 'SlowDown', { 'retry-after': '7' }));
    expect(await refusalOf(sent(sink, batchOf(sink, ['{}'])))).toMatchObject({ remedy: 'later', afterMs: 7000 });
  });

  it('412: it is there already', async () => {
    await bucket(() => xml(412, 'PreconditionFailed'));
    expect((await sent(sink, batchOf(sink, ['{}']))).answer).toContain('was there already');
    expect(receiver.received[0]).toMatchObject({ method: 'PUT', headers: { 'if-none-match': '*' } });
  });

  it('a connection that breaks, before the answer or in it', async () => {
    await bucket(() => 'reset');
    expect((await refusalOf(sent(sink, batchOf(sink, ['{}'])))).remedy).toBe('later');
    await receiver.stop();
    expect((await refusalOf(sent(sink, batchOf(sink, ['{}'])))).remedy).toBe('later');
  });

  it('an abort is no error of the receiver', async () => {
    await bucket(() => 'silence');
    const stop = new AbortController();
    const sending = sink.send(batchOf(sink, ['{}']), stop.signal);
    setTimeout(() => stop.abort(), 300);
    await expect(sending).rejects.not.toBeInstanceOf(SinkError);
  });

  it('says what it may not, and never the keys', async () => {
    await bucket(() => xml(403, 'AccessDenied'));
    const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
    expect(allOf(error)).not.toContain(secret);
    expect(allOf(error)).not.toContain(session);
    expect(sink.target).toBe('s3://findings/plumbline');
  });

  it('encrypts as it is told, in a bucket of the owner that is named', async () => {
    const more = { encryption: 'aws:kms', kms_key: `arn:aws:kms:${region}:${account}:key/1`, bucket_owner: account };
    await bucket(() => ({ status: 200 }), more);
    await sent(sink, batchOf(sink, ['{}']));
    expect(receiver.received[0]?.headers).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': more.kms_key,
      'x-amz-expected-bucket-owner': account,
    });
  });
});

describe('what Security Hub answers', () => {
  const events = eventsOf('asff').filter((text) => {
    const one = JSON.parse(text);
    return one.AwsAccountId === account && one.Region === region;
  });
  const some = events.slice(0, 3);
  const ids = some.map((text) => JSON.parse(text).Id as string);
  const taken = (success: number, failed: { Id: string; ErrorCode: string; ErrorMessage: string }[] = []): Reply => ({
    status: 200,
    body: JSON.stringify({ SuccessCount: success, FailedCount: failed.length, FailedFindings: failed }),
  });

  it.each([
    [429, 'LimitExceededException', 'later'],
    [429, 'TooManyRequestsException', 'later'],
    [400, 'ThrottlingException', 'later'],
    [500, 'InternalException', 'later'],
    [503, 'ServiceUnavailable', 'later'],
    [400, 'InvalidInputException', 'split'],
    [413, 'RequestEntityTooLarge', 'split'],
    [403, 'AccessDeniedException', 'stop'],
    [403, 'UnrecognizedClientException', 'stop'],
    [403, 'ExpiredTokenException', 'stop'],
    [404, 'ResourceNotFoundException', 'stop'],
  ])('%i %s: %s', async (status, code, remedy) => {
    await hub(() => json(status, code));
    const error = await refusalOf(sent(sink, batchOf(sink, some, { lane })));
    expect({ remedy: error.remedy, message: error.message }).toEqual({
      remedy,
      message: expect.stringContaining(code) as string,
    });
    expect(allOf(error)).not.toContain(secret);
    expect(allOf(error)).not.toContain(session);
  });

  it('takes new keys once where the old ones have ended', async () => {
    await hub((_, count) => (count === 1 ? json(403, 'ExpiredTokenException') : taken(3)));
    expect((await sent(sink, batchOf(sink, some, { lane }))).refused).toEqual([]);
    expect(receiver.received).toHaveLength(2);
  });

  it('tells each finding that failed, by its place, and which are worth another try', async () => {
    await hub(() =>
      taken(1, [
        { Id: ids[2] ?? '', ErrorCode: 'InternalError', ErrorMessage: 'busy' },
        { Id: ids[0] ?? '', ErrorCode: 'InvalidInput', ErrorMessage: 'no\u001b[31m such type' },
      ]),
    );
    const { refused } = await sent(sink, batchOf(sink, some, { lane }));
    expect(refused).toEqual([
      { index: 0, reason: 'InvalidInput: no [31m such type', retry: false },
      { index: 2, reason: 'InternalError: busy', retry: true },
    ]);
  });

  it.each([
    ['counts fewer than it was sent', () => taken(2)],
    ['counts nothing', (): Reply => ({ status: 200, body: '{}' })],
    ['says that some failed and not which', (): Reply => ({ status: 200, body: '{"SuccessCount":1,"FailedCount":2}' })],
    ['names what it was not sent', () => taken(2, [{ Id: 'other', ErrorCode: 'InvalidInput', ErrorMessage: '' }])],
  ])('one that %s has not taken the batch', async (_, handler) => {
    await hub(handler);
    expect((await refusalOf(sent(sink, batchOf(sink, some, { lane })))).remedy).toBe('later');
  });

  it('a hub that is off holds up no other account', async () => {
    await hub(() => json(401, 'InvalidAccessException'));
    const { refused } = await sent(sink, batchOf(sink, some, { lane }));
    expect(refused.map(({ index, retry }) => [index, retry])).toEqual([0, 1, 2].map((index) => [index, false]));
    expect(refused[0]?.reason).toContain(`Security Hub is not on in ${account} ${region}`);
  });

  it('sends a finding to no account but its own', async () => {
    await hub((request) => taken(JSON.parse(request.text).Findings.length));
    const other = JSON.stringify({ ...JSON.parse(some[1] ?? ''), AwsAccountId: '999999999999' });
    const { refused } = await sent(sink, batchOf(sink, [some[0] ?? '', other], { lane }));
    expect(refused).toEqual([{ index: 1, reason: expect.stringContaining(account) as string, retry: false }]);
    expect(JSON.parse(receiver.received[0]?.text ?? '').Findings).toHaveLength(1);
    const lost = await refusalOf(sent(sink, batchOf(sink, some, { lane: 'azure|westeurope' })));
    expect(lost.remedy).toBe('split');
  });

  it('has a lane for each account and region', () => {
    const lanes = new Set(eventsOf('asff').map((text) => securityhub.lane?.(text)));
    expect(lanes).toContain(lane);
    expect(lanes.size).toBeGreaterThan(1);
    for (const one of lanes) expect(one).toMatch(/^\d{12}\|[a-z]{2}-[a-z]+-\d$/);
  });

  it('signs for the region of the lane, and names the product that the config names', async () => {
    await hub((request) => taken(JSON.parse(request.text).Findings.length), {
      product_arn: 'arn:aws:securityhub:{region}:{account}:product/nordfjell/posture',
    });
    await sent(sink, batchOf(sink, some, { lane }));
    const { headers, text } = receiver.received[0] ?? { headers: {}, text: '{}' };
    expect(headers.authorization).toContain(`/${region}/securityhub/`);
    expect(JSON.parse(text).Findings[0].ProductArn).toBe(
      `arn:aws:securityhub:${region}:${account}:product/nordfjell/posture`,
    );
  });

  it('assumes the role of the account that it writes to', async () => {
    const sts = await Receiver.start(() => ({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>of-the-role</SecretAccessKey><SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
    }));
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
    try {
      await hub((request) => taken(JSON.parse(request.text).Findings.length), {
        role: 'arn:aws:iam::{account}:role/PlumblineExport',
        external_id: 'nordfjell',
      });
      await sent(sink, batchOf(sink, some, { lane }));
    } finally {
      delete process.env.AWS_ENDPOINT_URL_STS;
      await sts.stop();
    }
    const asked = new URLSearchParams(sts.received[0]?.text);
    expect(asked.get('RoleArn')).toBe(`arn:aws:iam::${account}:role/PlumblineExport`);
    expect(asked.get('ExternalId')).toBe('nordfjell');
    expect(receiver.received[0]?.headers.authorization).toContain('Credential=ASIAROLE/');
  });

  describe('check', () => {
    const never = new AbortController().signal;
    const off = () => json(401, 'InvalidAccessException');

    it.each([
      ['home', { home: `${account}/${region}` }, {}],
      ['the environment', {}, { AWS_REGION: region }],
      ['the environment by its other name', {}, { AWS_DEFAULT_REGION: region }],
    ])('asks the hub of %s', async (_, more, env) => {
      Object.assign(process.env, env);
      try {
        await hub(() => ({ status: 200, body: JSON.stringify({ HubArn: 'arn:hub' }) }), more);
        expect(await sink.check?.(never)).toContain('arn:hub is on');
        expect(receiver.received[0]).toMatchObject({ method: 'GET' });
        expect(receiver.received[0]?.headers.authorization).toContain(`/${region}/securityhub/`);
      } finally {
        for (const name of Object.keys(env)) delete process.env[name];
      }
    });

    it('takes it for no failure that the caller may only send', async () => {
      await hub(() => json(403, 'AccessDeniedException'), { home: `${account}/${region}` });
      expect(await sink.check?.(never)).toContain('securityhub:DescribeHub');
    });

    it.each([
      ['a hub that is off', off, {}, `not on in ${account} ${region}`],
      ['keys that are none', () => json(403, 'UnrecognizedClientException'), {}, 'may not'],
      ['no region', off, { home: undefined }, 'AWS_REGION'],
      ['a role of each account', off, { home: undefined, role: 'arn:aws:iam::{account}:role/R' }, 'home'],
    ])('%s is one', async (_, handler, more, message) => {
      await hub(handler, { home: `${account}/${region}`, ...more });
      const error = await refusalOf((async () => sink.check?.(never))());
      expect(error).toMatchObject({ remedy: 'stop', message: expect.stringContaining(message) });
    });
  });

  it('without credentials: nothing is sent', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    try {
      await hub(() => taken(3));
      const error = await refusalOf(sent(sink, batchOf(sink, some, { lane })));
      expect(error).toMatchObject({ remedy: 'stop' });
      expect(error.message).toContain('no credentials');
      expect(receiver.received).toEqual([]);
    } finally {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
    }
  });
});

describe('the config', () => {
  const valid = { bucket: 'findings', region };

  it('takes no keys', () => {
    expect(s3.schema.safeParse(valid).success).toBe(true);
    expect(securityhub.schema.safeParse({}).success).toBe(true);
    for (const key of ['access_key_id', 'secret_access_key', 'secretAccessKey', 'session_token']) {
      expect(s3.schema.safeParse({ ...valid, [key]: secret }).success).toBe(false);
      expect(securityhub.schema.safeParse({ [key]: secret }).success).toBe(false);
    }
  });

  it('a role for each account needs the account of the bucket', () => {
    const role = 'arn:aws:iam::{account}:role/Export';
    expect(() => s3.make('lake', { ...valid, role })).toThrow(/bucket_owner|no account/);
    expect(s3.make('lake', { ...valid, role, bucket_owner: account }).name).toBe('lake');
  });

  it.each([
    { bucket: 'Findings' },
    { bucket: 'a/b' },
    { region: 'https://evil.example' },
    { role: 'arn:aws:iam::1:role/x' },
    { prefix: '/etc' },
    { endpoint: 'file:///etc/passwd' },
    { bucket_owner: '12' },
  ])('refuses %j', (wrong) => {
    expect(s3.schema.safeParse({ ...valid, ...wrong }).success).toBe(false);
  });
});
