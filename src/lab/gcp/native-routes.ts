import { paging, projectOf, type Route } from './resources.ts';

/** Security Command Center: its findings, and which of its services run. */
export const nativeRoutes: readonly Route[] = [
  {
    service: 'securitycenter',
    operation: 'projects.sources.locations.findings.list',
    path: '/securitycenter/v2/projects/{project}/sources/-/locations/{location}/findings',
    list: (call) => {
      const { id, number, findings = [] } = projectOf(call);
      const filter = call.query.get('filter') ?? '';
      const named = [...filter.matchAll(/category="([^"]+)"/g)].map(([, name]) => name);
      // Once a day, so that a list that is asked again is the same.
      const looked = new Date(call.now - (call.now % 86_400_000)).toISOString();
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
          resource: { name: resource, cloudProvider: 'GOOGLE_CLOUD_PLATFORM' },
        }));
    },
    paging: paging('listFindingsResults', 10),
  },
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
