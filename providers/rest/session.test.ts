import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '../../src/model/errors.ts';
import { sha256 } from '../../src/model/identity.ts';
import { CallError } from '../../src/model/provider.ts';
import { RestSession, type RestSessionOptions } from './session.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function session(answer: RequestListener, more: Partial<RestSessionOptions> = {}) {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const made = new RestSession({
    provider: 'azure',
    account: 'sub-1',
    identity: 'reader',
    operations: { ml: { List: { path: '/x' } } },
    base: () => `http://127.0.0.1:${port}`,
    authorize: async () => ({ authorization: 'Bearer t' }),
    errorOf: (status, body) => ({ code: 'ACCESS_DENIED', errorCode: `E${status}`, message: JSON.stringify(body) }),
    requestIdHeader: 'x-ms-request-id',
    redact: (_service, _operation, body) => body,
    ...more,
  });
  const signal = AbortSignal.timeout(5000);
  const send = (operation = 'List') => made.send({ service: 'ml', operation, region: 'global', input: {}, signal });
  const failure = async () => {
    try {
      await send();
    } catch (error) {
      if (error instanceof CallError) return error.failure;
      throw error;
    }
    throw new Error('it was answered');
  };
  return { send, failure };
}

describe('an answer', () => {
  it('comes with what the evidence needs', async () => {
    const { send } = await session((request, response) => {
      response
        .writeHead(200, { 'x-ms-request-id': 'r-1' })
        .end(JSON.stringify({ auth: request.headers.authorization }));
    });
    const text = '{"auth":"Bearer t"}';
    expect(await send()).toMatchObject({
      status: 200,
      requestId: 'r-1',
      body: { auth: 'Bearer t' },
      receivedSha256: sha256(Buffer.from(text)),
    });
  });

  it.each([
    ['a page of a proxy', '<html>sign in</html>'],
    ['an array', '[1]'],
    ['nothing', ''],
    ['null', 'null'],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ])('is none when it is %s', async (_name, body) => {
    const { failure } = await session((_request, response) => response.end(body));
    expect(await failure()).toMatchObject({ code: 'RESPONSE_SHAPE', errorCode: 'UnreadableBody', status: 200 });
  });

  it('leads nowhere else', async () => {
    const { failure } = await session((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/steal' }).end();
    });
    expect(await failure()).toMatchObject({ status: 302, errorCode: 'E302' });
  });
});

describe('a failure', () => {
  it('is told in the words of the vendor, with its wish to wait', async () => {
    const { failure } = await session((_request, response) => {
      response.writeHead(429, { 'retry-after': '3' }).end('{"error":1}');
    });
    expect(await failure()).toMatchObject({
      status: 429,
      errorCode: 'E429',
      retryAfterMs: 3000,
      message: '{"error":1}',
    });
  });

  it('is of the network when the connection breaks', async () => {
    const { failure } = await session((request) => request.socket.resetAndDestroy());
    expect(await failure()).toMatchObject({ code: 'NETWORK', status: 0 });
  });

  it('is of the network when the body breaks off', async () => {
    const { failure } = await session((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a"');
      setTimeout(() => response.destroy(), 20);
    });
    expect((await failure()).code).toBe('NETWORK');
  });

  it('keeps its code when no token is to be had', async () => {
    const { failure } = await session((_request, response) => response.end('{}'), {
      authorize: async () => {
        throw new PlumblineError('AUTH_EXPIRED', 'the token is old');
      },
    });
    expect(await failure()).toMatchObject({ code: 'AUTH_EXPIRED', message: 'the token is old' });
  });
});

it('sends nothing that has no address', async () => {
  const asked: string[] = [];
  const { send } = await session((request, response) => {
    asked.push(String(request.url));
    response.end('{}');
  });
  await expect(send('Delete')).rejects.toThrow('has no address');
  expect(asked).toEqual([]);
});

describe('a word in plain text', () => {
  const operations = { ml: { List: { path: '/version', text: true } } } as const;
  const answered = (body: string) => session((_request, response) => response.end(body), { operations });

  it('is an answer', async () => {
    const { send } = await answered('3.17.2\n');
    expect((await send()).body).toEqual({ text: '3.17.2' });
  });

  it.each(['<!doctype html><title>Sign in</title>', '', 'two words', 'x'.repeat(300)])('%s is none', async (body) => {
    const { failure } = await answered(body);
    expect(await failure()).toMatchObject({ code: 'RESPONSE_SHAPE' });
  });
});
