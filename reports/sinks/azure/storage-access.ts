import { z } from 'zod';
import { PlumblineError } from '../../../src/model/errors.ts';
import { exchangeAs } from '../http/bearer.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../http/client.ts';
import { exchange } from '../http/exchange.ts';
import { type SecretReader, secretRef } from '../secret.ts';
import { sharedKey } from './shared-key.ts';
import { azureTokens, identityFields } from './tokens.ts';

/** One of: a connection string, a shared access signature with the URL, or an identity with the URL. */
export const storageFields = {
  /** Of the service: https://ACCOUNT.blob.core.windows.net. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  connection_string: secretRef.optional(),
  /** `sv=...&sig=...`, with the rights to create and write. */
  sas: secretRef.optional(),
  ...identityFields,
};

const storageSchema = z.strictObject(storageFields);

export interface StorageAccess {
  readonly service: URL;
  send(
    client: HttpClient,
    request: HttpRequest,
    options: { signal: AbortSignal; answers?: readonly number[] },
  ): Promise<HttpAnswer>;
}

/** The version that answers are read by. */
const version = { 'x-ms-version': '2021-12-02' };

/** @throws PlumblineError CONFIG_INVALID where it is not clear how to get in. */
export function storageAccess(sink: string, config: z.infer<typeof storageSchema>, read: SecretReader): StorageAccess {
  const wrong = (what: string) => new PlumblineError('CONFIG_INVALID', `${sink}: ${what}.`);
  if (config.connection_string) {
    const text = read(config.connection_string, sink);
    if (text === '') return bySas(new URL(config.url ?? 'https://connection-string-not-read.invalid'), '');
    const parts = partsOf(text);
    const service = config.url ?? serviceOf(parts);
    if (service === undefined || !URL.canParse(service))
      throw wrong('the connection string names neither BlobEndpoint nor AccountName');
    const sas = parts.get('SharedAccessSignature');
    if (sas !== undefined) return bySas(new URL(service), sas);
    const [account, key] = [parts.get('AccountName'), parts.get('AccountKey')];
    if (account === undefined || key === undefined)
      throw wrong('the connection string has neither AccountName and AccountKey nor SharedAccessSignature');
    return byKey(new URL(service), { account, key });
  }
  if (config.url === undefined) throw wrong('it needs url, or a connection_string');
  const service = new URL(config.url);
  if (config.sas) return bySas(service, read(config.sas, sink));
  const tokens = azureTokens(sink, config, 'https://storage.azure.com/.default', read);
  return {
    service,
    send: (client, request, options) =>
      exchangeAs(tokens, client, { ...request, headers: { ...request.headers, ...version } }, options),
  };
}

function byKey(service: URL, account: { account: string; key: string }): StorageAccess {
  return {
    service,
    send: (client, request, options) => {
      const { method, url, body } = request;
      const headers = { ...request.headers, ...version, 'x-ms-date': new Date().toUTCString() };
      const length = body === undefined ? 0 : Buffer.byteLength(body);
      const authorization = sharedKey({ method, url, headers, length }, account);
      return exchange(
        client,
        { ...request, headers: { ...headers, authorization } },
        { ...options, secrets: [account.key, authorization] },
      );
    },
  };
}

function bySas(service: URL, signature: string): StorageAccess {
  const query = new URLSearchParams(signature.replace(/^\?/, ''));
  const secrets = [signature, query.get('sig') ?? '', encodeURIComponent(query.get('sig') ?? '')];
  return {
    service,
    send: (client, request, options) => {
      const url = new URL(request.url);
      for (const [name, value] of query) url.searchParams.set(name, value);
      return exchange(
        client,
        { ...request, url, headers: { ...request.headers, ...version } },
        { ...options, secrets: secrets.filter((one) => one !== '') },
      );
    },
  };
}

/** `Name=value;...`; values hold equals signs. */
function partsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at > 0 ? [[part.slice(0, at).trim(), part.slice(at + 1).trim()]] : [];
    }),
  );
}

function serviceOf(parts: ReadonlyMap<string, string>): string | undefined {
  const account = parts.get('AccountName');
  if (parts.has('BlobEndpoint') || account === undefined) return parts.get('BlobEndpoint');
  const protocol = parts.get('DefaultEndpointsProtocol') ?? 'https';
  return `${protocol}://${account}.blob.${parts.get('EndpointSuffix') ?? 'core.windows.net'}`;
}
