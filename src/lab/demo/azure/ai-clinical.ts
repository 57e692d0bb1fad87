import type { AzureSubscription } from '../../azure/estate.ts';
import { clinicalAssistant } from './clinical/assistant.ts';
import { clinicalFeatures } from './clinical/features.ts';
import { clinicalFoundations } from './clinical/foundations.ts';
import { clinicalModels } from './clinical/models.ts';
import { clinicalMaker, identities, names } from './clinical/names.ts';
import { clinicalServing } from './clinical/serving.ts';
import { clinicalWorkspace } from './clinical/workspace.ts';
import { clinicalLakehouse } from './databricks.ts';
import { imageWeaknesses, jailbreak } from './findings.ts';
import { assistantProject } from './foundry.ts';
import { accountAdvice, benchmarkFor, ids, logsTo, policyStates, role, roles } from './make.ts';
import { clinicalNetwork } from './network.ts';

const { account, workspace, endpoint, features, search, vault, storage } = names;

/** Where patients are served: mostly as it should be. One pilot deployment answers behind a filter that filters nothing. */
export function aiClinical(now: Date): AzureSubscription {
  const { made, base } = clinicalMaker(now);
  const { ago } = made;
  const logSpace = `${base}/${names.logs}`;
  return {
    id: ids.clinical,
    name: 'ai-clinical',
    resources: [
      ...clinicalAssistant(now),
      ...assistantProject(made, account, identities.letters),
      ...clinicalWorkspace(now),
      ...clinicalLakehouse(made, identities.lakehouse),
      ...clinicalNetwork(made),
      ...clinicalModels(now),
      ...clinicalServing(now),
      ...clinicalFeatures(now),
      ...clinicalFoundations(now),
    ],
    roleAssignments: [
      {
        principalId: identities.assistant,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
      {
        principalId: identities.sepsis,
        roleDefinitionId: role(ids.clinical, roles.dataScientist),
        scope: `${base}/${workspace}`,
      },
      {
        principalId: identities.lakehouse,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
      {
        principalId: identities.letters,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
      {
        principalId: identities.workspace,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
    ],
    defender: {
      plans: { CloudPosture: 'Standard', AI: 'Standard', StorageAccounts: 'Standard', KeyVaults: 'Free' },
      settings: { MCAS: true, WDATP: true, Sentinel: true },
      assessments: accountAdvice(`${base}/${account}`, 'Healthy', 'Healthy'),
      weaknesses: imageWeaknesses(`${base}/Microsoft.ContainerRegistry/registries/hvclinical`),
      // One was looked into and closed; nobody has answered the other.
      alerts: [jailbreak(`${base}/${account}`, 'Resolved', ago(31)), jailbreak(`${base}/${account}`, 'Active', ago(3))],
      score: 0.86,
      standards: {
        'Microsoft-cloud-security-benchmark': { state: 'Failed', failed: 4 },
        'ISO-27001': { state: 'Passed', failed: 0 },
      },
    },
    policyAssignments: [
      benchmarkFor(ids.clinical),
      {
        id: `/subscriptions/${ids.clinical}/providers/Microsoft.Authorization/policyAssignments/no-public-storage`,
        name: 'no-public-storage',
        type: 'Microsoft.Authorization/policyAssignments',
        properties: {
          displayName: 'No public storage',
          policyDefinitionId:
            '/providers/Microsoft.Authorization/policyDefinitions/4fa4b6c0-31ca-4c0d-b10d-24b96f62a751',
          scope: `/subscriptions/${ids.clinical}`,
          notScopes: [],
          enforcementMode: 'Default',
          parameters: { effect: { value: 'Deny' } },
        },
      },
    ],
    policyStates: policyStates([
      [`${base}/${workspace}`, 'workspaceClosed', 'Compliant'],
      [`${base}/${workspace}`, 'workspaceKey', 'Compliant'],
      [`${base}/${workspace}`, 'workspaceOutbound', 'Compliant'],
      [`${base}/${workspace}/computes/training`, 'computeNoKeys', 'Compliant'],
      [`${base}/${account}`, 'accountNoKeys', 'Compliant'],
      [`${base}/${account}`, 'accountLogged', 'Compliant'],
      [`${base}/${search}`, 'searchClosed', 'Compliant'],
      [`${base}/${search}`, 'searchNoKeys', 'Compliant'],
      [`${base}/${search}`, 'searchKey', 'Compliant'],
      [`${base}/Microsoft.Databricks/workspaces/clinical-lakehouse`, 'lakehouseClosed', 'Compliant'],
    ]),
    activityLog: [
      {
        id: `/subscriptions/${ids.clinical}/providers/Microsoft.Insights/diagnosticSettings/activity-to-security`,
        name: 'activity-to-security',
        type: 'Microsoft.Insights/diagnosticSettings',
        properties: {
          workspaceId: logSpace,
          logs: ['Administrative', 'Security', 'Policy', 'Alert'].map((category) => ({ category, enabled: true })),
        },
      },
    ],
    diagnostics: {
      [`${base}/${account}`]: [logsTo(logSpace, 'audit', 'allLogs')],
      [`${base}/${workspace}`]: [logsTo(logSpace, 'audit')],
      [`${base}/${features}`]: [logsTo(logSpace, 'audit')],
      [`${base}/${endpoint}`]: [logsTo(logSpace, 'allLogs')],
      [`${base}/${search}`]: [logsTo(logSpace, 'allLogs')],
      [`${base}/Microsoft.Databricks/workspaces/clinical-lakehouse`]: [logsTo(logSpace, 'allLogs')],
      [`${base}/${vault}`]: [logsTo(logSpace, 'audit')],
      [`${base}/${storage}/blobServices/default`]: [logsTo(logSpace, 'audit')],
    },
  };
}
