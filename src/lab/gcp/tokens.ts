import type { GcpEstate } from './estate.ts';

/** A token of the lab's: whose it is and how long it lives, signed by nobody. */
export function makeToken(estate: GcpEstate, email: string, now: number): string {
  const claims = { email, exp: now + (estate.tokenSeconds ?? 3600) * 1000 };
  return `ya29.lab-${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
}

/** Who sent a token. */
export function callerOf(
  header: string | string[] | undefined,
  now: number,
): { caller: string } | 'expired' | 'unauthenticated' {
  const token = typeof header === 'string' && header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
  return ownerOf(token, now);
}

export function ownerOf(token: string, now: number): { caller: string } | 'expired' | 'unauthenticated' {
  if (!token.startsWith('ya29.lab-')) return 'unauthenticated';
  try {
    const claims = JSON.parse(Buffer.from(token.slice('ya29.lab-'.length), 'base64url').toString('utf8')) as {
      email?: string;
      exp?: number;
    }; // our own
    if (!claims.email) return 'unauthenticated';
    return (claims.exp ?? 0) < now ? 'expired' : { caller: claims.email };
  } catch {
    return 'unauthenticated';
  }
}
