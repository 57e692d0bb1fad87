import { gunzipSync } from 'node:zlib';
import {
  BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlumblineError } from '../../../src/model/errors.ts';
import type { Sink } from '../../../src/model/sink.ts';
import { blob } from '../blob.ts';
import { type Azurite, startAzurite } from '../testing/azurite.ts';
import { allOf, batchOf, eventsOf, refusalOf, sent } from '../testing/batches.ts';
import { type Handler, Receiver } from '../testing/receiver.ts';

const never = new AbortController().signal;
const named = (name: string) => ({ env: name });

describe('Azurite', () => {
  let azurite: Azurite;
  let container: ContainerClient;

  beforeAll(async () => {
    azurite = await startAzurite();
    const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
    container = service.getContainerClient('findings');
    await container.create();
    process.env.TEST_BLOB = azurite.connectionString;
  });
  afterAll(async () => {
    for (const name of ['TEST_BLOB', 'TEST_SAS', 'TEST_WRONG']) delete process.env[name];
    await azurite?.stop();
  });

  const sas = (permissions: string) =>
    generateBlobSASQueryParameters(
      {
        containerName: 'findings',
        permissions: ContainerSASPermissions.parse(permissions),
        expiresOn: new Date(Date.now() + 3600e3),
      },
      new StorageSharedKeyCredential(azurite.account, azurite.key),
    ).toString();

  async function once(sink: Sink, prefix: string): Promise<void> {
    const events = eventsOf('ecs');
    const batch = batchOf(sink, events);
    const name = `${prefix}/2026/11/22/20261122T091402Z-${batch.sha256}.ndjson.gz`;
    expect(await sent(sink, batch)).toEqual({ answer: name, refused: [] });
    const again = await sent(sink, { ...batch, body: Buffer.from('something else under its name') });
    expect(again).toEqual({ answer: `${name} was there already`, refused: [] });
    const found = await container.getBlobClient(name).downloadToBuffer();
    expect(gunzipSync(found).toString('utf8').trimEnd().split('\n')).toEqual(events);
    const properties = await container.getBlobClient(name).getProperties();
    expect(properties).toMatchObject({ contentType: 'application/gzip', blobType: 'BlockBlob' });
    expect(properties.contentEncoding ?? '').toBe('');
    await sink.close();
  }

  it('has each batch once, by the key of the account', async () => {
    const sink = blob.make('lake', { container: 'findings', prefix: 'by/key', connection_string: named('TEST_BLOB') });
    await expect(sink.check?.(never)).resolves.toContain('is there');
    await once(sink, 'by/key');
  });

  it('has each batch once, by a signature that may create', async () => {
    process.env.TEST_SAS = sas('cw');
    const sink = blob.make('lake', {
      container: 'findings',
      prefix: 'by-sas',
      url: azurite.url,
      sas: named('TEST_SAS'),
    });
    await once(sink, 'by-sas');
  });

  it('stops where the key is wrong, the container is not there, or the signature may not write', async () => {
    process.env.TEST_WRONG = azurite.connectionString.replace(azurite.key, Buffer.alloc(64, 7).toString('base64'));
    process.env.TEST_SAS = sas('r');
    const wrong = [
      { container: 'findings', connection_string: named('TEST_WRONG') },
      { container: 'other', connection_string: named('TEST_BLOB') },
      { container: 'findings', url: azurite.url, sas: named('TEST_SAS') },
    ];
    for (const config of wrong) {
      const sink = blob.make('lake', config);
      const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
      expect(error.remedy).toBe('stop');
      const signature = new URLSearchParams(process.env.TEST_SAS).get('sig') ?? 'none';
      for (const secret of [azurite.key, signature, encodeURIComponent(signature)])
        expect(`${allOf(error)}${sink.target}`).not.toContain(secret);
      await sink.close();
    }
  });
});

