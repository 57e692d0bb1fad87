import { gunzipSync } from 'node:zlib';
import {
  BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blob } from '../../reports/sinks/blob.ts';
import { allOf, batchOf, eventsOf, refusalOf, sent } from '../../reports/sinks/testing/batches.ts';
import type { Sink } from '../../src/model/sink.ts';
import { type Azurite, startAzurite } from './azurite.ts';

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
