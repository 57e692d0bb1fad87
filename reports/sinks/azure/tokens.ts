import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';
import { PlumblineError } from '../../../src/model/errors.ts';
import { SinkError } from '../../../src/model/sink.ts';
import { errorOfTokens, type Tokens } from '../http/bearer.ts';
import { type SecretReader, secretRef } from '../secret.ts';

/** Who signs in to Entra. Without a secret: the standard places, such as a managed identity. */
export const identityFields = {
  tenant: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  /** Of an application, or of a managed identity. */
  client_id: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  client_secret: secretRef.optional(),
  /** Of another cloud, such as https://login.microsoftonline.us. */
  authority: z.url({ protocol: /^https$/ }).optional(),
};

const identitySchema = z.strictObject(identityFields);
export type Identity = z.infer<typeof identitySchema>;

/** @throws PlumblineError CONFIG_INVALID for a secret without whose it is, or one that is missing. */
export function azureTokens(sink: string, identity: Identity, scope: string, read: SecretReader): Tokens {
  const { tenant, client_id, client_secret } = identity;
  if (client_secret && !(tenant && client_id))
    throw new PlumblineError('CONFIG_INVALID', `${sink} has a client_secret without tenant and client_id.`, {
      hint: 'Name all three, or none of them to use a managed identity or the environment.',
    });
  const secret = client_secret && read(client_secret, sink);
  const secrets = secret === undefined ? [] : [secret];
  let credential: Promise<TokenCredential> | undefined;
  return {
    secrets,
    token: async (signal) => {
      try {
        credential ??= credentialOf(identity, secret);
        const token = await (await credential).getToken(scope, { abortSignal: signal });
        if (!token) throw new SinkError('stop', 'Entra gives no token');
        return token.token;
      } catch (error) {
        signal.throwIfAborted();
        credential = undefined;
        throw errorOfTokens('Entra', error, secrets);
      }
    },
    // Each has its own cache.
    forget: () => {
      credential = undefined;
    },
  };
}

async function credentialOf(
  { tenant = '', client_id = '', authority }: Identity,
  secret: string | undefined,
): Promise<TokenCredential> {
  const { ClientSecretCredential, DefaultAzureCredential } = await import('@azure/identity');
  const options = {
    retryOptions: { maxRetries: 0 },
    ...(authority === undefined ? {} : { authorityHost: authority, disableInstanceDiscovery: true }),
  };
  if (secret !== undefined) return new ClientSecretCredential(tenant, client_id, secret, options);
  return new DefaultAzureCredential({
    ...options,
    ...(tenant === '' ? {} : { tenantId: tenant }),
    ...(client_id === '' ? {} : { managedIdentityClientId: client_id }),
  });
}
