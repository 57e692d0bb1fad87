import { SinkError } from '../../../src/model/sink.ts';
import { scrub } from '../secret.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './client.ts';
import { errorOf, errorOfConnection } from './outcome.ts';

export interface ExchangeOptions {
  signal: AbortSignal;
  secrets: readonly string[];
  answers?: readonly number[];
}

/**
 * One request to a receiver.
 *
 * @param secrets are taken out of what comes back.
 * @param answers statuses beside success that are answers, too.
 * @returns the answer of a request that was taken.
 * @throws SinkError for any other.
 */
export async function exchange(
  client: HttpClient,
  request: HttpRequest,
  { signal, secrets, answers = [] }: ExchangeOptions,
): Promise<HttpAnswer> {
  let answer: HttpAnswer;
  try {
    answer = await client.send(request, signal);
  } catch (error) {
    throw scrubbed(errorOfConnection(error), secrets);
  }
  answer.text = scrub(answer.text, secrets);
  // Before anything is cut: what is left of a secret is one, too.
  if (answer.headers.location) answer.headers.location = scrub(answer.headers.location, secrets);
  const taken = (answer.status >= 200 && answer.status < 300) || answers.includes(answer.status);
  if (!taken) throw scrubbed(errorOf(answer, Date.now()), secrets);
  return answer;
}

function scrubbed(error: SinkError, secrets: readonly string[]): SinkError {
  const { remedy, message, answer, afterMs, cause } = error;
  const options = { answer: scrub(answer, secrets), afterMs, cause };
  return message === scrub(message, secrets) ? error : new SinkError(remedy, scrub(message, secrets), options);
}

/** @returns JSON that a receiver answered; undefined where it is none. Untrusted: look at each member. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}
