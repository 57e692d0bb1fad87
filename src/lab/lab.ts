import { PlumblineError } from '../model/errors.ts';
import { createEngine } from './engine.ts';
import type { Fault, LabOptions, LoggedRequest, OperationCount } from './options.ts';
import { serve } from './serve.ts';
import { type Credentials, labSecret } from './sessions.ts';

/** A running lab. */
export interface Lab {
  /** Endpoint for every client: `http://127.0.0.1:port`. */
  url: string;
  port: number;
  /** Requests by `service:Operation`. */
  counts(): Record<string, OperationCount>;
  /** Every request, oldest first; empty where `keepRequests` is false. */
  requests(): readonly LoggedRequest[];
  /** Replaces the faults from the next request on. */
  setFaults(faults: readonly Fault[]): void;
  /** Long-lived credentials of an account, by its name or id. @throws PlumblineError CONFIG_INVALID for a name unknown. */
  credentialsFor(account: string): Credentials;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

/**
 * Starts a simulated cloud on loopback that speaks AWS's wire protocols.
 *
 * @param options Estate and behaviour; `port` 0 or absent takes a free one.
 * @returns The lab, listening.
 * @throws PlumblineError INTERNAL when it cannot listen.
 */
export async function startLab(options: LabOptions & { port?: number }): Promise<Lab> {
  const engine = createEngine(options);
  const { url, port, close } = await serve(engine, options);
  return {
    url,
    port,
    counts: engine.counts,
    requests: engine.requests,
    setFaults: engine.setFaults,
    credentialsFor: (account) => credentialsOf(options, account),
    close,
  };
}

/** Long-lived credentials of an account of an estate. @throws PlumblineError CONFIG_INVALID for an unknown account. */
export function credentialsOf(options: Pick<LabOptions, 'estate'>, account: string): Credentials {
  const found = options.estate.accounts.find((item) => item.name === account || item.id === account);
  if (found === undefined) throw new PlumblineError('CONFIG_INVALID', `The lab has no account ${account}.`);
  return { accessKeyId: found.accessKeyId, secretAccessKey: labSecret(found.accessKeyId) };
}
