import type { ErrorCode } from './errors.ts';
import type { Scope } from './evidence.ts';
import type { Missing, MissingValue } from './facts.ts';
import type { Json, JsonObject } from './json.ts';
import type { FactDeclOf, FactName, FactType, ForwardLinkName, KindName } from './kinds/index.ts';
import type { Answers, Outcome, Settings } from './mapping/outcome.ts';
import type { Spec } from './mapping/spec.ts';
import type { Provider } from './verdict.ts';

/** One read operation and the permission that it needs: an entry of the allow-list. */
export interface CallSpec {
  /** Service as the provider's session knows it, e.g. `sagemaker`. */
  service: string;
  operation: string;
  /** `service:Action` in the provider's own spelling. */
  permission: string;
  /** Error codes that are answers, not failures: `NoSuchBucketPolicy` says that there is no policy. */
  answers?: readonly string[];
  /** More calls wait for its answer: where places are short, it comes before those that nothing hangs on. */
  leads?: boolean;
}

export interface Paging {
  /** Request member that takes the token. */
  ask: string;
  /** Answer member that gives the next token. */
  answer: string;
  /** Request member and value of the page size. */
  size?: readonly [string, number];
  /** Answer member that says whether there are more, where the token alone does not. */
  more?: string;
}

/** What an inventory knows below a parent. */
export interface Known {
  /** In the form of the collector's own uids. */
  uids: ReadonlySet<string>;
  /** Calls that say so. */
  evidence: readonly number[];
  /** Where it knows of nothing, whether it is shown to see everything there: then the list need not be asked. */
  certain: boolean;
}

/**
 * A second source of what lies below a parent. Lists are held against it; where it is certain that there is nothing, and
 * agrees with the lists that are asked, they are spared.
 */
export interface Inventory {
  /** As it is named in the population's note. */
  name: string;
  /** Every call that it may make. */
  calls: readonly CallSpec[];
  /** @returns undefined where it has nothing to say. */
  below: (parent: JsonObject, from: Scope, look: Look) => Promise<Known | undefined>;
}

/** How a list hangs on the items of another collector. */
export type BelowParent =
  | {
      collector: string;
      input: (parent: JsonObject) => JsonObject | null;
      inventory?: Inventory;
      at?: never;
      read?: never;
    }
  | { collector: string; at: string; input?: never; inventory?: never; read?: never }
  | { collector: string; read: string; input?: never; inventory?: never; at?: never };

export interface ListSpec extends CallSpec {
  /** Answer member that holds the items; may be a pointer without its first slash. */
  items: string;
  input?: JsonObject;
  /** A read with `memo` asks for the same: one answer serves both. */
  memo?: true;
  /**
   * A list that each resource of another collector of the same scope has: it is asked once for each of them, as they
   * are read, and all of it is one population. `input` gets the parent's item (null: that one has no such list).
   * With `at` in place of `input` nothing is asked: the items stand in the parent's own item, at this pointer (an array;
   * `` for the item itself), and are known by the parent's list operation. With `read` nothing is asked either: the
   * items are those that this paged read of the parent answered, so that one answer serves both.
   *
   * An item below another one sees whatever was answered for those above it, by the name of the list or read.
   */
  of?: BelowParent;
  paging?: Paging;
  /** Documentation that the vendor leaves the array out when it is empty; without it, an answer without the array is broken. */
  emptyOmitted?: string;
  /**
   * Answer members that, where they hold anything, say that the page does not hold all: Google's `unreachable`. Such a
   * list counts as not read to its end.
   */
  partial?: readonly string[];
  /**
   * Members of the last page's answer that say how many items there are in all, and whether some were left out (`true`,
   * also as a text). A list that does not add up counts as not read to its end.
   */
  whole?: { total: string; truncated: string };
  /** An endless history: read the newest N, where `newest` of the settings is above 0. */
  bounded?: {
    newest: (settings: Settings) => number;
    order: JsonObject;
    why: string;
    /** The API cannot be asked for an order, nor says which it gives: the first N are read. */
    unordered?: true;
  };
}

