import type { Fix } from '../../../src/model/control.ts';
import type { Finding, MissingFact, NativeResult, Observed } from '../../../src/model/finding.ts';
import type { Json } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import type { Provider, Severity } from '../../../src/model/verdict.ts';

/** The data inside report.html: what the encoder writes and the script in the page reads. Columns of equal length. */
export interface CoreData {
  scan: {
    id: string;
    organisation: string;
    simulated: boolean;
    startedAt: string;
    endedAt: string;
    /** When every finding was last seen. */
    scanTime: string;
    version: string;
    evidenceDigest: string;
  };
  controls: ControlEntry[];
  families: string[];
  accounts: { provider: Provider; id: string; name: string }[];
  /** `aws eu-west-1`. */
  regions: string[];
  kinds: { id: string; one: string; many: string }[];
  nativeTypes: string[];
  frameworks: { id: string; title: string }[];
  /** `requirementSets` index into it, findings index into those. */
  requirements: [framework: string, id: string][];
  requirementSets: number[][];
  /** Operations that should have told a fact and did not; `unreadSets` index into it, findings index into those. */
  unread: string[];
  unreadSets: number[][];
  reasons: string[];
  /** RFC 3339. */
  times: string[];
  subjects: SubjectColumns;
  findings: FindingColumns;
  populations: PopulationColumns;
  calls: { total: number; failed: number; listed: number };
  answers: { held: number; inside: number };
}

/** Resources, and scopes of which a list could not be read. */
export interface SubjectColumns {
  /** First 16 hex digits of the SHA-256 of provider, account, region and uid: the address of the resource's page. */
  id: string[];
  name: string[];
  uid: string[];
  account: number[];
  region: number[];
  kind: number[];
  nativeType: number[];
  /** Row in the resource frames; -1 for a scope. */
  row: number[];
}

/** Flags of a finding. */
export const isScope = 1;
export const isDisputed = 2;
export const isNew = 4;

export interface FindingColumns {
  /** Indexes of `verdicts` and `severities` of the model. */
  verdict: number[];
  severity: number[];
  control: number[];
  subject: number[];
  reason: number[];
  firstSeen: number[];
  requirements: number[];
  unread: number[];
  flags: number[];
}

export interface ControlEntry {
  id: string;
  title: string;
  severity: Severity;
  family: number;
  why: string;
  failsAs: string;
  when: string;
  pass: string;
  /** `pass` in words where they can be found, else ``. */
  expected: string;
  limits: string;
  fix: Partial<Record<Provider, Fix>>;
}

/** One finding's part of a frame `finding-<n>`: what only its own page shows. */
export interface FindingDetail {
  observed: Observed[];
  missing: MissingFact[];
  native: NativeResult[];
  population?: NonNullable<Finding['population']>;
}

/** One resource's part of a frame `resource-<n>`. */
export type ResourceDetail = Pick<Resource, 'parts' | 'facts' | 'links'>;

/** Frame `calls`: one entry a call that the report lists, with dictionaries of its own. */
export interface CallColumns {
  number: number[];
  account: number[];
  region: number[];
  operation: number[];
  /** Milliseconds after the start of the scan. */
  asked: number[];
  took: number[];
  page: number[];
  status: number[];
  errorCode: number[];
  /** Frame `answers-<n>` that holds the answer, and which of its answers it is; -1 where it is not inside. */
  frame: number[];
  place: number[];
  operations: string[];
  errorCodes: string[];
  accounts: CoreData['accounts'];
  regions: string[];
}

/** One call's part of a frame `call-<n>`. */
export interface CallDetail {
  parameters: Json;
  attempts: number;
  requestId: string;
  serverDate: string;
  identity: string;
  receivedSha256: string;
  answerSha256: string;
}

export interface PopulationColumns {
  account: number[];
  region: number[];
  kind: number[];
  collector: string[];
  operation: string[];
  pages: number[];
  items: number[];
  endReached: number[];
  bounded: number[];
  gone: number[];
  elsewhere: number[];
  note: string[];
  startedAt: string[];
  endedAt: string[];
  firstRequestId: string[];
  lastRequestId: string[];
  /** In words; `` where the end was reached. */
  missing: string[];
  evidence: number[][];
}

/** Entries in one frame of details. */
export const frameSizes = { finding: 2048, resource: 512, call: 2048 } as const;
