/** Most that a receiver takes in one request, and of one event. Bytes before compression. */
export interface Limits {
  readonly bytes: number;
  readonly items: number;
  readonly itemBytes: number;
}

/**
 * How events lie in the bytes of a batch: one a line; in a JSON array, one a line; or in a JSON object that ends in an
 * array.
 */
export type Framing = { readonly open: string; readonly between: string; readonly close: string };

export const lines: Framing = { open: '', between: '\n', close: '\n' };
export const array: Framing = { open: '[\n', between: ',\n', close: '\n]\n' };

/** A batch as it is sent, again and again the same bytes until its receiver has it. */
export interface Batch {
  /** SHA-256 of the bytes before compression: its name at receivers that tell batches apart. */
  readonly sha256: string;
  readonly body: Uint8Array;
  /** Whether `body` is compressed with gzip. */
  readonly gzip: boolean;
  readonly items: number;
  /** Account and region it is for, where a receiver has one an account and region. */
  readonly lane: string;
  /** RFC 3339; when the scan was that it tells of. */
  readonly scanTime: string;
}

/** An event that the receiver did not take from a batch whose others it took. */
export interface Refusal {
  /** Place in the batch, from 0. */
  readonly index: number;
  readonly reason: string;
  /** Worth another try. */
  readonly retry: boolean;
}

/** What the receiver said to a batch. */
export interface Receipt {
  /** Its own words, cut; untrusted. */
  readonly answer: string;
  readonly refused: readonly Refusal[];
}

/** A thing that is put at a receiver once: a template of an index. */
export interface Content {
  /** Below the receiver's address. */
  readonly path: string;
  readonly body: object;
}

/** Where events go. One worker sends to it, one batch at a time. */
export interface Sink {
  readonly name: string;
  readonly type: string;
  /** For people: where it leads, never a secret. */
  readonly target: string;
  /** Tells it from others, where `target` does not say all: never shown, and kept as a hash only. */
  readonly place?: string;
  readonly limits: Limits;
  readonly framing: Framing;
  /** It takes bodies compressed with gzip. */
  readonly gzip: boolean;
  /** Why it can tell that it has an event already; empty where it cannot. */
  readonly deduplicates: string;
  /** @throws SinkError whatever came of it, other than a receipt. */
  send(batch: Batch, signal: AbortSignal): Promise<Receipt>;
  /** Connects, signs in and asks what can be asked without sending. @returns what came back. */
  check?(signal: AbortSignal): Promise<string>;
  /** What belongs at the receiver before anything is sent to it, in the order in which it is to be put there. */
  readonly content?: readonly Content[];
  /** Puts one of them there, in place of what stood there. @returns what came back. @throws SinkError */
  install?(content: Content, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/**
 * What is to be done with a batch that was not taken.
 *
 * - `later`: send the same again, after a while.
 * - `split`: too large, or one of it is not to the receiver's taste: send halves; a single one is given up.
 * - `stop`: no batch will get through until a person has changed something: credentials, address, a sink that is gone.
 */
export type Remedy = 'later' | 'split' | 'stop';

/** A batch was not taken. */
export class SinkError extends Error {
  readonly remedy: Remedy;
  /** What the receiver answered, cut; untrusted. */
  readonly answer: string;
  /** The receiver asks to wait so long, ms. */
  readonly afterMs: number;

  constructor(remedy: Remedy, message: string, options: { answer?: string; afterMs?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SinkError';
    this.remedy = remedy;
    this.answer = options.answer ?? '';
    this.afterMs = options.afterMs ?? 0;
  }
}
