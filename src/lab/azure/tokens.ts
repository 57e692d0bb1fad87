import type { AzureEstate } from './estate.ts';

const hourMs = 3_600_000;

/** A token of the lab's: the claims of a real one, signed by nobody. */
export function makeToken(estate: AzureEstate, now: number): string {
  const { client, tenant } = estate;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    aud: 'https://management.azure.com',
    iss: `https://sts.windows.net/${tenant}/`,
    iat: Math.floor(now / 1000),
    exp: Math.floor((now + hourMs) / 1000),
    appid: client.id,
    app_displayname: client.name,
    oid: client.objectId,
    tid: tenant,
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.lab`;
}

/** Who sent a token, as Resource Manager would find out. */
export function callerOf(
  header: string | string[] | undefined,
  estate: AzureEstate,
  now: number,
): { caller: string } | 'expired' | 'unauthenticated' {
  const token = typeof header === 'string' && header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      appid?: string;
      exp?: number;
    }; // our own
    if (claims.appid !== estate.client.id) return 'unauthenticated';
    return (claims.exp ?? 0) * 1000 < now ? 'expired' : { caller: estate.client.objectId };
  } catch {
    return 'unauthenticated';
  }
}
