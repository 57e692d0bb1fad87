import type { Missing } from '../model/facts.ts';
import type { Provider } from '../model/verdict.ts';

/** A result of a cloud's own rule, by the id of the native resource that it is about. */
export interface NativeRow {
  source: string;
  rule: string;
  subject: string;
  status: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  evidence: number;
}

/** One link of a resource that is itself not known: it might lead to anything in its scope. */
export interface OpenLink {
  source: string;
  missing: Missing;
}

/** One cause for which a link of a kind could not be told in a scope. */
export interface OpenLinkCause {
  provider: Provider;
  account: string;
  region: string;
  kind: string;
  link: string;
  missing: Missing;
}