describe('what Blob Storage answers', () => {
  const signature = 'c2lnbmF0dXJlIHRoYXQgbm9ib2R5IG1heSBzZWU/+=';
  async function answering(handler: Handler, check: (sink: Sink, receiver: Receiver) => Promise<void>): Promise<void> {
    const receiver = await Receiver.start(handler);
    process.env.TEST_FAKE_SAS = `sv=2021-12-02&sp=c&sig=${encodeURIComponent(signature)}`;
    const sink = blob.make('lake', { container: 'findings', url: receiver.url, sas: named('TEST_FAKE_SAS') });
    try {
      await check(sink, receiver);
    } finally {
      delete process.env.TEST_FAKE_SAS;
      await sink.close();
      await receiver.stop();
    }
  }

  it.each([
    [503, 'ServerBusy', 'later'],
    [500, 'InternalError', 'later'],
    [500, 'OperationTimedOut', 'later'],
    [429, 'TooManyRequests', 'later'],
    [403, 'AuthenticationFailed', 'stop'],
    [403, 'AuthorizationPermissionMismatch', 'stop'],
    [404, 'ContainerNotFound', 'stop'],
    [400, 'InvalidHeaderValue', 'stop'],
    [409, 'ContainerBeingDeleted', 'stop'],
    [412, 'LeaseIdMissing', 'stop'],
    [413, 'RequestBodyTooLarge', 'split'],
    [301, 'Moved', 'stop'],
  ])('%i %s: %s', (status, code, remedy) =>
    answering(
      ({ query }) => ({ status, headers: { 'x-ms-error-code': code }, body: `<Code>${code}</Code> for ${query}` }),
      async (sink) => {
        const error = await refusalOf(sent(sink, batchOf(sink, ['{}'])));
        expect({ remedy: error.remedy, message: error.message }).toEqual({
          remedy,
          message: expect.stringContaining(String(status)) as string,
        });
        expect(allOf(error)).not.toContain(signature);
        expect(allOf(error)).not.toContain(encodeURIComponent(signature));
      },
    ),
  );

  it.each(['BlobAlreadyExists', 'BlobImmutableDueToPolicy', 'UnauthorizedBlobOverwrite', 'ConditionNotMet'])(
    '%s: it is there',
    (code) =>
      answering(
        () => ({ status: code === 'UnauthorizedBlobOverwrite' ? 403 : 409, headers: { 'x-ms-error-code': code } }),
        async (sink, receiver) => {
          expect((await sent(sink, batchOf(sink, ['{}']))).answer).toContain('was there already');
          expect(receiver.received[0]).toMatchObject({
            method: 'PUT',
            headers: { 'if-none-match': '*', 'x-ms-blob-type': 'BlockBlob' },
          });
        },
      ),
  );

  it('an answer that breaks off is none', () =>
    answering(
      () => 'half',
      async (sink) => {
        expect((await refusalOf(sent(sink, batchOf(sink, ['{}'])))).remedy).toBe('later');
      },
    ));
});

describe('the config', () => {
  it('takes no secret that is written in it', () => {
    const valid = { container: 'findings', connection_string: { env: 'X' } };
    expect(blob.schema.safeParse(valid).success).toBe(true);
    for (const wrong of [
      { connection_string: 'AccountName=a;AccountKey=b' },
      { sas: 'sv=1&sig=2' },
      { client_secret: 'x' },
      { container: '../x' },
      { account_key: 'x' },
    ])
      expect(blob.schema.safeParse({ ...valid, ...wrong }).success).toBe(false);
  });

  it('says what is missing', () => {
    const make = (config: object) => () => blob.make('lake', { container: 'findings', ...config });
    process.env.TEST_HALF = 'AccountName=only';
    expect(make({})).toThrow(PlumblineError);
    expect(make({ connection_string: { env: 'TEST_HALF' } })).toThrow(/AccountKey/);
    expect(make({ connection_string: { env: 'TEST_NONE' } })).toThrow(/TEST_NONE/);
    expect(make({ url: 'https://x.blob.core.windows.net', client_secret: { env: 'TEST_HALF' } })).toThrow(/client_id/);
    delete process.env.TEST_HALF;
  });
});
