import type { JsonObject } from '../../model/json.ts';
import type { GcpProject } from './estate.ts';
import { type Call, paging, projectOf, type Route } from './resources.ts';

const service = 'securitycenter';

/** Findings of a project that the request asks for by their category. */
function findingsOf({ id, number, findings = [] }: GcpProject, { query, now }: Call): JsonObject[] {
  const named = [...(query.get('filter') ?? '').matchAll(/category="([^"]+)"/g)].map(([, name]) => name);
  // Once a day, so that a list that is asked again is the same.
  const looked = new Date(now - (now % 86_400_000)).toISOString();
  return findings
    .filter(({ category }) => named.length === 0 || named.includes(category))
    .map(({ category, resource, mute = 'UNDEFINED' }, index) => ({
      finding: {
        name: `projects/${number}/sources/5678/locations/global/findings/${id}-${index}`,
        parent: `projects/${number}/sources/5678/locations/global`,
        parentDisplayName: 'Security Health Analytics',
        category,
        state: 'ACTIVE',
        mute,
        severity: 'MEDIUM',
        findingClass: 'MISCONFIGURATION',
        resourceName: resource,
        eventTime: looked,
      },
      resource: {
        name: resource,
        cloudProvider: 'GOOGLE_CLOUD_PLATFORM',
        gcpMetadata: { project: `//cloudresourcemanager.googleapis.com/projects/${number}` },
      },
    }));
}

/** Security Command Center: its findings, and which of its services run. */
export const nativeRoutes: readonly Route[] = [
  {
    service,
    operation: 'projects.sources.locations.findings.list',
    path: `/${service}/v2/projects/{project}/sources/-/locations/{location}/findings`,
    list: (call) => findingsOf(projectOf(call), call),
    paging: paging('listFindingsResults', 10),
  },
  ...['folders', 'organizations'].map(
    (kind): Route => ({
      service,
      operation: `${kind}.sources.locations.findings.list`,
      path: `/${service}/v2/${kind}/{container}/sources/-/locations/{location}/findings`,
      list: (call) =>
        call.estate.projects
          .filter(({ above }) => above.includes(`${kind}/${call.params.container}`))
          .flatMap((one) => findingsOf(one, call)),
      paging: paging('listFindingsResults', 10),
    }),
  ),
  {
    service: 'securitycentermanagement',
    operation: 'securityCenterServices.list',
    path: '/securitycentermanagement/v1/projects/{project}/locations/{location}/securityCenterServices',
    list: (call) => {
      const { number, posture = 'ENABLED' } = projectOf(call);
      return ['security-health-analytics', 'event-threat-detection'].map((name) => ({
        name: `projects/${number}/locations/global/securityCenterServices/${name}`,
        intendedEnablementState: 'INHERITED',
        effectiveEnablementState: posture,
      }));
    },
    paging: paging('securityCenterServices'),
  },
];
