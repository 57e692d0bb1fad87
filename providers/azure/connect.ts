import { PlumblineError } from '../../src/model/errors.ts';
import type { Json } from '../../src/model/json.ts';
import { at } from '../../src/model/mapping/pointer.ts';
import type { Connected } from '../../src/model/provider.ts';
import { type AzureCloud, azureCloud } from './clouds.ts';
import { azureError } from './errors.ts';
import { azureSession, type TokenSource, Tokens } from './session.ts';

export interface AzureConnectOptions {
  tenant?: string;
  cloud?: string;
  endpoint?: string;
  authority?: string;
  /** Those to scan; empty for all that the credentials may read. */
  subscriptions: readonly { id: string; name?: string }[];
  managementGroups: readonly string[];
  /** In place of the standard places: the lab's. */
  credential?: TokenSource;
}

/**
 * Signs in and finds the subscriptions.
 *
 * @throws PlumblineError AUTH_MISSING when nobody can be signed in, CONFIG_INVALID when nothing is left to scan.
 */
export async function connectAzure(options: AzureConnectOptions): Promise<Connected[]> {
  const cloud = azureCloud(options);
  const tokens = new Tokens(options.credential ?? (await standardCredential(cloud, options)), cloud.scope);
  const identity = await whoami(tokens);
  const found = options.subscriptions.length > 0 ? options.subscriptions : await readable(cloud, tokens, options);
  if (found.length === 0)
    throw new PlumblineError('CONFIG_INVALID', 'The credentials may read no subscription of Azure.', {
      hint: 'Give them the role that `plumbline permissions azure` prints, or name the subscriptions in the config.',
    });
  return found.map(({ id, name }) => {
    const subscription = id.toLowerCase();
    return {
      session: azureSession({ cloud, tokens, subscription, identity }),
      account: subscription,
      name: name ?? id,
    };
  });
}

/** Microsoft knows nothing of an authority of one's own, and a private cloud may not reach who would be asked. */
async function standardCredential(cloud: AzureCloud, { tenant, authority }: AzureConnectOptions): Promise<TokenSource> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential({
    authorityHost: cloud.authority,
    disableInstanceDiscovery: authority !== undefined,
    ...(tenant ? { tenantId: tenant } : {}),
  });
}

/** The caller, as the claims of the token name it. */
async function whoami(tokens: Tokens): Promise<string> {
  let token: string;
  try {
    token = await tokens.token();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('AUTH_MISSING', text, {
      cause: error,
      hint: 'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, run `az login`, or run where a managed identity is.',
    });
  }
  return identityOf(token);
}

/** @returns who a token is of, for the evidence; its signature is the cloud's to check. */
export function identityOf(token: string): string {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Json; // claims are JSON
    const text = (name: string) => {
      const value = at(claims, `/${name}`);
      return typeof value === 'string' ? value : '';
    };
    const who = text('upn') || text('app_displayname') || text('appid') || text('azp') || text('oid');
    return [who || 'unnamed', text('oid') && `object ${text('oid')}`, text('tid') && `tenant ${text('tid')}`]
      .filter(Boolean)
      .join(', ');
  } catch {
    return 'a token without claims';
  }
}

async function readable(
  cloud: AzureCloud,
  tokens: Tokens,
  { managementGroups }: AzureConnectOptions,
): Promise<{ id: string; name: string }[]> {
  if (managementGroups.length === 0) {
    const all = await pages(cloud, tokens, '/subscriptions?api-version=2022-12-01');
    return all
      .filter((one) => at(one, '/state') !== 'Disabled' && at(one, '/state') !== 'Deleted')
      .map((one) => ({
        id: String(at(one, '/subscriptionId')),
        name: String(at(one, '/displayName') ?? at(one, '/subscriptionId')),
      }));
  }
  const found = new Map<string, { id: string; name: string }>();
  for (const group of managementGroups) {
    const path = `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}/descendants?api-version=2020-05-01`;
    for (const one of await pages(cloud, tokens, path)) {
      if (!String(at(one, '/type')).toLowerCase().endsWith('/subscriptions')) continue;
      const id = String(at(one, '/name'));
      found.set(id, { id, name: String(at(one, '/properties/displayName') ?? id) });
    }
  }
  return [...found.values()];
}

/** A list that is read before the scan, to know what to scan. @throws PlumblineError AUTH_MISSING, NETWORK */
async function pages(cloud: AzureCloud, tokens: Tokens, path: string): Promise<Json[]> {
  const items: Json[] = [];
  let next: string | undefined = `${cloud.endpoint}${path}`;
  for (let page = 0; next !== undefined && page < 1000; page += 1) {
    if (new URL(next).origin !== new URL(cloud.endpoint).origin) break;
    const body: Json | undefined = await get(next, await tokens.token());
    const value = body === undefined ? undefined : at(body, '/value');
    if (!Array.isArray(value))
      throw new PlumblineError('NETWORK', `Azure did not answer ${path.split('?')[0]} with a list.`);
    items.push(...value);
    const link = body === undefined ? undefined : at(body, '/nextLink');
    next = typeof link === 'string' && link !== '' ? link : undefined;
  }
  return items;
}

async function get(url: string, token: string): Promise<Json | undefined> {
  const problem = (code: 'AUTH_MISSING' | 'NETWORK', text: string, cause?: unknown) =>
    new PlumblineError(code, `Azure did not say what is to be scanned: ${text}`, {
      ...(cause === undefined ? {} : { cause }),
      hint: 'Check the network, azure.endpoint and certificate_authorities, and that the caller may read subscriptions.',
    });
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw problem('NETWORK', cause, error);
  }
  const text = await response.text();
  let body: Json | undefined;
  try {
    body = JSON.parse(text) as Json; // whatever JSON holds
  } catch {
    body = undefined;
  }
  if (response.ok) return body;
  const { errorCode, message } = azureError(response.status, body);
  throw problem('AUTH_MISSING', `${errorCode}: ${message}`);
}
