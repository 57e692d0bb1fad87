import type { AuthClient } from 'google-auth-library';
import { z } from 'zod';
import { PlumblineError } from '../../../src/model/errors.ts';
import { SinkError } from '../../../src/model/sink.ts';
import { errorOfTokens, type Tokens } from '../http/bearer.ts';
import { type SecretReader, secretRef } from '../secret.ts';

/** Who signs in to Google Cloud. Without credentials: the standard places, such as a metadata server. */
export const identityFields = {
  /** What a credentials file of Google's holds, of any type. */
  credentials: secretRef.optional(),
  /** Service account to act as. */
  impersonate: z.email().optional(),
};

const identitySchema = z.strictObject(identityFields);
export type Identity = z.infer<typeof identitySchema>;

/** @throws PlumblineError CONFIG_INVALID where the credentials are missing or no JSON. */
export function googleTokens(sink: string, identity: Identity, scope: string, read: SecretReader): Tokens {
  const text = identity.credentials && read(identity.credentials, sink);
  const own = text ? credentialsOf(sink, text) : undefined;
  const secrets = own === undefined ? [] : secretsOf(own);
  let client: Promise<AuthClient> | undefined;
  return {
    secrets,
    token: async (signal) => {
      try {
        client ??= clientOf(own, identity.impersonate, scope);
        const { token } = await (await client).getAccessToken();
        signal.throwIfAborted();
        if (!token) throw new SinkError('stop', 'Google Cloud gives no token');
        return token;
      } catch (error) {
        signal.throwIfAborted();
        client = undefined;
        throw errorOfTokens('Google Cloud', error, secrets);
      }
    },
    forget: () => {
      client = undefined;
    },
  };
}

type Credentials = Readonly<Record<string, unknown>>;

async function clientOf(
  credentials: Credentials | undefined,
  impersonate: string | undefined,
  scope: string,
): Promise<AuthClient> {
  const { GoogleAuth, Impersonated } = await import('google-auth-library');
  const sourceClient = await new GoogleAuth({
    scopes: [scope],
    ...(credentials ? { credentials } : {}),
  }).getClient();
  if (impersonate === undefined) return sourceClient;
  return new Impersonated({ sourceClient, targetPrincipal: impersonate, targetScopes: [scope], lifetime: 3600 });
}

function credentialsOf(sink: string, text: string): Credentials {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'type' in value) return value as Credentials;
  } catch {
    // Said below, without the text.
  }
  throw new PlumblineError('CONFIG_INVALID', `The credentials of ${sink} are not those of a file of Google's.`, {
    hint: 'They are JSON with a member "type": service_account, external_account, authorized_user.',
  });
}

/** Members that nobody may see. */
function secretsOf(credentials: Credentials): string[] {
  return ['private_key', 'client_secret', 'refresh_token']
    .map((name) => credentials[name])
    .filter((one): one is string => typeof one === 'string');
}
