import type { ErrorCode } from '../../src/model/errors.ts';
import { sha256 } from '../../src/model/identity.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { CallError, type CallFailure, type RawAnswer, type Session } from '../../src/model/provider.ts';
import { simulationHeader } from '../../src/model/simulation.ts';
import type { Provider } from '../../src/model/verdict.ts';
import { networkFailure, retryAfterMs } from './failures.ts';
import { type RestOperations, type RestRequest, toRequest } from './operation.ts';

/** What a vendor's error answer says. */
export interface VendorError {
  code: ErrorCode;
  /** Error code as the vendor sent it. */
  errorCode: string;
  message: string;
  /** How long to wait, in ms, where the answer's body says so; a header wins. */
  retryAfterMs?: number;
}

export interface RestSessionOptions {
  provider: Provider;
  account: string;
  /** Other ids of the account. */
  aliases?: readonly string[];
  /** The caller, as the cloud names it. */
  identity: string;
  operations: RestOperations;
  /** Address of a service in a region, without a slash at its end. */
  base: (service: string, region: string) => string;
  /** Headers with the token of this moment, or the signature of this request. @throws PlumblineError AUTH_EXPIRED when there is none to be had */
  authorize: (service: string, signal: AbortSignal, request: RestRequest) => Promise<Readonly<Record<string, string>>>;
  /** What an answer that is no 2xx means. `body` is undefined where it is no JSON. */
  errorOf: (status: number, body: Json | undefined, headers: Headers) => VendorError;
  /** Header with the request's id, as the vendor names it. */
  requestIdHeader: string;
  redact: (service: string, operation: string, body: Json, digest: (secret: string) => string) => Json;
  /** Takes new credentials; false when there are none to be had. Default: asks for another token. */
  renew?: () => Promise<boolean>;
}

/** A session of a cloud whose REST API is called as it is: one request, captured as it was received. */
export class RestSession implements Session {
  readonly provider: Provider;
  readonly account: string;
  readonly identity: string;
  /** An answer said that the cloud is simulated. */
  simulated = false;
  readonly aliases: readonly string[];
  private readonly options: RestSessionOptions;

  constructor(options: RestSessionOptions) {
    this.options = options;
    this.provider = options.provider;
    this.account = options.account;
    this.identity = options.identity;
    this.aliases = options.aliases ?? [];
  }

  async send(call: {
    service: string;
    operation: string;
    region: string;
    input: JsonObject;
    signal: AbortSignal;
  }): Promise<RawAnswer> {
    const { operations, base, authorize } = this.options;
    const operation = operations[call.service]?.[call.operation];
    if (!operation) throw new Error(`${call.service}:${call.operation} has no address`);
    const scope = { account: this.account, region: call.region };
    const answer = await this.guarded(async () => {
      const request = toRequest(operation, base(call.service, call.region), scope, call.input);
      const headers = await authorize(call.service, call.signal, request);
      const response = await fetch(request.url, {
        method: request.method,
        headers: {
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(request.body === undefined ? {} : { body: request.body }),
        // Our token must not follow an answer to another host.
        redirect: 'manual',
        signal: call.signal,
      });
      return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
    });
    return this.toAnswer(answer.response, answer.bytes, operation.text === true);
  }

  redact(service: string, operation: string, body: Json, digest: (secret: string) => string): Json {
    return this.options.redact(service, operation, body, digest);
  }

  renew(): Promise<boolean> {
    return this.options.renew?.() ?? Promise.resolve(true);
  }

  close(): void {
    // Connections belong to the process.
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new CallError(networkFailure(error), { cause: error });
    }
  }

  private toAnswer(response: Response, bytes: Uint8Array, isText: boolean): RawAnswer {
    const { status, headers } = response;
    if (headers.has(simulationHeader)) this.simulated = true;
    const body = json(bytes);
    const base = {
      status,
      requestId: headers.get(this.options.requestIdHeader) ?? '',
      serverDate: headers.get('date') ?? '',
      receivedSha256: sha256(bytes),
    };
    const fail = (failure: VendorError): never => {
      const wait = retryAfterMs(headers, Date.now());
      const told: CallFailure = { ...base, ...failure, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
      throw new CallError(told);
    };
    if (status < 200 || status > 299) return fail(this.options.errorOf(status, body, headers));
    if (isText && isWord(bytes)) return { ...base, body: { text: new TextDecoder().decode(bytes).trim() } };
    if (body === undefined || body === null || typeof body !== 'object' || Array.isArray(body))
      return fail({ code: 'RESPONSE_SHAPE', errorCode: 'UnreadableBody', message: 'The answer is no JSON object.' });
    return { ...base, body };
  }
}

/** A short line of plain text: no page of a proxy, no document. */
function isWord(bytes: Uint8Array): boolean {
  return bytes.length <= 200 && /^[\w.+~-]+\s*$/.test(new TextDecoder().decode(bytes));
}

function json(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json; // whatever JSON holds
  } catch {
    return undefined;
  }
}
