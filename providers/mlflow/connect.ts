import { PlumblineError } from '../../src/model/errors.ts';
import { CallError } from '../../src/model/provider.ts';
import { serverId } from './address.ts';
import { authorizer } from './auth.ts';
import type { MlflowAuth, MlflowServer } from './auth-config.ts';
import { MlflowSession } from './session.ts';

export interface Connected {
  session: MlflowSession;
  account: string;
  name: string;
}

/**
 * Signs in to each server, by asking for one experiment.
 *
 * @returns a session for each server, in the order given.
 * @throws PlumblineError AUTH_MISSING when credentials are not found or not accepted; NETWORK when a server cannot be reached.
 */
export async function connect(servers: readonly MlflowServer[]): Promise<Connected[]> {
  return Promise.all(servers.map(connectOne));
}

async function connectOne({ id, name, url, auth }: MlflowServer): Promise<Connected> {
  const how = auth ?? { kind: 'none' };
  const account = id ?? serverId(url);
  const session = new MlflowSession({ account, url, auth: how.kind, authorizer: await authorizer(how) });
  try {
    await firstCall(session);
  } catch (error) {
    const problem = refusal(error, name ?? url, how);
    if (problem) throw problem;
  }
  return { session, account, name: name ?? account };
}

/** Asked again when the connection broke: a server may close one that lay idle while the request is on its way. */
async function firstCall(session: MlflowSession, attemptsLeft = 2): Promise<void> {
  try {
    await session.send({
      service: 'mlflow',
      operation: 'SearchExperiments',
      region: 'global',
      input: { max_results: 1 },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    if (!(error instanceof CallError) || error.failure.code !== 'NETWORK' || attemptsLeft === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await firstCall(session, attemptsLeft - 1);
  }
}

/** What stops a scan before it begins. Anything else (throttling, a broken answer) is the gate's, and becomes a gap. */
function refusal(error: unknown, server: string, auth: MlflowAuth): PlumblineError | undefined {
  if (!(error instanceof CallError)) throw error;
  const { code, status, message, errorCode } = error.failure;
  if (status === 0 && (code === 'NETWORK' || code === 'REJECTED' || code === 'TIMED_OUT'))
    return new PlumblineError('NETWORK', `The tracking server ${server} could not be reached: ${message}`, {
      cause: error,
      hint: 'Check the URL, the network and, for https, certificate_authorities in the config.',
    });
  if (code === 'AUTH_EXPIRED')
    return new PlumblineError('AUTH_MISSING', `The credentials for ${server} have expired: ${message}`, {
      cause: error,
      hint: 'Take a new token and put it where the config says.',
    });
  if (status === 401 || (status >= 300 && status < 400))
    return new PlumblineError('AUTH_MISSING', `${server} did not accept the credentials: ${errorCode}`, {
      cause: error,
      hint:
        auth.kind === 'none'
          ? 'The server asks who is there: name user and password, or a token, under mlflow.servers[].auth.'
          : 'Check user, password or token, and what mlflow.servers[].auth says of their place.',
    });
  return undefined;
}
