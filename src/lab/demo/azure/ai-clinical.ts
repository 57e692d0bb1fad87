import type { AzureSubscription } from '../../azure/estate.ts';
import { clinicalAssistant } from './clinical/assistant.ts';
import { clinicalFeatures } from './clinical/features.ts';
import { clinicalFoundations } from './clinical/foundations.ts';
import { clinicalModels } from './clinical/models.ts';
import { clinicalMaker, identities, names } from './clinical/names.ts';
import { clinicalServing } from './clinical/serving.ts';
import { clinicalWorkspace } from './clinical/workspace.ts';
import { accountAdvice, benchmarkFor, ids, logsTo, policyStates, role, roles } from './make.ts';

const { account, workspace, endpoint, features, search, vault, storage } = names;

/** Where patients are served: mostly as it should be. One pilot deployment answers behind a filter that filters nothing. */
export function aiClinical(now: Date): AzureSubscription {
  const { base } = clinicalMaker(now);
  const logSpace = `${base}/${names.logs}`;
  return {
    id: ids.clinical,
    name: 'ai-clinical',
    resources: [
      clinicalAssistant,
      clinicalWorkspace,
      clinicalModels,
      clinicalServing,
      clinicalFeatures,
      clinicalFoundations,
    ].flatMap((part) => part(now)),
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
        principalId: identities.workspace,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
    ],
    defender: {
      plans: { CloudPosture: 'Standard', AI: 'Standard', StorageAccounts: 'Standard', KeyVaults: 'Free' },
      settings: { MCAS: true, WDATP: true, Sentinel: true },
      assessments: accountAdvice(`${base}/${account}`, 'Healthy', 'Healthy'),
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
      [`${base}/${vault}`]: [logsTo(logSpace, 'audit')],
      [`${base}/${storage}/blobServices/default`]: [logsTo(logSpace, 'audit')],
    },
  };
}
