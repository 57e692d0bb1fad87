import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  overScope,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import {
  type Assignment,
  coveringOf,
  type Exemption,
  hasBenchmark,
  publicStorageDenied,
} from '../analysis/policy-assignments.ts';
import { armPaging } from '../rows/arm.ts';
import { planned, plansRead } from '../rows/defender-plans.ts';
import { type DiagnosticSettings, destinationOf } from '../rows/logging.ts';
import { notRegistered } from '../rows/registration.ts';
import { openFindings, postureScore, securityReads } from './security-findings.ts';

/** An item of Settings - List, api-version 2022-05-01. */
interface Setting {
  name: string;
  properties?: { enabled?: boolean };
}

const security = answersOf<{ Settings_List: { value: Setting[] } }>('security');
const policies = answersOf<{
  PolicyAssignments_List: { value: Assignment[] };
  PolicyExemptions_List: { value: Exemption[] };
}>('authorization');
const insights = answersOf<{ SubscriptionDiagnosticSettings_List: DiagnosticSettings }>('insights');

const exemptions = policies.raw('PolicyExemptions_List', '/value');
const covering = derive(
  [policies.raw('PolicyAssignments_List', '/value'), fromScope((answers) => answers.scope.account)],
  (list, account) => coveringOf(list ?? [], account),
);

const untagged = notExposed('the tags of the subscription, from its overview page');

/** What is set for a whole subscription. */
export const accountSettings = collector({
  provider: 'azure',
  id: 'azure/support/account-settings',
  service: 'account',
  kind: 'account.settings',
  nativeType: 'Microsoft.Resources/subscriptions',
  at: 'account',
  one: (scope) => ({ id: `/subscriptions/${scope.account}`, name: scope.accountName }),
  reads: [
    plansRead,
    {
      service: 'security',
      operation: 'Settings_List',
      permission: 'Microsoft.Security/settings/read',
      answers: notRegistered,
      input: () => ({}),
      pages: { items: 'value', ...armPaging },
    },
    {
      service: 'authorization',
      operation: 'PolicyAssignments_List',
      permission: 'Microsoft.Authorization/policyAssignments/read',
      input: () => ({}),
      pages: { items: 'value', ...armPaging },
    },
    {
      service: 'authorization',
      operation: 'PolicyExemptions_List',
      permission: 'Microsoft.Authorization/policyExemptions/read',
      input: () => ({ $filter: 'excludeExpired()' }),
      pages: { items: 'value', ...armPaging },
    },
    {
      service: 'insights',
      operation: 'SubscriptionDiagnosticSettings_List',
      permission: 'Microsoft.Insights/diagnosticSettings/read',
      memo: true,
      input: () => ({}),
      pages: { items: 'value', ...armPaging },
    },
    ...securityReads,
  ],
  uid: (item) => String(item.id).toLowerCase(),
  name: (item) => String(item.name),
  facts: {
    region: fromScope((answers) => answers.scope.region),
    processing: notSupported('It is no place where anything runs.'),
    idleStopMinutes: notSupported('It does not run, so it cannot idle.'),
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    state: fromScope(() => 'active' as const),
    createdAt: notSupported(),
    modifiedAt: notSupported(),
    lastUsedAt: notSupported(),
    threatDetection: derive([planned('AI')], (on) => (on ? ('on' as const) : ('off' as const))),
    // Any of them is enough; that there is none is known only when nothing else is assigned.
    nativePosture: deriveSome(
      [
        planned('CloudPosture'),
        derive([covering, exemptions], (list, exempted) => hasBenchmark(list, exempted ?? [])),
        covering,
      ],
      (cspm, benchmark, assigned): string[] | MissingValue => {
        const found = [
          ...(cspm === true ? ['defender-cspm'] : []),
          ...(benchmark === true ? ['azure-policy-benchmark'] : []),
        ];
        if (found.length > 0) return found;
        const lacking = [cspm, benchmark, assigned].find(isMissingValue);
        if (lacking) return lacking;
        return Array.isArray(assigned) && assigned.length > 0
          ? missing('whether what is assigned checks machine learning, from the definitions', 'not-exposed')
          : [];
      },
    ),
    // One that is not listed was never connected.
    integrations: derive([security.raw('Settings_List', '/value')], (list) =>
      (list ?? []).filter((one) => one.properties?.enabled === true).map((one) => one.name),
    ),
    openFindings,
    postureScore,
    publicStorageBlocked: derive([covering, exemptions], (list, exempted) => publicStorageDenied(list, exempted ?? [])),
    // The platform keeps ninety days by itself, as AWS does without a trail.
    auditTrail: derive([insights.raw('SubscriptionDiagnosticSettings_List', '/value')], (list) => {
      const kept = (list ?? []).some(
        ({ properties }) =>
          destinationOf(properties) !== '' &&
          (properties.logs ?? []).some(
            (one) => one.enabled && (one.category === 'Administrative' || one.categoryGroup === 'allLogs'),
          ),
      );
      return kept ? ('on' as const) : ('off' as const);
    }),
    inUse: overScope(),
    aiDataOptOut: notSupported('There is no such switch: Microsoft trains no models with the data of customers.'),
    policies: notExposed('which policies apply, and which of them deny, from the compliance page of Azure Policy'),
    perimeter: notSupported('A network security perimeter holds resources, not a subscription.'),
    maxTokenDays: notSupported('The tenant decides how long tokens live.'),
    staticModelKeys: notSupported('Keys belong to the accounts of AI services, and are judged there.'),
    alertsOn: notExposed(
      'Ask for the scheduled query rule on job events and on writes to training data, its action group, and one alert that arrived.',
    ),
  },
  links: {},
});
