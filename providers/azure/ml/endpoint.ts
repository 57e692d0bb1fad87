import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { graphBelowWorkspace } from '../graph/inventory.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { type Reach, reachOf } from '../rows/reach.ts';
import { where } from '../rows/where.ts';
import type { Deployment } from './deployment.ts';

/**
 * An item of Online Endpoints - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/online-endpoints/list
 */
export interface OnlineEndpoint extends ArmResource {
  properties: {
    provisioningState?: string;
    authMode?: string;
    publicNetworkAccess?: string;
    traffic?: Record<string, number>;
    mirrorTraffic?: Record<string, number>;
    /** The cluster of the customer's that it answers from; empty where the service has machines for it. */
    compute?: string | null;
  };
}

const operation = 'OnlineEndpoints_List';
const { common, field } = armRows<OnlineEndpoint>('machinelearning', operation);
const { raw } = answersOf<{ OnlineDeployments_List: { value: Deployment[] } }>('machinelearning');
const deployments = raw('OnlineDeployments_List', '/value');
const logs = diagnostics(['amlonlineendpointtrafficlog', 'alllogs', 'audit']);
const source = 'https://learn.microsoft.com/azure/machine-learning/concept-data-encryption';
const secured = 'https://learn.microsoft.com/azure/machine-learning/how-to-secure-online-endpoint';
/** A fact of machines of the service; an endpoint on a cluster of the customer's is set up there. */
const ofService = <const V>(fact: Spec<V>, ask: string): Spec<V> =>
  where(
    field('/properties/compute'),
    (cluster) => typeof cluster !== 'string' || cluster === '',
    fact,
    missing(`${ask}, from the cluster`, 'not-exposed'),
  );
const disks = 'the key of the disks of its nodes';
const door = 'who reaches the door of the cluster';
type Key = 'customer' | 'hardware' | 'provider' | 'none';
type Auth = 'identity' | 'token' | 'key' | 'password' | 'anonymous';

/**
 * How callers of an endpoint sign in.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-online-endpoint 2026-11
 */
export function callersBy(mode: unknown): Auth[] | MissingValue {
  const word = String(mode).toLowerCase();
  if (word === 'key') return ['key'];
  if (word === 'amltoken') return ['token'];
  return word === 'aadtoken' ? ['identity'] : missing(`authMode ${String(mode)} is not known to this version`);
}

/** Collections of a deployment that record requests or answers, and what share of them. */
function captured({ properties }: Deployment): { percent: number } | undefined {
  const on = Object.values(properties.dataCollector?.collections ?? {}).flatMap((one) =>
    // The rate left out means that all are kept.
    one?.dataCollectionMode === 'Enabled' ? [one.samplingRate ?? 1] : [],
  );
  return on.length === 0 ? undefined : { percent: Math.round(Math.min(...on) * 100) };
}

export const endpoints = collector({
  provider: 'azure',
  id: 'azure/ml/endpoint',
  service: 'machinelearning',
  kind: 'ml.endpoint',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/workspace',
      input: (workspace) => ({ workspace: String(workspace.id) }),
      inventory: graphBelowWorkspace('onlineEndpoints'),
    },
  },
  reads: [
    {
      service: 'machinelearning',
      operation: 'OnlineDeployments_List',
      permission: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/read',
      input: (item) => ({ endpoint: String(item.id) }),
      pages: { items: 'value', ...armPaging },
    },
    diagnosticsRead,
  ],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  parts: derive([deployments], (list) => (list ?? []).map(armUid as (one: object) => string)),
  facts: {
    ...common,
    ...logs.facts,
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the request metrics of the endpoint'),
    idleStopMinutes: notSupported('An online endpoint has no idle stop.'),
    keyAtRest: ofService(byDesign('provider' as Key, source, '2026-11'), disks),
    stores: ofService(
      byDesign([{ name: 'volume' as const, key: 'provider' as const }], source, '2026-11') as Spec<
        { name: 'volume' | MissingValue; key: Key | MissingValue }[]
      >,
      disks,
    ),
    // An endpoint of its own may be open only as far as its workspace is; the workspace is judged beside it.
    publicAccess: ofService(
      derive([field('/properties/publicNetworkAccess')], (access): Reach | MissingValue => reachOf(access, undefined)),
      door,
    ),
    allowedRanges: ofService(byDesign([] as string[], secured, '2026-11') as Spec<string[]>, door),
    authMethods: derive([field('/properties/authMode')], callersBy),
    shell: notSupported('Nobody logs in to the machines of a managed online endpoint.'),
    plainSecrets: notSupported('An endpoint has no environment of its own; its deployments have.'),
    appLogged: derive(
      [deployments],
      (list) => (list ?? []).length > 0 && (list ?? []).every((one) => one.properties.appInsightsEnabled === true),
    ),
    variants: derive(
      [field('/properties/traffic'), field('/properties/mirrorTraffic'), deployments],
      (traffic, mirror, list) =>
        (list ?? []).map(({ name, sku, properties }) => {
          const share = (traffic as Record<string, number> | undefined)?.[name] ?? 0; // shares by deployment
          const { scaleType, minInstances } = properties.scaleSettings ?? {};
          return {
            name,
            trafficPercent: share,
            minReplicas:
              scaleType === 'TargetUtilization'
                ? (minInstances ?? 1)
                : (sku?.capacity ?? missing('the answer does not say how many copies run')),
            serverless: false,
            shadow: share === 0 && ((mirror as Record<string, number> | undefined)?.[name] ?? 0) > 0, // shares by deployment
          };
        }),
    ),
    capture: derive([deployments], (list) => {
      const shares = (list ?? []).map(captured);
      if (shares.length === 0 || shares.some((one) => one === undefined)) return 'off' as const;
      return shares.every((one) => one?.percent === 100) ? ('all' as const) : ('sampled' as const);
    }),
    samplePercent: derive([deployments], (list) => {
      const shares = (list ?? []).map((one) => captured(one)?.percent ?? 0);
      return shares.length === 0 ? 0 : Math.min(...shares);
    }),
    // The scaling rules of managed endpoints are those of Azure Monitor, which are not read here.
    autoscaled: deriveSome([deployments], (list) => {
      if (isMissingValue(list)) return list;
      if ((list ?? []).some((one) => one.properties.scaleSettings?.scaleType === 'TargetUtilization')) return true;
      return missing('whether a rule of Azure Monitor scales its deployments', 'not-exposed');
    }),
    autoRollback: notSupported('Updates are rolled out by shares of traffic, by hand or by a pipeline.'),
    rateLimited: notExposed('whether a gateway before the endpoint limits its callers'),
  },
  links: {
    ...logs.links,
    deployments: derive([deployments], (list) => (list ?? []).map(armUid as (one: object) => string)),
    versions: derive([deployments], (list) => [
      ...new Set(
        (list ?? []).flatMap(({ properties }) =>
          properties.model?.startsWith('/') ? [properties.model.toLowerCase()] : [],
        ),
      ),
    ]),
    captureBuckets: fromScope(() => []),
  },
});
