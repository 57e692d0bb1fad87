import type { ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import nock from 'nock';
import { createEngine } from './engine.ts';
import { credentialsOf, type Lab } from './lab.ts';
import type { LabOptions, LabRequest, Outcome } from './options.ts';

/**
 * Answers requests for an endpoint from a lab's routes, without a server: the second transport, for unit tests. The caller
 * decides what other connections may do (`nock.disableNetConnect()`).
 *
 * @param url Endpoint that the clients are given, for example `http://aws.test`.
 * @returns The lab; `close` removes its interceptors.
 */
export function interceptLab(url: string, options: LabOptions): Lab {
  const engine = createEngine(options);
  const scope = nock(url).persist();
  const interceptors = (['GET', 'POST'] as const).map((method) => {
    const interceptor = scope.intercept(() => true, method);
    interceptor.reply(async (request: Request) => {
      const outcome = engine.answer(await toLabRequest(request));
      if (outcome.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, outcome.delayMs));
      if (outcome.cut === 'reset') throw connectionReset();
      return [outcome.response.status, bodyOf(outcome), outcome.response.headers];
    });
    return interceptor;
  });
  return {
    url,
    port: Number(new URL(url).port),
    counts: engine.counts,
    requests: engine.requests,
    setFaults: engine.setFaults,
    credentialsFor: (account) => credentialsOf(options, account),
    close: async () => {
      for (const interceptor of interceptors) nock.removeInterceptor(interceptor);
    },
  };
}

async function toLabRequest(request: Request): Promise<LabRequest> {
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  return { method: request.method, url: `${pathname}${search}`, headers, body: await request.text() };
}

/** The body, or half of it and then a broken connection. */
function bodyOf({ response, cut }: Outcome): string | ReadStream {
  if (cut !== 'truncate') return response.body;
  const half = Buffer.from(response.body).subarray(0, response.body.length >> 1);
  const broken = Readable.from(
    (async function* () {
      yield half;
      throw connectionReset();
    })(),
  );
  return broken as ReadStream; // nock takes any readable stream, its types only those of files
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
}
