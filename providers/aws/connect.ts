import { PlumblineError } from '../../src/model/errors.ts';
import { CapturingHandler } from './capture.ts';
import { AwsSession, type Credentials } from './session.ts';

/** An account as the config names it; without a role the standard credentials are used as they are. */
export interface AwsAccount {
  id?: string;
  name?: string;
  role?: string;
  externalId?: string;
  profile?: string;
}

export interface ConnectOptions {
  accounts: readonly AwsAccount[];
  /** Region in which STS is asked. */
  region: string;
  endpoint?: string;
  /** Sockets to one host at most. */
  sockets?: number;
  /** Keys in place of the standard places: the lab's. */
  credentials?: (account: AwsAccount) => Credentials;
}

export interface Connected {
  session: AwsSession;
  account: string;
  name: string;
}

/**
 * Finds credentials for each account and asks AWS who they are.
 *
 * @returns a session for each account, in the order given.
 * @throws PlumblineError AUTH_MISSING when there are none, or they are not accepted, or are those of another account.
 */
export async function connect(options: ConnectOptions): Promise<Connected[]> {
  // Its own deadlines would be timers beside ours: every call has a signal that ends it.
  const requestHandler = new CapturingHandler({
    socketAcquisitionWarningTimeout: 600_000,
    httpAgent: { maxSockets: options.sockets ?? 128, keepAlive: true },
    httpsAgent: { maxSockets: options.sockets ?? 128, keepAlive: true },
  });
  const wanted = options.accounts.length > 0 ? options.accounts : [{}];
  return Promise.all(wanted.map((account) => connectOne(options, account, requestHandler)));
}

async function connectOne(
  options: ConnectOptions,
  account: AwsAccount,
  requestHandler: CapturingHandler,
): Promise<Connected> {
  const credentials = await providerFor(options, account);
  const who = await callerIdentity(options, account, credentials(), requestHandler);
  if (account.id !== undefined && account.id !== who.account) {
    throw new PlumblineError(
      'AUTH_MISSING',
      `The credentials for account ${account.id} are those of account ${who.account}.`,
      {
        hint: account.role
          ? `Check the role ARN ${account.role} in the config.`
          : 'Name a role or a profile for this account in the config.',
      },
    );
  }
  const session = new AwsSession({
    account: who.account,
    identity: who.arn,
    credentials,
    requestHandler,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
  });
  return { session, account: who.account, name: account.name ?? who.account };
}

async function providerFor(options: ConnectOptions, account: AwsAccount): Promise<() => Credentials> {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const own = options.credentials;
  const base = (): Credentials =>
    own ? own(account) : fromNodeProviderChain(account.profile === undefined ? {} : { profile: account.profile });
  if (account.role === undefined) return base;
  const { role, externalId } = account;
  return () =>
    fromTemporaryCredentials({
      masterCredentials: base(),
      params: {
        RoleArn: role,
        RoleSessionName: 'plumbline',
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      },
      clientConfig: {
        region: options.region,
        ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      },
    });
}

async function callerIdentity(
  options: ConnectOptions,
  account: AwsAccount,
  credentials: Credentials,
  requestHandler: CapturingHandler,
): Promise<{ account: string; arn: string }> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({
    region: options.region,
    credentials,
    requestHandler,
    maxAttempts: 4,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
  });
  try {
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), {
      abortSignal: AbortSignal.timeout(60_000),
    });
    if (!Account || !Arn) throw new Error('the answer of sts:GetCallerIdentity names no account');
    return { account: Account, arn: Arn };
  } catch (error) {
    throw authError(account, error);
  }
}

/** HTTP status of an error of the SDK; undefined where no answer came. */
function status(error: Error): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode; // every SDK error may have it
}

function authError(account: AwsAccount, error: unknown): PlumblineError {
  const name = error instanceof Error ? error.name : '';
  const text = error instanceof Error ? error.message : String(error);
  const whose = account.name ?? account.id ?? account.role ?? 'the standard credentials';
  if (name === 'CredentialsProviderError') {
    return new PlumblineError('AUTH_MISSING', `No AWS credentials were found for ${whose}: ${text}`, {
      cause: error,
      hint: 'Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, run `aws sso login`, or run on an instance with a role.',
    });
  }
  if (error instanceof Error && 'code' in error && status(error) === undefined) {
    return new PlumblineError(
      'NETWORK',
      `AWS could not be reached to ask whose the credentials for ${whose} are: ${text}`,
      {
        cause: error,
        hint: 'Check the network, the proxy and the endpoint; sts:GetCallerIdentity is the first call of a scan.',
      },
    );
  }
  if (/Expired/.test(name)) {
    return new PlumblineError('AUTH_MISSING', `The AWS credentials for ${whose} have expired.`, {
      cause: error,
      hint: 'Sign in again (`aws sso login`) or take new keys.',
    });
  }
  return new PlumblineError('AUTH_MISSING', `AWS did not accept the credentials for ${whose}: ${name}: ${text}`, {
    cause: error,
    hint: account.role
      ? `Check that ${account.role} may be assumed by you, and its external id.`
      : 'Check the keys and the clock of this machine.',
  });
}
