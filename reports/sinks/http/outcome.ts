import { SinkError } from '../../../src/model/sink.ts';
import type { HttpAnswer } from './client.ts';

/** Of what a receiver answered, as much as people read. */
const mostText = 500;

/** @returns untrusted text in one line, without what would steer a terminal. */
export function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > mostText ? `${line.slice(0, mostText)}…` : line;
}

/**
 * What is to be done about an answer that is no success.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
 */
export function errorOf({ status, headers, text }: HttpAnswer, now: number): SinkError {
  const answer = shown(text);
  const said = answer === '' ? '' : `: ${answer}`;
  const afterMs = retryAfter(headers['retry-after'], now);
  const error = (remedy: SinkError['remedy'], why: string) =>
    new SinkError(remedy, `HTTP ${status}${why === '' ? '' : ` (${why})`}${said}`, { answer, afterMs });
  if (status === 413) return error('split', 'too large');
  if (status === 400 || status === 422) return error('split', 'it does not take this');
  if (status === 401 || status === 403) return error('stop', 'the credentials are not accepted');
  if (status === 404 || status === 410) return error('stop', 'there is no such receiver');
  if (status >= 300 && status < 400)
    return error('stop', `it leads to ${shown(headers.location ?? '')}; redirects are not followed`);
  if (status === 408 || status === 425 || status === 429 || status >= 500) return error('later', '');
  return error('stop', 'not expected');
}

/** Seconds or a date. @returns ms; at most an hour. */
function retryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 3_600_000) : 0;
}

/** What is to be done about a connection that failed. */
export function errorOfConnection(error: unknown): SinkError {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException; // every error of a socket has them
  const options = { cause: error };
  if (code === 'EREFUSED')
    // Only a webhook is kept to public addresses; to a metadata service nothing is sent whatever the config says.
    return new SinkError(
      'stop',
      message.replace(/public address$/, '$&; allow_private: true lets it be sent there'),
      options,
    );
  if (/^(ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|HOSTNAME_MISMATCH)/.test(code))
    return new SinkError(
      'stop',
      `its certificate is not trusted (${code}): ${shown(message)}; name the authority under certificate_authorities`,
      options,
    );
  return new SinkError('later', `${code === '' ? '' : `${code}: `}${shown(message)}`, options);
}
