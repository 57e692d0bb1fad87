import type { AuthClient } from 'google-auth-library';
import { PlumblineError } from '../../src/model/errors.ts';

/** Read-only scopes are not known to every API that is read (Security Command Center, Model Armor). */
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

export interface TokenOptions {
  /** Service account to act as. */
  impersonate?: string;
  /** In place of Google's own addresses: `<endpoint>/<service>`. */
  endpoint?: string;
  /** Credentials in the form of a file of Google's, in place of the standard places: the lab's. */
  credentials?: Readonly<Record<string, unknown>>;
}

/** Tokens of one identity, for all projects that it reads. */
export interface Tokens {
  /** Headers for a call. @throws PlumblineError AUTH_EXPIRED */
  headers(): Promise<Record<string, string>>;
  /** Takes new credentials; asked by several at once, it is done once. */
  renew(): Promise<boolean>;
  /** The caller as Google names it, or what is known of it. */
  identity(): Promise<string>;
}

/**
 * Application Default Credentials: GOOGLE_APPLICATION_CREDENTIALS, gcloud's, workload identity, the metadata server.
 *
 * @throws PlumblineError AUTH_MISSING when there are none, NETWORK when they cannot be asked for
 */
export async function openTokens(options: TokenOptions): Promise<Tokens> {
  let client = await clientOf(options);
  await firstToken(client);
  let renewing: Promise<boolean> | undefined;
  const headers = async (): Promise<Record<string, string>> => {
    try {
      return Object.fromEntries(await client.getRequestHeaders());
    } catch (error) {
      throw new PlumblineError('AUTH_EXPIRED', `no token is to be had: ${messageOf(error)}`, { cause: error });
    }
  };
  return {
    headers,
    renew: () => {
      renewing ??= clientOf(options)
        .then((fresh) => {
          client = fresh;
          return true;
        })
        .finally(() => {
          renewing = undefined;
        });
      return renewing;
    },
    identity: async () =>
      options.impersonate ?? emailOf(client) ?? (await tokenInfo(headers, options)) ?? typeOf(client),
  };
}

async function clientOf({ credentials, impersonate, endpoint }: TokenOptions): Promise<AuthClient> {
  const { GoogleAuth, Impersonated } = await import('google-auth-library');
  try {
    const own = await new GoogleAuth({ scopes, ...(credentials ? { credentials } : {}) }).getClient();
    if (impersonate === undefined) return own;
    return new Impersonated({
      sourceClient: own,
      targetPrincipal: impersonate,
      targetScopes: scopes,
      lifetime: 3600,
      ...(endpoint ? { endpoint: `${endpoint}/iamcredentials` } : {}),
    });
  } catch (error) {
    throw authMissing(error);
  }
}

/** Bad credentials are told before the scan, not as a thousand gaps. */
async function firstToken(client: AuthClient): Promise<void> {
  try {
    await client.getAccessToken();
  } catch (error) {
    throw authMissing(error);
  }
}

function authMissing(error: unknown): PlumblineError {
  const text = messageOf(error);
  if (/certificate|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(text))
    return new PlumblineError('NETWORK', `Google Cloud could not be reached for a token: ${text}`, {
      cause: error,
      hint: 'Name the file of the authority that signed the certificate under certificate_authorities in the config.',
    });
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EAI_AGAIN|fetch failed/.test(text))
    return new PlumblineError('NETWORK', `Google Cloud could not be reached for a token: ${text}`, {
      cause: error,
      hint: 'Check the network, the proxy and the endpoint; a token is the first thing that a scan asks for.',
    });
  if (/Could not load the default credentials/.test(text))
    return new PlumblineError('AUTH_MISSING', 'No Google Cloud credentials were found.', {
      cause: error,
      hint: 'Run `gcloud auth application-default login`, set GOOGLE_APPLICATION_CREDENTIALS, or run where a service account is attached.',
    });
  return new PlumblineError('AUTH_MISSING', `Google Cloud did not accept the credentials: ${text}`, {
    cause: error,
    hint: 'Sign in again (`gcloud auth application-default login`); to act as a service account you need iam.serviceAccounts.getAccessToken on it.',
  });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function emailOf(client: AuthClient): string | undefined {
  const { email, getServiceAccountEmail } = client as { email?: unknown; getServiceAccountEmail?: () => unknown }; // each type of client has its own
  const found = email ?? getServiceAccountEmail?.call(client);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** Asks Google whose the token is; users and the metadata server's accounts are known so, federated identities are not. */
async function tokenInfo(headers: Tokens['headers'], { endpoint }: TokenOptions): Promise<string | undefined> {
  const base = endpoint ? `${endpoint}/oauth2` : 'https://oauth2.googleapis.com';
  try {
    const token = ((await headers()).authorization ?? '').replace(/^Bearer /, '');
    // In the body, not the address: addresses end up in logs.
    const response = await fetch(`${base}/tokeninfo`, {
      method: 'POST',
      body: new URLSearchParams({ access_token: token }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return undefined;
    const { email, sub } = (await response.json()) as { email?: unknown; sub?: unknown }; // told apart below
    return [email, sub].find((one): one is string => typeof one === 'string' && one !== '');
  } catch {
    // Whose it is, is for the report; whether it is accepted, the first read tells.
    return undefined;
  }
}

function typeOf(client: AuthClient): string {
  return `credentials of Google Cloud (${client.constructor.name}); Google does not say whose they are`;
}
