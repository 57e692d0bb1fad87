import { sha256 } from '../../src/model/identity.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { CallError, type RawAnswer, type Session } from '../../src/model/provider.ts';
import { networkFailure } from '../rest/failures.ts';
import { RestSession } from '../rest/session.ts';
import { baseOf } from './address.ts';
import type { Authorizer } from './auth.ts';
import { mlflowError } from './errors.ts';
import { handshake } from './handshake.ts';
import { mlflowOperations } from './operations.ts';
import { redactMlflow } from './redact.ts';

export interface MlflowSessionOptions {
  /** Id of the server in findings. */
  account: string;
  url: string;
  /** Kind of sign-in, as the config names it. */
  auth: string;
  authorizer: Authorizer;
}

/** One tracking server: its REST API, and the connection itself as something that can be asked about. */
export class MlflowSession implements Session {
  readonly provider = 'mlflow';
  readonly account: string;
  readonly identity: string;
  private readonly options: MlflowSessionOptions;
  private readonly rest: RestSession;

  constructor(options: MlflowSessionOptions) {
    const { account, url, authorizer } = options;
    this.options = options;
    this.account = account;
    this.identity = authorizer.identity;
    this.rest = new RestSession({
      provider: 'mlflow',
      account,
      identity: authorizer.identity,
      operations: mlflowOperations,
      base: () => baseOf(url),
      authorize: async (service, signal, request) =>
        service === 'anonymous' ? {} : authorizer.headers(request, signal),
      errorOf: mlflowError,
      requestIdHeader: 'x-request-id',
      redact: redactMlflow,
      renew: () => authorizer.renew(),
    });
  }

  send(call: {
    service: string;
    operation: string;
    region: string;
    input: JsonObject;
    signal: AbortSignal;
  }): Promise<RawAnswer> {
    return call.service === 'connection' ? this.connection(call.signal) : this.rest.send(call);
  }

  redact(service: string, operation: string, body: Json, digest: (secret: string) => string): Json {
    return this.rest.redact(service, operation, body, digest);
  }

  renew(): Promise<boolean> {
    return this.rest.renew();
  }

  close(): void {
    this.rest.close();
  }

  private async connection(signal: AbortSignal): Promise<RawAnswer> {
    try {
      const body = await handshake(this.options.url, this.options.auth, signal);
      return { status: 0, requestId: '', serverDate: '', receivedSha256: sha256(JSON.stringify(body)), body };
    } catch (error) {
      throw new CallError(networkFailure(error), { cause: error });
    }
  }
}
