import type { Missing } from './facts.ts';
import type { Json } from './json.ts';
import type { Provider } from './verdict.ts';

/** Where calls are made: an account (subscription, project, host) in a region (`global` where there is none). */
export interface Scope {
  provider: Provider;
  account: string;
  /** The account's name as the config or the organisation gives it; the id where there is none. */
  accountName: string;
  region: string;
}

/** One API call as it happened. `number` is its evidence number within the scan. */
export interface CallRecord {
  number: number;
  provider: Provider;
  account: string;
  region: string;
  service: string;
  operation: string;
  /** Request parameters as sent. */
  parameters: Json;
  /** Page of a paged read, from 1. */
  page: number;
  /** RFC 3339 with milliseconds. */
  askedAt: string;
  answeredAt: string;
  /** Attempts it took, the last one being recorded here. */
  attempts: number;
  /** HTTP status; 0 where no answer came. */
  status: number;
  requestId: string;
  /** The server's Date header as sent, or ``. */
  serverDate: string;
  /** The caller's identity, e.g. the ARN of the assumed role. */
  identity: string;
  /** Error code of the provider, or ``. */
  errorCode: string;
  /** SHA-256 of the bytes received; `` where no answer came. */
  receivedSha256: string;
  /** SHA-256 of the stored (redacted, canonical) answer; `` where there is none. */
  answerSha256: string;
}

/** What was asked of one list operation in one scope, and whether the end of the list was reached. */
export interface Population {
  provider: Provider;
  account: string;
  region: string;
  /** Collector that asked, e.g. `aws/sagemaker/notebook`. */
  collector: string;
  /** Kind of the resources in the list. */
  kind: string;
  nativeType: string;
  /** `service:Operation`. */
  operation: string;
  parameters: Json;
  pages: number;
  items: number;
  firstRequestId: string;
  lastRequestId: string;
  startedAt: string;
  endedAt: string;
  /** True when the last page said that there are no more. */
  endReached: boolean;
  /** True when the list was cut on purpose (newest N of an endless history); `note` says how. */
  bounded: boolean;
  note: string;
  /** Items that were listed and gone when they were read. */
  gone: number;
  /** Items that are parts of other resources and are judged there. */
  elsewhere: number;
  /** Why the end was not reached. */
  missing: Missing[];
  evidence: number[];
}

/** Something that the scan could not see: one failed read or list, counted. */
export interface Gap {
  provider: Provider;
  account: string;
  region: string;
  operation: string;
  reason: Missing['reason'];
  errorCode: string;
  permission: string;
  detail: string;
  /** Calls that failed so. */
  calls: number;
  /** Verdicts that are unknown because of it; filled in after evaluation. */
  verdicts: number;
}
