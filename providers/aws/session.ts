import type { Json, JsonObject } from '../../src/model/json.ts';
import { CallError, type RawAnswer, type Session } from '../../src/model/provider.ts';
import { simulationHeader } from '../../src/model/simulation.ts';
import { answerOf } from './answer.ts';
import { toCallError } from './call-error.ts';
import type { Captured, CapturingHandler } from './capture.ts';
import { type AwsService, isAwsService, loadSdk, type SdkClient, type SdkModule } from './clients.ts';
import { redactAws } from './redact.ts';
import { Sender } from './sender.ts';
import { Sha256 } from './sha256.ts';

/** Resolves to keys; the SDK's providers and plain keys both fit. */
export type Credentials = () => Promise<{
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}>;

export interface AwsSessionOptions {
  account: string;
  identity: string;
  /** Makes a credential provider; called again to renew. */
  credentials: () => Credentials;
  /** Another endpoint for every service: the lab, an emulator. */
  endpoint?: string;
  requestHandler: CapturingHandler;
}

interface Clients {
  sdk: SdkModule;
  client: SdkClient;
  sender: Sender;
}

/** The gate retries. A strategy that knows no tokens spares each call an error made in advance, with its stack. */
const once = { retry: (next: (args: object) => Promise<object>, args: object) => next(args) };
/** Without methods: for one that has any, the SDK copies each answer to take out what is sensitive. */
const silent = {};

/** One client per service and region, SDK retries off, every answer captured as it came over the wire. */
export class AwsSession implements Session {
  readonly provider = 'aws';
  readonly account: string;
  readonly identity: string;
  /** Whether what answers says of itself that it is a simulation. */
  simulated = false;
  private readonly options: AwsSessionOptions;
  private readonly clients = new Map<string, Promise<Clients>>();

  constructor(options: AwsSessionOptions) {
    this.options = options;
    this.account = options.account;
    this.identity = options.identity;
  }

  async send(call: {
    service: string;
    operation: string;
    region: string;
    input: JsonObject;
    signal: AbortSignal;
  }): Promise<RawAnswer> {
    if (!isAwsService(call.service)) throw new Error(`no SDK client for ${call.service}`);
    const { client, sender, sdk } = await this.client(call.service, call.region);
    const command = sdk.command(call.operation);
    const captured: Captured = { status: 0, headers: {}, bytes: undefined, error: undefined };
    try {
      const options = { abortSignal: call.signal, captured };
      const output = await (ofHostNames[call.service] === undefined
        ? sender.send(command, call.input, options)
        : client.send(new command(call.input), options));
      return answerOf({ service: call.service, operation: call.operation }, command, output, captured);
    } catch (error) {
      throw error instanceof CallError ? error : toCallError(error, captured);
    } finally {
      if (captured.headers[simulationHeader] !== undefined) this.simulated = true;
    }
  }

  redact(service: string, operation: string, body: Json, digest: (secret: string) => string): Json {
    return redactAws(service, operation, body, digest);
  }

  async renew(): Promise<boolean> {
    const provider = this.options.credentials();
    const keys = await provider();
    if (keys.expiration && keys.expiration.getTime() <= Date.now()) return false;
    this.closeClients();
    return true;
  }

  close(): void {
    this.closeClients();
  }

  private closeClients(): void {
    for (const one of this.clients.values())
      void one.then(
        ({ client }) => client.destroy(),
        () => undefined,
      );
    this.clients.clear();
  }

  private client(service: AwsService, region: string): Promise<Clients> {
    const key = `${service}|${region}`;
    let found = this.clients.get(key);
    if (!found) {
      found = loadSdk(service).then((sdk) => {
        const client = new sdk.Client(this.config(service, region));
        return { sdk, client, sender: new Sender(client) };
      });
      this.clients.set(key, found);
    }
    return found;
  }

  private config(service: AwsService, region: string): object {
    const { requestHandler, credentials } = this.options;
    const endpoint = this.options.endpoint ?? endpointOfEnvironment(service);
    return {
      region,
      credentials: credentials(),
      maxAttempts: 1,
      retryStrategy: once,
      logger: silent,
      sha256: Sha256,
      requestHandler,
      ...(endpoint === undefined ? {} : { endpoint }),
      // Buckets, too, would come before the host.
      ...(service === 's3' && endpoint !== undefined ? { forcePathStyle: true } : {}),
      // The client puts the account before the host, which an address cannot have.
      ...(service === 's3control' && endpoint !== undefined
        ? { endpointProvider: () => ({ url: new URL(endpoint) }) }
        : {}),
    };
  }
}

/**
 * The endpoint that the environment names for all services, where the client must be told more than that. Endpoints
 * for one service alone, and all other services, are left to the SDK.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
function endpointOfEnvironment(service: AwsService): string | undefined {
  const { AWS_ENDPOINT_URL: all, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignored } = process.env;
  const own = ofHostNames[service];
  if (own === undefined || !all || ignored?.toLowerCase() === 'true') return undefined;
  return process.env[own] ? undefined : all;
}

/**
 * Services whose clients put names before the host, and the variable of an endpoint for each alone. Their calls go the
 * SDK's own way: where a request goes to depends on the call.
 */
const ofHostNames: Partial<Record<AwsService, string>> = {
  s3: 'AWS_ENDPOINT_URL_S3',
  s3control: 'AWS_ENDPOINT_URL_S3_CONTROL',
};
