import { type RestCall, RestError, type RestPaging, type RestRoute } from '../rest/route.ts';
import type { AzureDefender, AzureEstate, AzureSubscription } from './estate.ts';

type Call = RestCall<AzureEstate>;

const paging: RestPaging = { items: 'value', answer: 'nextLink', ask: '$skipToken', style: 'link', defaultSize: 50 };
const root = '/subscriptions/{subscriptionId}/providers';

function subscriptionOf({ estate, account }: Call): AzureSubscription | undefined {
  return estate.subscriptions.find((one) => one.id === account.id);
}

function defenderOf(call: Call): AzureDefender {
  const found = subscriptionOf(call)?.defender;
  if (found) return found;
  throw new RestError(409, {
    error: {
      code: 'MissingSubscriptionRegistration',
      message: "The subscription is not registered to use namespace 'Microsoft.Security'.",
    },
  });
}

/** A list of what Defender for Cloud keeps of the subscription. */
function kept(
  operation: string,
  path: string,
  of: (found: AzureDefender, base: string) => object[],
): RestRoute<AzureEstate> {
  return {
    service: 'security',
    operation,
    path: `${root}/Microsoft.Security/${path}`,
    list: (call) => of(defenderOf(call), `/subscriptions/${call.account.id}/providers/Microsoft.Security/${path}`),
    paging,
  };
}

/** What Azure itself found, and how that is switched on. */
export const nativeRoutes: readonly RestRoute<AzureEstate>[] = [
  {
    service: 'security',
    operation: 'Pricings_List',
    path: `${root}/Microsoft.Security/pricings`,
    handle: (call) => ({
      value: Object.entries(defenderOf(call).plans).map(([name, pricingTier]) => ({
        id: `/subscriptions/${call.account.id}/providers/Microsoft.Security/pricings/${name}`,
        name,
        type: 'Microsoft.Security/pricings',
        properties: {
          pricingTier,
          freeTrialRemainingTime: 'PT0S',
          resourcesCoverageStatus: pricingTier === 'Standard' ? 'FullyCovered' : 'NotCovered',
        },
      })),
    }),
  },
  {
    service: 'security',
    operation: 'Settings_List',
    path: `${root}/Microsoft.Security/settings`,
    list: (call) =>
      Object.entries(defenderOf(call).settings).map(([name, enabled]) => ({
        id: `/subscriptions/${call.account.id}/providers/Microsoft.Security/settings/${name}`,
        name,
        type: 'Microsoft.Security/settings',
        kind: name === 'Sentinel' ? 'AlertSyncSettings' : 'DataExportSettings',
        properties: { enabled },
      })),
    paging,
  },
  {
    service: 'security',
    operation: 'Assessments_List',
    path: `${root}/Microsoft.Security/assessments`,
    list: (call) =>
      defenderOf(call).assessments.map(({ resource, key, title, code, cause }) => ({
        id: `${resource}/providers/Microsoft.Security/assessments/${key}`,
        name: key,
        type: 'Microsoft.Security/assessments',
        properties: {
          displayName: title,
          resourceDetails: { source: 'Azure', id: resource },
          status: { code, ...(cause ? { cause } : {}) },
        },
      })),
    paging,
  },
  kept('SubAssessments_ListAll', 'subAssessments', ({ weaknesses = [] }) =>
    weaknesses.map(({ resource, key, title, code }, index) => ({
      id: `${resource}/providers/Microsoft.Security/assessments/${key}/subAssessments/${index}`,
      name: String(index),
      type: 'Microsoft.Security/assessments/subAssessments',
      properties: {
        id: String(index),
        displayName: title,
        resourceDetails: { source: 'Azure', id: resource },
        status: { code, severity: 'High' },
      },
    })),
  ),
  kept('Alerts_List', 'alerts', ({ alerts = [] }, base) =>
    alerts.map(({ resource, type, title, severity, status, at, quotes = {} }, index) => ({
      id: base.replace(/alerts$/, `locations/westeurope/alerts/${index}`),
      name: String(index),
      type: 'Microsoft.Security/Locations/alerts',
      properties: {
        version: '2022-01-01',
        alertType: type,
        alertDisplayName: title,
        severity,
        status,
        timeGeneratedUtc: at,
        resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: resource }],
        extendedProperties: quotes,
      },
    })),
  ),
  kept('RegulatoryComplianceStandards_List', 'regulatoryComplianceStandards', ({ standards = {} }, base) =>
    Object.entries(standards).map(([name, { state, failed }]) => ({
      id: `${base}/${name}`,
      name,
      type: 'Microsoft.Security/regulatoryComplianceStandards',
      properties: { state, passedControls: 40, failedControls: failed, skippedControls: 0, unsupportedControls: 3 },
    })),
  ),
  kept('SecureScores_List', 'secureScores', ({ score }, base) =>
    score === undefined
      ? []
      : [
          {
            id: `${base}/ascScore`,
            name: 'ascScore',
            type: 'Microsoft.Security/secureScores',
            properties: { displayName: 'ASC score', score: { max: 58, current: 58 * score, percentage: score } },
          },
        ],
  ),
  {
    service: 'authorization',
    operation: 'PolicyAssignments_List',
    path: `${root}/Microsoft.Authorization/policyAssignments`,
    list: (call) => subscriptionOf(call)?.policyAssignments ?? [],
    paging,
  },
  {
    service: 'authorization',
    operation: 'PolicyExemptions_List',
    path: `${root}/Microsoft.Authorization/policyExemptions`,
    list: (call) => subscriptionOf(call)?.policyExemptions ?? [],
    paging,
  },
  {
    service: 'policyinsights',
    operation: 'PolicyStates_ListQueryResultsForSubscription',
    method: 'POST',
    path: `${root}/Microsoft.PolicyInsights/policyStates/latest/queryResults`,
    list: (call) => {
      const named = [...(call.query.get('$filter') ?? '').matchAll(/PolicyDefinitionName eq '([^']+)'/g)].map(
        ([, name]) => name,
      );
      // Once a day, so that a list that is asked again is the same.
      const looked = new Date(call.now - (call.now % 86_400_000)).toISOString();
      return (subscriptionOf(call)?.policyStates ?? [])
        .filter(({ definition }) => named.length === 0 || named.includes(definition.split('/').at(-1)))
        .map(({ resource, definition, state }) => ({
          '@odata.id': null,
          timestamp: looked,
          resourceId: resource,
          policyAssignmentId: `/subscriptions/${call.account.id}/providers/Microsoft.Authorization/policyAssignments/hv-ai`,
          policyDefinitionId: definition,
          complianceState: state,
        }));
    },
    paging: { ...paging, answer: '@odata.nextLink', ask: '$skiptoken' },
  },
];
