import type { GcpProject } from '../../gcp/estate.ts';
import { serviceAccounts } from './accounts.ts';
import { buckets } from './buckets.ts';
import { keys } from './keys.ts';
import { domain, folder, gcpPlace, organisation, projects } from './make.ts';
import { serveAgents } from './serve-agents.ts';
import { serveEndpoints } from './serve-endpoints.ts';
import { serveGuardrails } from './serve-guardrails.ts';
import { serveMonitors } from './serve-monitors.ts';
import { serveStores } from './serve-stores.ts';

/** Where models answer: behind a perimeter, with a forgotten pilot in another location. */
export function imagingServe(now: Date): GcpProject {
  const place = gcpPlace('serve', 'europe-west4', now);
  const pilot = gcpPlace('serve', 'us-central1', now);
  return {
    ...projects.serve,
    name: 'imaging-serve',
    above: [folder, organisation],
    enforced: ['storage.secureHttpTransport', 'storage.publicAccessPrevention', 'iam.disableServiceAccountKeyCreation'],
    allowed: {
      'vertexai.allowedModels': ['publishers/google/models/gemini-2.5-flash:predict'],
      'gcp.resourceLocations': ['in:eu-locations'],
    },
    policy: {
      version: 1,
      etag: 'BwYserve0001=',
      bindings: [
        { role: 'roles/owner', members: [`user:a.lindqvist@${domain}`, `user:m.okafor@${domain}`] },
        { role: 'roles/aiplatform.user', members: [`serviceAccount:${place.account('triage-serve')}`] },
      ],
      auditConfigs: [
        {
          service: 'aiplatform.googleapis.com',
          auditLogConfigs: [{ logType: 'ADMIN_READ' }, { logType: 'DATA_READ' }, { logType: 'DATA_WRITE' }],
        },
      ],
    },
    resources: {
      ...serveEndpoints(place, pilot),
      ...serveMonitors(place),
      ...serveStores(place),
      ...serveAgents(place),
      ...serveGuardrails(place),
      ...buckets('serve', place),
      ...keys('serve', place),
      ...serviceAccounts('serve', { 'triage-serve': {}, 'letter-assistant': {}, 'small-models': {} }),
    },
  };
}
