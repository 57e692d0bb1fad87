import { RestSession } from '../rest/session.ts';
import { gcpError } from './errors.ts';
import { gcpOperations } from './operations.ts';
import { redactGcp } from './redact.ts';
import type { Tokens } from './tokens.ts';

export interface GcpSessionOptions {
  /** Project id. */
  project: string;
  /** Project number, where it is known: most answers name projects so. */
  number?: string;
  identity: string;
  tokens: Tokens;
  /** In place of `https://<service>.googleapis.com`: `<endpoint>/<service>`. */
  endpoint?: string;
}

/** A session for one project. */
export function gcpSession({ project, number, identity, tokens, endpoint }: GcpSessionOptions): RestSession {
  return new RestSession({
    provider: 'gcp',
    account: project,
    aliases: number === undefined ? [] : [number],
    identity,
    operations: gcpOperations,
    base: (service, region) => (endpoint ? `${endpoint}/${service}` : baseOf(service, region)),
    authorize: () => tokens.headers(),
    errorOf: gcpError,
    // Google's front end gives no id that its support could look up; where an API does, it is this one.
    requestIdHeader: 'x-goog-request-id',
    redact: redactGcp,
    renew: () => tokens.renew(),
  });
}

/** Services whose regional data is only behind addresses of that region. */
const regional: Readonly<Record<string, (region: string) => string>> = {
  // https://docs.cloud.google.com/vertex-ai/docs/general/locations
  aiplatform: (region) => `https://${region}-aiplatform.googleapis.com`,
  // https://cloud.google.com/security-command-center/docs/model-armor-overview (regional endpoints)
  modelarmor: (region) => `https://modelarmor.${region}.rep.googleapis.com`,
};

/**
 * Address of a service, as seen from a location.
 *
 * @throws Error for a location that is no location's name: it goes into the name of the host that gets our token.
 */
export function baseOf(service: string, region: string): string {
  if (!/^[a-z0-9-]+$/.test(region)) throw new Error('the location is no name of a location');
  return region === 'global'
    ? `https://${service}.googleapis.com`
    : (regional[service]?.(region) ?? `https://${service}.googleapis.com`);
}
