import { PlumblineError } from '../../src/model/errors.ts';
import { RestSession } from '../rest/session.ts';
import type { AzureCloud } from './clouds.ts';
import { azureError } from './errors.ts';
import { azureOperations } from './operations.ts';
import { redactAzure } from './redact.ts';

/** What a credential of `@azure/identity` is to us. */
export interface TokenSource {
  getToken(
    scope: string,
    options?: { abortSignal?: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** Tokens of one credential, kept until shortly before they expire: every session of a scan asks through it. */
export class Tokens {
  private readonly source: TokenSource;
  private readonly scope: string;
  private held: Promise<{ token: string; expiresOnTimestamp: number }> | undefined;
  private expiresAt = 0;

  constructor(source: TokenSource, scope: string) {
    this.source = source;
    this.scope = scope;
  }

  /** @throws PlumblineError AUTH_EXPIRED when no token is to be had. */
  async token(): Promise<string> {
    if (!this.held || Date.now() > this.expiresAt - 300_000) this.held = this.ask();
    return (await this.held).token;
  }

  /** Forgets the token: the next call asks for another one. */
  forget(): void {
    this.held = undefined;
  }

  private async ask(): Promise<{ token: string; expiresOnTimestamp: number }> {
    this.expiresAt = Number.POSITIVE_INFINITY;
    try {
      const found = await this.source.getToken(this.scope);
      if (!found) throw new Error('the credential gave no token');
      this.expiresAt = found.expiresOnTimestamp;
      return found;
    } catch (error) {
      this.held = undefined;
      const text = error instanceof Error ? error.message : String(error);
      throw new PlumblineError('AUTH_EXPIRED', `No token of Azure is to be had: ${text.split('\n')[0]}`, {
        cause: error,
      });
    }
  }
}

/** A session for one subscription. */
export function azureSession(options: {
  cloud: AzureCloud;
  tokens: Tokens;
  subscription: string;
  identity: string;
}): RestSession {
  const { cloud, tokens, subscription, identity } = options;
  return new RestSession({
    provider: 'azure',
    account: subscription,
    identity,
    operations: azureOperations,
    base: () => cloud.endpoint,
    authorize: async () => ({ authorization: `Bearer ${await tokens.token()}` }),
    errorOf: azureError,
    requestIdHeader: 'x-ms-request-id',
    redact: (service, operation, body, digest) => redactAzure(body, digest, service, operation),
    renew: async () => {
      tokens.forget();
      return true;
    },
  });
}