export interface ReadSpec extends CallSpec {
  /** Name in the answers where it is not the operation. */
  as?: string;
  /** Request for this item; null: nothing to ask. May look at the reads above it. */
  input: (item: JsonObject, got: Answers, key: string) => JsonObject | null;
  /** One call for each of these keys. */
  each?: (item: JsonObject, got: Answers) => readonly string[];
  /** The same request in the same scope is made once. */
  memo?: boolean;
  /** A paged read is read to its end, its items joined. */
  pages?: Paging & { items: string; emptyOmitted?: string; partial?: readonly string[] };
  /** Another account (of the scan) or region than the scope's. */
  at?: (item: JsonObject, got: Answers, key: string) => { account?: string; region?: string };
  /**
   * A member that every true answer has, so that an empty `200 {}` is not taken for a resource with everything off; or
   * the documentation that says that a true answer may be empty. Paged reads have their array instead.
   */
  expects?: string | { mayBeEmpty: string };
  /** NotFound of this read says that the item is gone since it was listed: it is counted and dropped. */
  gone?: true;
}

/** Reads the results of a cloud's own rules in one scope. */
export interface NativeReader {
  provider: Provider;
  /** `aws/config`. */
  id: string;
  service: string;
  /** Runs once a region, or once an account; default region. */
  at?: 'region' | 'account';
  /** Key under `native:` in controls: aws-config, aws-security-hub, ... */
  source: string;
  /** Every call it may make. */
  calls: readonly CallSpec[];
  read(ask: Ask, scope: Scope, rules: ReadonlySet<string>): Promise<NativeReading>;
}

/** What a native reader calls with; every call passes the gate and leaves evidence. */
export interface Ask {
  /** Accounts of the scan by their other ids; see `Session.aliases`. */
  aliases?: ReadonlyMap<string, string>;
  call(spec: CallSpec, input: JsonObject): Promise<Outcome>;
  /** Pages read to the end; items come with the evidence number of their page. */
  list(spec: ListSpec): Promise<{
    items: { item: JsonObject; evidence: number }[];
    /** Of every page, also of those without items. */
    evidence: number[];
    endReached: boolean;
    missing: Missing[];
  }>;
}

export interface NativeReading {
  state: 'read' | 'not-enabled' | 'not-readable';
  detail: string;
  /** Rules seen, whatever their results. */
  rules: number;
  /** What could not be read. */
  missing?: Missing[];
  rows: { rule: string; subject: string; status: 'pass' | 'fail' | 'unknown' | 'not-applicable'; evidence: number }[];
}

/** Where a linked resource is read, and what its reads are told of it. */
export interface Referred {
  scope: { account: string; region: string };
  item: JsonObject;
}

/** What `locate` asks with. */
export interface Look {
  /** Accounts of this provider in the scan. */
  accounts: ReadonlySet<string>;
  /** Calls in one of them; the same call is made once a scan. */
  in(account: string, region: string): Ask;
}

