import type { Fault, LabOptions, LoggedRequest, OperationCount } from '../options.ts';
import { createRestEngine } from '../rest/engine.ts';
import { serve } from '../serve.ts';
import { mlflowDialect } from './dialect.ts';
import type { MlflowEstate } from './estate.ts';
import { mlflowRoutes } from './routes.ts';

export interface MlflowLabOptions extends Omit<LabOptions, 'estate' | 'maxSessionSeconds'> {
  estate: MlflowEstate;
  port?: number;
  /** Speaks https with these, for example of `makeAuthority`. */
  tls?: { cert: string; key: string };
}

/** A running simulated tracking server. */
export interface MlflowLab {
  url: string;
  counts(): Record<string, OperationCount>;
  requests(): readonly LoggedRequest[];
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts a simulated tracking server on loopback. @throws PlumblineError INTERNAL when it cannot listen. */
export async function startMlflowLab(options: MlflowLabOptions): Promise<MlflowLab> {
  const engine = createRestEngine({
    ...options,
    routes: mlflowRoutes,
    dialect: mlflowDialect,
    scheme: options.tls ? 'https' : 'http',
  });
  const { url, close } = await serve(engine, { port: options.port, ...(options.tls ? { tls: options.tls } : {}) });
  return { url, counts: engine.counts, requests: engine.requests, setFaults: engine.setFaults, close };
}
