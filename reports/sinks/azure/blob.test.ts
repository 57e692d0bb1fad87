import { describe, expect, it } from 'vitest';
import { PlumblineError } from '../../../src/model/errors.ts';
import type { Sink } from '../../../src/model/sink.ts';
import { blob } from '../blob.ts';
import { allOf, batchOf, refusalOf, sent } from '../testing/batches.ts';
import { type Handler, Receiver } from '../testing/receiver.ts';

const named = (name: string) => ({ env: name });

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
