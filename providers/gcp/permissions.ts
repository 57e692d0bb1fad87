import { PlumblineError } from '../../src/model/errors.ts';
import type { CallSpec } from '../../src/model/provider.ts';

/** A role for the identity that scans, in the forms that people install it. */
export interface GcpRole {
  /** Role definition for `gcloud iam roles create --file`. */
  yaml: string;
  /** The same as a Terraform resource. */
  terraform: string;
}

/** What finding the projects needs; `resourcemanager.folders` and `.organizations` only where the config names some. */
export const discoveryPermissions: readonly string[] = [
  'resourcemanager.projects.get',
  'cloudasset.assets.searchAllResources',
];

const title = 'Plumbline read';
const description = 'Reads how machine learning is set up. Predicts nothing, reads no data, changes nothing.';

/**
 * The least that a scan needs in a project or an organisation.
 *
 * @throws PlumblineError INTERNAL when a permission is no read of settings: a scan must not be able to ask for it.
 * @see https://cloud.google.com/iam/docs/creating-custom-roles
 */
export function gcpRole(calls: readonly Pick<CallSpec, 'permission'>[]): GcpRole {
  const permissions = [...new Set([...discoveryPermissions, ...calls.map((one) => one.permission)])].sort();
  for (const one of permissions) assertRead(one);
  return { yaml: yamlOf(permissions), terraform: terraformOf(permissions) };
}

/** Reads by name, but of what customers keep, or of keys to it, or that run a model. */
const readsContent: ReadonlySet<string> = new Set([
  'storage.objects.get',
  'storage.objects.list',
  'bigquery.tables.getData',
  'bigquery.jobs.get',
  'secretmanager.versions.get',
  'artifactregistry.files.get',
  'logging.logEntries.list',
  'aiplatform.featureViews.fetchFeatureValues',
]);

/** @throws PlumblineError INTERNAL when the permission is no `service.things.get`, `list`, or search of names and policies. */
export function assertRead(permission: string): void {
  const form =
    /^[a-z]+(\.[A-Za-z]+)+\.(get|list|getIamPolicy|getEffectivePolicy|getRegionEffectiveFirewalls|searchAllResources)$/;
  if (!form.test(permission) || readsContent.has(permission)) {
    throw new PlumblineError('INTERNAL', `${permission} is no permission to read settings`, {
      hint: 'A scan reads how things are set, never what is in them. Declare another operation.',
    });
  }
}

/**
 * Rights on folders, organisations, access policies and organisation policies mean nothing without an organisation.
 *
 * @see https://cloud.google.com/iam/docs/custom-roles-permissions-support
 */
const above = /^(accesscontextmanager\.|orgpolicy\.|resourcemanager\.(folders|organizations)\.)/;

function yamlOf(permissions: readonly string[]): string {
  const list = permissions.map((one) => `- ${one}\n`).join('');
  return [
    '# gcloud iam roles create plumblineRead --organization=ORGANISATION_NUMBER --file=role.yaml',
    `# In a project without an organisation leave out: ${permissions.filter((one) => above.test(one)).join(', ')}`,
    `title: ${title}\ndescription: ${description}\nstage: GA\nincludedPermissions:\n${list}`,
  ].join('\n');
}

function terraformOf(permissions: readonly string[]): string {
  const list = permissions.map((one) => `    "${one}",\n`).join('');
  return [
    'variable "organisation" {',
    '  type        = string',
    '  description = "Number of the organisation: rights on folders and perimeters exist there only."',
    '}',
    '',
    'resource "google_organization_iam_custom_role" "plumbline" {',
    '  org_id      = var.organisation',
    '  role_id     = "plumblineRead"',
    `  title       = "${title}"`,
    `  description = "${description}"`,
    '  permissions = [',
    `${list}  ]`,
    '}',
    '',
  ].join('\n');
}
