import type { MissingReason } from '../../src/model/facts.ts';
import type { Provider } from '../../src/model/verdict.ts';

export const providerNames: Record<Provider, string> = {
  aws: 'AWS',
  azure: 'Azure',
  gcp: 'Google Cloud',
  mlflow: 'MLflow',
};

/** `12,345`. */
export function thousands(value: number): string {
  return value.toLocaleString('en');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The catalog writes `[reaches|reach] the internet`: the first for one, the second for several. */
export function failsAs(text: string, count: number): string {
  return text.replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_, one: string, many: string) => (count === 1 ? one : many));
}

/** Why something is not known, as a sentence without its end: `sagemaker:DescribeEndpoint was denied`. */
export function missingWords(reason: MissingReason, operations: string[]): string {
  const [one, many] = reasonWords[reason];
  const who = operations.length === 0 ? 'the read' : listed(operations);
  return `${who} ${operations.length > 1 ? many : one}`;
}

/** A detail as a sentence of its own: with a capital, and an end. An operation keeps its small letter. */
export function sentence(text: string): string {
  if (text === '') return '';
  const whole = /^[a-z]+[:.]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** Said of one operation, of several. */
const reasonWords: Record<MissingReason, [string, string]> = {
  'access-denied': ['was denied', 'were denied'],
  'api-disabled': ['is switched off: the API is disabled', 'are switched off: the API is disabled'],
  throttled: ['was throttled until we gave up', 'were throttled until we gave up'],
  'timed-out': ['did not answer in time', 'did not answer in time'],
  network: ['could not be reached', 'could not be reached'],
  'server-error': ['failed on the side of the cloud', 'failed on the side of the cloud'],
  'not-returned': ['answered without what is needed', 'answered without what is needed'],
  'partial-answer': ['answered in part only', 'answered in part only'],
  'out-of-scope': ['lies outside what was scanned', 'lie outside what was scanned'],
  redacted: ['was redacted before it was stored', 'were redacted before they were stored'],
  'not-supported': ['has no such setting', 'have no such setting'],
  'not-exposed': ['does not tell it', 'do not tell it'],
};

/** `2026-11-22 09:14:07 UTC`; the text itself where it is not a time. */
export function utc(time: string): string {
  const parsed = Date.parse(time);
  if (Number.isNaN(parsed)) return time;
  return `${new Date(parsed).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
