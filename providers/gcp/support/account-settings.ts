import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  overScope,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, googleList } from '../rows/common.ts';
import { inPerimeter, perimeterReads } from '../rows/network.ts';
import { policiesInEffect } from '../rows/org-policy.ts';
import { projectThere } from '../rows/organisation.ts';
import { prevention } from './bucket-rows.ts';

/** @see https://cloud.google.com/security-command-center/docs/reference/security-center-management/rest/v1/projects.locations.securityCenterServices (2026-11) */
interface SccService {
  name?: string;
  effectiveEnablementState?: string;
}

const { raw } = answersOf<{ 'securityCenterServices.list': { securityCenterServices?: SccService[] } }>(
  'securitycentermanagement',
);

/**
 * Constraints that bear on machine learning: those of notebooks and models, and the general ones.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints (2026-11)
 */
export const constraints: readonly string[] = [
  'ainotebooks.accessMode',
  'ainotebooks.disableFileDownloads',
  'ainotebooks.disableRootAccess',
  'ainotebooks.disableTerminal',
  'ainotebooks.environmentOptions',
  'ainotebooks.requireAutoUpgradeSchedule',
  'ainotebooks.restrictPublicIp',
  'ainotebooks.restrictVpcNetworks',
  'vertexai.allowedModels',
  'vertexai.allowedPartnerModelFeatures',
  'compute.requireOsLogin',
  'compute.requireShieldedVm',
  'compute.vmExternalIpAccess',
  'gcp.resourceLocations',
  'gcp.restrictNonCmekServices',
  'iam.allowedPolicyMemberDomains',
  'iam.automaticIamGrantsForDefaultServiceAccounts',
  'iam.disableServiceAccountKeyCreation',
  'storage.publicAccessPrevention',
  'storage.uniformBucketLevelAccess',
];
const effect = policiesInEffect(constraints);
const untagged = notExposed('Ask for the labels of the project, from its settings page.');

/** Whether the checks of settings in Security Command Center run, after all that is inherited. */
const checks: Spec<string[]> = derive(
  [raw('securityCenterServices.list', '/securityCenterServices')],
  (services): string[] | MissingValue => {
    const own = 'security-health-analytics';
    const found = (services ?? []).find(
      // Names come in both spellings.
      ({ name = '' }) => name.split('/').at(-1)?.toLowerCase().replaceAll('_', '-') === own,
    );
    if (found?.effectiveEnablementState === 'ENABLED') return [own];
    return found?.effectiveEnablementState === 'DISABLED'
      ? []
      : missing('the answer does not say whether Security Health Analytics runs');
  },
);

/** What is set for a whole project. */
export const accountSettings = collector({
  provider: 'gcp',
  id: 'gcp/support/account-settings',
  service: 'account',
  kind: 'account.settings',
  nativeType: 'cloudresourcemanager.googleapis.com/Project',
  at: 'account',
  one: ({ account, accountName }) => ({ name: `projects/${account}`, title: accountName }),
  reads: [
    effect.read,
    prevention.read,
    ...perimeterReads,
    {
      service: 'securitycentermanagement',
      operation: 'securityCenterServices.list',
      permission: 'securitycentermanagement.securityCenterServices.list',
      pages: { ...googleList.paging, items: 'securityCenterServices' },
      input: () => ({}),
    },
  ],
  keep: projectThere,
  uid: (item) => `//cloudresourcemanager.googleapis.com/${String(item.name)}`,
  name: (item) => String(item.title),
  facts: {
    region: fromScope((answers) => answers.scope.region),
    processing: notSupported('It is no place where anything runs.'),
    idleStopMinutes: notSupported('It does not run, so it cannot idle.'),
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    state: alwaysActive,
    createdAt: notSupported(),
    modifiedAt: notSupported(),
    lastUsedAt: notSupported(),
    threatDetection: notExposed('Ask whether AI Protection is on in Security Command Center.'),
    nativePosture: checks,
    openFindings: notExposed('Ask for the active findings of Security Command Center on Vertex AI.'),
    postureScore: notSupported('Security Command Center keeps no such score for a project.'),
    integrations: notExposed('Ask which security products are connected to the organisation.'),
    aiDataOptOut: notSupported('There is no such switch: Google trains no models with the data of customers.'),
    policies: effect.policies,
    publicStorageBlocked: prevention.enforced,
    perimeter: inPerimeter('aiplatform.googleapis.com', ['in', 'out']),
    maxTokenDays: notSupported('Access tokens live for hours.'),
    staticModelKeys: notExposed('Ask for the API keys of the project that are not limited to services without models.'),
    inUse: overScope(),
    alertsOn: notExposed(
      'Ask for the log-based alert on job events and on writes to training data, its channel, and one alert that arrived.',
    ),
    // Changes are always recorded, and kept for 400 days.
    auditTrail: byDesign('on', 'https://cloud.google.com/logging/docs/audit#admin-activity', '2026-11') as Spec<
      'on' | 'off'
    >,
  },
  links: {},
});
