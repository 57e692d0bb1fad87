import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmIdentity, type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';

/**
 * An item of Schedules - List, api-version 2025-12-01, whose action is a model monitor.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/schedules/list
 */
interface Schedule extends ArmResource {
  properties: {
    isEnabled?: boolean;
    tags?: Record<string, string>;
    action?: {
      actionType?: string;
      monitorDefinition?: {
        computeConfiguration?: { computeIdentity?: { computeIdentityType?: string; identity?: ArmIdentity | null } };
        signals?: Record<string, { signalType?: string; referenceData?: object | null } | null>;
        monitoringTarget?: { deploymentId?: string; modelId?: string };
        alertNotificationSettings?: { emailNotificationSettings?: { emails?: string[] } };
      };
    };
  };
}

const operation = 'Schedules_List';
const { common, field } = armRows<Schedule>('machinelearning', operation, { tags: '/properties/tags' });
const definition = field('/properties/action/monitorDefinition');
type Definition = NonNullable<NonNullable<Schedule['properties']['action']>['monitorDefinition']>;

/** @see https://learn.microsoft.com/azure/machine-learning/concept-model-monitoring */
const signals = {
  datadrift: 'data-drift',
  dataquality: 'data-quality',
  predictiondrift: 'prediction-drift',
  featureattributiondrift: 'attribution-drift',
  modelperformance: 'model-quality',
  custom: 'custom',
  generationsafetyquality: 'custom',
  generationtokenstatistics: 'custom',
} as const;

/** Signals that name what they compare with; others are measured by a component of their own. */
const comparing = new Set([
  'datadrift',
  'dataquality',
  'predictiondrift',
  'featureattributiondrift',
  'modelperformance',
]);

type Signal = (typeof signals)[keyof typeof signals];

const identity = identityOf(field('/properties/action/monitorDefinition/computeConfiguration/computeIdentity'));

/** Whose rights the machines of a monitor have: those of a token of the one who made it, or of an identity that is named. */
function identityOf(settings: Spec<unknown>) {
  const named = derive([settings], (value) => {
    const { computeIdentityType, identity } = (value ?? {}) as { computeIdentityType?: string; identity?: ArmIdentity }; // as the API types it
    const word = String(computeIdentityType).toLowerCase();
    if (word === 'amltoken') return undefined;
    if (word !== 'managedidentity') return missing(`computeIdentityType ${word} is not known to this version`);
    return identity ?? missing('the answer does not say which identity the monitor has');
  });
  const own = managedIdentity(named);
  return {
    facts: {
      runsAs: derive([named, own.facts.runsAs], (one, as) => (one === undefined ? ('default' as const) : as)),
    },
    links: own.links,
  };
}

export const monitors = collector({
  provider: 'azure',
  id: 'azure/ml/monitor',
  service: 'machinelearning',
  kind: 'ml.monitor',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/schedules',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/schedules/read',
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/workspace', input: (workspace) => ({ workspace: String(workspace.id) }) },
  },
  reads: [],
  // Other schedules start jobs; they watch nothing.
  keep: ({ item }) => at(item, '/properties/action/actionType') === 'CreateMonitor',
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    ...common,
    region: regionOfWorkspace,
    state: derive([field('/properties/isEnabled')], (on) =>
      on === false ? ('stopped' as const) : ('active' as const),
    ),
    lastUsedAt: notExposed('the runs of the schedule, from the studio'),
    idleStopMinutes: notSupported('A schedule is no machine.'),
    keyAtRest: notExposed('the key of the storage account of the workspace; see there'),
    stores: notExposed('the key of the storage account of the workspace; see there'),
    nodeTraffic: notExposed('whether the serverless Spark of the platform encrypts between its machines'),
    clientTls: notSupported('A monitor takes no requests.'),
    network: notExposed('the managed network of the workspace; see there'),
    egress: notExposed('the managed network of the workspace; see there'),
    publicIp: notSupported('A monitor has no machine of its own.'),
    ...identity.facts,
    images: notSupported('A monitor runs components of the platform.'),
    artifacts: notSupported('A monitor runs components of the platform.'),
    sourceRevision: notSupported('A monitor runs components of the platform.'),
    patched: notSupported('A monitor runs components of the platform.'),
    signals: derive([definition], (value): Signal[] | MissingValue => {
      const found = Object.values((value as Definition | undefined)?.signals ?? {}).map((one) =>
        String(one?.signalType ?? '').toLowerCase(),
      );
      const strange = found.find((word) => !Object.hasOwn(signals, word));
      if (strange !== undefined) return missing(`signal ${strange} is not known to this version`);
      return [...new Set(found.map((word) => signals[word as keyof typeof signals]))]; // checked above
    }),
    // Left out means that it is on: schedules are made so.
    active: derive([field('/properties/isEnabled')], (on) => on !== false),
    lastResult: notExposed('the newest run of the monitor and what it found, from the studio'),
    lastRanAt: notExposed('the newest run of the monitor, from the studio'),
    baseline: derive([definition], (value) => {
      const all = Object.values((value as Definition | undefined)?.signals ?? {});
      const named = all.filter((one) => comparing.has(String(one?.signalType ?? '').toLowerCase()));
      if (named.length === 0 && all.length > 0)
        return missing('what its signals compare with, from their component', 'not-exposed');
      return named.length > 0 && named.every((one) => (one?.referenceData ?? null) !== null);
    }),
    notifies: derive(
      [definition],
      (value) =>
        (value as Definition | undefined)?.alertNotificationSettings?.emailNotificationSettings?.emails?.length ?? 0,
    ),
  },
  links: {
    ...identity.links,
    endpoints: fromScope(({ item }) => {
      const id = at(item, '/properties/action/monitorDefinition/monitoringTarget/deploymentId');
      // azureml:ENDPOINT:DEPLOYMENT, or the ARM id of the deployment; with a model, or with data alone, it may be any.
      if (typeof id !== 'string' || id === '')
        return [missing('which endpoint it watches: it names a model or its data only', 'not-exposed')];
      if (id.startsWith('/')) return [id.toLowerCase().split('/deployments/')[0] ?? ''];
      const [, endpoint] = id.split(':');
      const workspace = String(item.id).toLowerCase().split('/schedules/')[0] ?? '';
      return endpoint ? [`${workspace}/onlineendpoints/${endpoint.toLowerCase()}`] : [];
    }),
  },
});
