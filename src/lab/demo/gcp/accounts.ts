import type { JsonObject } from '../../../model/json.ts';
import { type ProjectName, projects } from './make.ts';

/** What the roles of the demo allow, as far as anybody asks. @see https://cloud.google.com/iam/docs/roles-permissions */
export const demoRoles: Readonly<Record<string, readonly string[]>> = {
  'roles/viewer': ['resourcemanager.projects.get', 'aiplatform.models.get'],
  'roles/editor': ['iam.serviceAccounts.actAs', 'storage.buckets.list', 'compute.instances.create'],
  'roles/owner': ['resourcemanager.projects.setIamPolicy', 'iam.serviceAccounts.actAs', 'storage.buckets.list'],
  'roles/resourcemanager.organizationAdmin': [
    'resourcemanager.organizations.setIamPolicy',
    'resourcemanager.projects.setIamPolicy',
    'resourcemanager.projects.get',
  ],
  'roles/aiplatform.user': ['aiplatform.customJobs.create', 'aiplatform.endpoints.predict', 'aiplatform.models.get'],
  'roles/aiplatform.admin': ['aiplatform.models.delete', 'aiplatform.endpoints.setIamPolicy'],
  'roles/storage.objectViewer': ['storage.objects.get', 'storage.objects.list'],
  'roles/bigquery.dataViewer': ['bigquery.tables.get', 'bigquery.tables.getData'],
};

/** Service accounts of a project by nickname; those with a key that somebody made, and those that others may act as. */
export function serviceAccounts(
  project: ProjectName,
  names: Readonly<Record<string, { keys?: JsonObject[]; policy?: JsonObject }>>,
): Record<string, JsonObject[]> {
  const { id, number } = projects[project];
  const account = (email: string, more: JsonObject = {}): JsonObject => ({
    name: `projects/${id}/serviceAccounts/${email}`,
    projectId: id,
    email,
    ...more,
  });
  return {
    'iam/serviceAccounts': [
      account(`${number}-compute@developer.gserviceaccount.com`, { displayName: 'Default compute service account' }),
      ...Object.entries(names).map(([name, more]) => account(`${name}@${id}.iam.gserviceaccount.com`, more)),
    ],
  };
}
