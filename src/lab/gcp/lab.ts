import type { Fault, LabOptions, LoggedRequest, OperationCount } from '../options.ts';
import { createRestEngine } from '../rest/engine.ts';
import { serve } from '../serve.ts';
import { gcpDialect } from './dialect.ts';
import type { GcpEstate } from './estate.ts';
import { gcpRoutes } from './routes.ts';

export interface GcpLabOptions extends Omit<LabOptions, 'estate' | 'maxSessionSeconds'> {
  estate: GcpEstate;
  port?: number;
  /** Certificate and key, in PEM: it then speaks https. */
  tls?: { cert: string; key: string };
}

/** A running simulation of Google Cloud: all services at one address, each under its name. */
export interface GcpLab {
  url: string;
  /**
   * Credentials in the form of a file for GOOGLE_APPLICATION_CREDENTIALS: those of workload identity federation, since
   * Google's library asks Google itself for the tokens of a service account's key.
   */
  credentials: Readonly<Record<string, unknown>>;
  counts(): Record<string, OperationCount>;
  requests(): readonly LoggedRequest[];
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts it on loopback. @throws PlumblineError INTERNAL when it cannot listen. */
export async function startGcpLab(options: GcpLabOptions): Promise<GcpLab> {
  const engine = createRestEngine({ ...options, routes: gcpRoutes, dialect: gcpDialect });
  const { url, close } = await serve(engine, { port: options.port, ...(options.tls ? { tls: options.tls } : {}) });
  return {
    url,
    credentials: {
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/lab/providers/lab',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/sts/v1/token`,
      credential_source: { url: `${url}/lab/subject-token`, format: { type: 'text' } },
    },
    counts: engine.counts,
    requests: engine.requests,
    setFaults: engine.setFaults,
    close,
  };
}
