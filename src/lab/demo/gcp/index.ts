import type { GcpEstate } from '../../gcp/estate.ts';
import type { Fault } from '../../options.ts';
import { demoRoles } from './accounts.ts';
import { domain, folder, organisation, projects } from './make.ts';
import { imagingServe } from './serve.ts';
import { imagingTrain } from './train.ts';

/**
 * The Google Cloud half of the demo organisation: one project where images are learnt from, one where models answer.
 *
 * @param now Moment that all its times are counted back from; two calls for the same minute give the same estate.
 */
export function demoGcp(now: Date): GcpEstate {
  return {
    scanner: `plumbline@${projects.serve.id}.iam.gserviceaccount.com`,
    projects: [imagingTrain(now), imagingServe(now)],
    containers: {
      [organisation]: {
        displayName: domain,
        policy: {
          etag: 'BwYorg0001=',
          bindings: [{ role: 'roles/resourcemanager.organizationAdmin', members: [`group:cloud-admins@${domain}`] }],
        },
      },
      [folder]: { displayName: 'clinical AI', parent: organisation, policy: { etag: 'BwYfolder0001=' } },
    },
    roles: demoRoles,
    perimeters: {
      [organisation]: [
        {
          policy: '412233445566',
          perimeters: [
            {
              name: 'accessPolicies/412233445566/servicePerimeters/clinical',
              title: 'clinical',
              status: {
                resources: [`projects/${projects.serve.number}`],
                restrictedServices: ['aiplatform.googleapis.com', 'storage.googleapis.com', 'bigquery.googleapis.com'],
                accessLevels: ['accessPolicies/412233445566/accessLevels/hospital'],
              },
            },
          ],
          levels: [
            {
              name: 'accessPolicies/412233445566/accessLevels/hospital',
              title: 'hospital',
              basic: { conditions: [{ ipSubnetworks: ['198.51.100.0/24'] }] },
            },
          ],
        },
      ],
    },
  };
}

/** What the scanner may not see: the online features of imaging-serve. */
export const demoGcpFaults: readonly Fault[] = [
  { kind: 'deny', service: 'aiplatform', operation: 'featureOnlineStores.list', account: 'imaging-serve' },
];
