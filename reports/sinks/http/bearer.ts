import { SinkError } from '../../../src/model/sink.ts';
import { scrub } from '../secret.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './client.ts';
import { exchange } from './exchange.ts';
import { shown } from './outcome.ts';

/** Tokens of a cloud's identity. */
export interface Tokens {
  /** @throws SinkError when none is to be had. */
  token(signal: AbortSignal): Promise<string>;
  /** The last one was not accepted: the next is to be a new one. */
  forget(): void;
  /** What nobody may see, beside the token. */
  readonly secrets: readonly string[];
}

/**
 * One request with a token; once more with a new one where it was not accepted: it may have ended, or been withdrawn, on
 * the way.
 *
 * @throws SinkError
 */
export async function exchangeAs(
  tokens: Tokens,
  client: HttpClient,
  request: HttpRequest,
  { signal, answers = [] }: { signal: AbortSignal; answers?: readonly number[] },
): Promise<HttpAnswer> {
  const secrets = [...tokens.secrets];
  const send = async (also: readonly number[]) => {
    const token = await tokens.token(signal);
    secrets.push(token);
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return exchange(client, { ...request, headers }, { signal, secrets, answers: also });
  };
  const first = await send([...answers, 401]);
  if (first.status !== 401) return first;
  tokens.forget();
  return send(answers);
}

const passing = /ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|EPIPE|network|socket|timed? ?out|fetch failed|temporarily/i;

/** What is to be done when no token is to be had. The error itself is no cause: it may hold the request. */
export function errorOfTokens(what: string, error: unknown, secrets: readonly string[]): SinkError {
  if (error instanceof SinkError) return error;
  const { message = String(error), statusCode, status, code } = error as Record<string, unknown>; // looked at below
  const http = [statusCode, status, code].find((one): one is number => typeof one === 'number') ?? 0;
  const said = shown(scrub(`${String(message)} ${typeof code === 'string' ? code : ''}`.trim(), secrets));
  const isLater = http === 429 || http >= 500 || (http === 0 && passing.test(said));
  return new SinkError(isLater ? 'later' : 'stop', `${what} gives no token: ${said}`, { answer: said });
}
