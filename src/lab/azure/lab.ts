import { type Authority, makeAuthority } from '../authority.ts';
import type { Fault, LabOptions, LoggedRequest, OperationCount } from '../options.ts';
import { createRestEngine } from '../rest/engine.ts';
import { serve } from '../serve.ts';
import { azureDialect } from './dialect.ts';
import type { AzureEstate } from './estate.ts';
import { azureRoutes } from './routes.ts';

/** A running simulation of Azure: Resource Manager and the authority that gives out tokens, at one https address. */
export interface AzureLab {
  url: string;
  /** What a client has to trust, in PEM form. */
  ca: string;
  counts(): Record<string, OperationCount>;
  requests(): readonly LoggedRequest[];
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts it on loopback, over TLS: clients of Azure send no token over http. */
export async function startAzureLab(
  options: Omit<LabOptions, 'estate'> & { estate: AzureEstate; port?: number; authority?: Authority },
): Promise<AzureLab> {
  const { authority = await makeAuthority(), ...rest } = options;
  const engine = createRestEngine({ ...rest, routes: azureRoutes, dialect: azureDialect, scheme: 'https' });
  const { url, close } = await serve(engine, { port: options.port, tls: authority });
  return {
    url,
    ca: authority.ca,
    counts: engine.counts,
    requests: engine.requests,
    setFaults: engine.setFaults,
    close,
  };
}