/** A resource kind of a provider: how to list, how to read one, and the table of its facts. */
export interface Collector {
  provider: Provider;
  /** `aws/sagemaker/notebook`. */
  id: string;
  /** What `--service` selects. */
  service: string;
  kind: KindName;
  nativeType: string;
  /** Runs once a region, or once an account. */
  at: 'region' | 'account';
  /** Whether the service is offered in a region of the scan; where it is not there is nothing, and it is not asked. */
  offered?: (region: string) => boolean;
  /** A list (or `one` for singletons) makes it primary; without, it reads what others refer to. */
  list?: ListSpec;
  /** A thing that exists once a scope and has no list operation. */
  one?: (scope: Scope) => JsonObject;
  /** Support: what a linked uid says of its item; null: not ours to read, maybe another collector's of the kind. */
  refer?: (uid: string, from: Scope) => Referred | MissingValue | null;
  /**
   * In place of `refer`, for support whose uid names neither account nor region (a bucket): finds out whose it is by
   * asking the accounts of the scan. `calls` is all that it may ask; null: not ours to read.
   */
  locate?: {
    calls: readonly CallSpec[];
    find: (uid: string, from: Scope, look: Look) => Promise<Referred | MissingValue | null>;
  };
  reads: readonly ReadSpec[];
  /**
   * Whether the item is a resource of its own; false: a part of another one, judged there. Where it cannot be told, it
   * is not judged at all (it would be judged twice, or as in use when it is not), and its list counts as not read.
   */
  keep?: (answers: Answers) => boolean | MissingValue;
  uid: (item: JsonObject, scope: Scope) => string;
  name: (item: JsonObject) => string;
  /** Where the resource is, when a list of the whole account says so; the scope's region where it does not. */
  region?: (answers: Answers) => string | undefined;
  parts?: Spec<string[]>;
  facts: Record<string, Spec<unknown>>;
  links: Record<string, Spec<(string | MissingValue)[]>>;
}

type Typed<K extends KindName> = Omit<Collector, 'facts' | 'links' | 'kind'> & {
  kind: K;
  /** Every fact of the kind and its traits: what is left out does not compile. */
  facts: { [F in FactName<K>]: Spec<FactType<FactDeclOf<K, F>>> };
  /** Forward links; a link that the platform does not have is left out (known to be empty). */
  links: { [L in ForwardLinkName<K>]?: Spec<(string | MissingValue)[]> };
};

/** Declares a collector: the compiler checks that every fact of the kind is mapped, and to an allowed value. */
export function collector<const K extends KindName>(declaration: Typed<K>): Collector {
  return declaration as Collector; // narrower than Collector in facts and links only
}

/** What a provider's session raises for a call that failed, already classified. */
export interface CallFailure {
  code: ErrorCode;
  /** Error code as the provider sent it. */
  errorCode: string;
  status: number;
  requestId: string;
  serverDate: string;
  /** Server's wish, in ms. */
  retryAfterMs?: number;
  message: string;
  receivedSha256: string;
}

/** What a session gives back for a call that was answered. */
export interface RawAnswer {
  status: number;
  requestId: string;
  serverDate: string;
  receivedSha256: string;
  /** What was received, as JSON, times as RFC 3339; not yet redacted. */
  body: JsonObject;
}

/** Credentials for one account, ready to make calls. */
export interface Session {
  provider: Provider;
  account: string;
  /** Other ids of the account that answers may name it by: a Google project's number. */
  aliases?: readonly string[];
  /** The caller, as the cloud names it. */
  identity: string;
  /** Whether what has answered so far says of itself that it is a simulation. */
  readonly simulated?: boolean;
  /** @throws CallError */
  send(call: {
    service: string;
    operation: string;
    region: string;
    input: JsonObject;
    signal: AbortSignal;
  }): Promise<RawAnswer>;
  /** Takes secrets out of an answer: each becomes a type tag and a keyed digest. */
  redact(service: string, operation: string, body: Json, digest: (secret: string) => string): Json;
  /** New credentials; false when there are none to be had. */
  renew(): Promise<boolean>;
  close(): void;
}

/** A session that is ready, and the account that it is for. */
export interface Connected {
  session: Session;
  account: string;
  /** The account's name as the config or the cloud gives it; the id where there is none. */
  name: string;
  /** Regions to read in this account, where accounts differ; otherwise those of the scan. */
  regions?: readonly string[];
  /** How those regions were chosen, for the report. */
  note?: string;
  /** Nothing is asked of this account, and why: it is a gap of the scan. */
  unread?: Missing;
}

/** The error a session throws. */
export class CallError extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure, options?: { cause?: unknown }) {
    super(failure.message, options);
    this.name = 'CallError';
    this.failure = failure;
  }
}
