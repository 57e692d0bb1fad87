import type { Account, Estate } from './estate.ts';
import { hash2 } from './random.ts';

/** Who a request is from. */
export interface Caller {
  account: Account;
  arn: string;
  /** As GetCallerIdentity says it. */
  userId: string;
}

/** Credentials as a client needs them. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Temporary credentials and their end in milliseconds since 1970. */
export type TemporaryCredentials = Required<Credentials> & { expiresAt: number };

/** The access keys that the lab knows: those of the estate and those that AssumeRole handed out. */
export interface Sessions {
  issue(account: Account, arn: string, userId: string, seconds: number): TemporaryCredentials;
  /** Who is behind an access key; `unknown` also where the session token is not the one handed out with it. */
  identify(accessKeyId: string, sessionToken: string | undefined): Caller | 'unknown' | 'expired';
}

/** The secret that goes with an access key of the lab. It protects nothing: signatures are not verified. */
export function labSecret(accessKeyId: string): string {
  return `lab-secret-of-${accessKeyId}`;
}

/**
 * Credentials of one lab.
 *
 * @param now Clock in milliseconds since 1970.
 * @param maxSeconds Longest life of temporary credentials.
 */
export function createSessions(estate: Estate, now: () => number, maxSeconds = Number.POSITIVE_INFINITY): Sessions {
  const permanent = new Map(estate.accounts.map((account) => [account.accessKeyId, ofKey(account)]));
  const temporary = new Map<string, { caller: Caller; token: string; expiresAt: number }>();
  return {
    issue(account, arn, userId, seconds) {
      const number = temporary.size + 1;
      const id = hash2(number, 0x51).toString(36).toUpperCase().padStart(7, '0');
      const accessKeyId = `ASIALAB${String(number).padStart(6, '0')}${id}`;
      const sessionToken = `lab-session-${number}-${hash2(number, 0x7a).toString(16)}`;
      // AWS's times are whole seconds.
      const expiresAt = Math.floor(now() / 1000 + Math.min(seconds, maxSeconds)) * 1000;
      temporary.set(accessKeyId, { caller: { account, arn, userId }, token: sessionToken, expiresAt });
      return { accessKeyId, secretAccessKey: labSecret(accessKeyId), sessionToken, expiresAt };
    },
    identify(accessKeyId, sessionToken) {
      const caller = permanent.get(accessKeyId);
      if (caller !== undefined) return sessionToken === undefined ? caller : 'unknown';
      const session = temporary.get(accessKeyId);
      if (session === undefined || session.token !== sessionToken) return 'unknown';
      return now() < session.expiresAt ? session.caller : 'expired';
    },
  };
}

function ofKey(account: Account): Caller {
  const id = hash2(Number(account.id) % 0xffffffff, 7)
    .toString(36)
    .toUpperCase();
  return { account, arn: account.callerArn, userId: `AIDALAB${id}` };
}
