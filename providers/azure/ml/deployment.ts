import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { type ArmIdentity, type ArmResource, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';
import { environmentRead, imagesOf } from '../rows/supply.ts';
import { where } from '../rows/where.ts';
import { workspaceAbove } from '../rows/workspace.ts';
import { networkAt } from './place.ts';

/**
 * An item of Online Deployments - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/online-deployments/list
 */
export interface Deployment extends ArmResource {
  sku?: { name?: string; tier?: string; capacity?: number };
  properties: {
    provisioningState?: string;
    model?: string | null;
    environmentId?: string;
    environmentVariables?: Record<string, string>;
    egressPublicNetworkAccess?: string;
    appInsightsEnabled?: boolean;
    endpointComputeType?: string;
    livenessProbe?: object | null;
    readinessProbe?: object | null;
    scaleSettings?: { scaleType?: string; minInstances?: number } | null;
    dataCollector?: {
      collections?: Record<
        string,
        { dataCollectionMode?: string; samplingRate?: number; dataId?: string } | null
      > | null;
    } | null;
  };
}

const operation = 'OnlineDeployments_List';
const managed = (type: unknown) => String(type).toLowerCase() === 'managed';
const { common, field } = armRows<Deployment>('machinelearning', operation);
const { raw } = answersOf<{ OnlineEndpoints_List: { identity?: ArmIdentity } }>('machinelearning');
/**
 * Containers have the identity of their endpoint, unless the answer gives the deployment one.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-access-resources-from-endpoints-managed-identities 2026-11
 */
const identity = managedIdentity(
  derive([field('/identity'), raw('OnlineEndpoints_List', '/identity')], (own, endpoint) => {
    const { type } = (own ?? {}) as ArmIdentity; // every member is optional
    return type === undefined || type.toLowerCase() === 'none' ? endpoint : own;
  }),
);
const source = 'https://learn.microsoft.com/azure/machine-learning/concept-data-encryption';
const computeType = derive([field('/properties/endpointComputeType')], (type) =>
  typeof type === 'string' ? type : missing('the answer does not say on which machines it runs'),
);
/** A fact of machines of the service; a deployment on a cluster of the customer's is set up there. */
const ofService = <const V>(fact: Spec<V>, ask: string): Spec<V> =>
  where(computeType, managed, fact, missing(`${ask}, from the cluster`, 'not-exposed'));
const isolation = 'https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint';

type Key = 'customer' | 'hardware' | 'provider' | 'none';
const disks = 'the key of the disks of its nodes';
const ways = 'the network of its pods and their way out';
/** @see https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint 2026-11 */
const { facts: inWorkspace } = networkAt(
  derive([workspaceAbove], ({ managedNetwork }) => ({
    nodeIp: false,
    isolation: managedNetwork?.isolationMode ?? 'Disabled', // left out: it is off
  })),
);

/** Whether an address names a version of a model, of a workspace or of a registry. */
const isModelVersion = (uri: string): boolean =>
  /^azureml:\/\/registries\/[^/]+\/models\/[^/]+\/versions\/[^/]+$/i.test(uri) ||
  (!uri.includes('://') && /\/versions\/[^/]+$|:[^:/]+$/.test(uri));

export const deployments = collector({
  provider: 'azure',
  id: 'azure/ml/deployment',
  service: 'machinelearning',
  kind: 'ml.deployment',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/read',
    items: 'value',
    of: { collector: 'azure/ml/endpoint', read: operation },
  },
  reads: [environmentRead('/properties/environmentId')],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...identity.facts,
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the request metrics of the deployment'),
    idleStopMinutes: notSupported('An online deployment has no idle stop.'),
    keyAtRest: ofService(byDesign('provider' as Key, source, '2026-11'), disks),
    stores: ofService(
      byDesign([{ name: 'volume' as const, key: 'provider' as const }], source, '2026-11') as Spec<
        { name: 'volume' | MissingValue; key: Key | MissingValue }[]
      >,
      disks,
    ),
    network: ofService(inWorkspace.network, ways),
    // The older switch of the deployment itself; where it lets out, the managed network of the workspace decides.
    egress: ofService(
      deriveSome([field('/properties/egressPublicNetworkAccess'), inWorkspace.egress], (access, way) => {
        if (isMissingValue(access)) return access;
        return access === 'Disabled' ? ('allow-list' as const) : way;
      }),
      ways,
    ),
    publicIp: ofService(byDesign(false as boolean, isolation, '2026-11'), ways),
    authMethods: notSupported('Callers sign in at the endpoint.'),
    shell: ofService(
      byDesign('off' as 'off' | 'brokered' | 'open', isolation, '2026-11'),
      'who may open a shell in its pods',
    ),
    plainSecrets: derive(
      [field('/properties/environmentVariables')],
      (values) => countPlainSecrets((values ?? {}) as Record<string, string>), // texts by name
    ),
    images: imagesOf(field('/properties/environmentId'), []),
    artifacts: derive([field('/properties/model')], (model) =>
      typeof model !== 'string' || model === ''
        ? []
        : // A registered version does not change; a path of files may.
          [{ uri: model, pinned: isModelVersion(model), format: '' }],
    ),
    sourceRevision: notExposed('the commit, from the job that registered the model'),
    patched: notExposed('the age of the image, from the environment version'),
    repositoryPath: notSupported(),
    probes: derive([field('/properties/livenessProbe'), field('/properties/readinessProbe')], (live, ready) =>
      (live ?? ready) ? true : missing('the answer names no probe', 'not-exposed'),
    ),
    explained: notSupported('Explanations are made by the Responsible AI dashboard, not by deployments.'),
  },
  links: {
    ...identity.links,
    versions: derive([field('/properties/model')], (model) =>
      typeof model === 'string' && model.startsWith('/') ? [model.toLowerCase()] : [],
    ),
  },
});
