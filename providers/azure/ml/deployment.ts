import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { type ArmResource, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';
import { environmentRead, imagesOf } from '../rows/supply.ts';

/**
 * An item of Online Deployments - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/online-deployments/list
 */
export interface Deployment extends ArmResource {
  sku?: { name?: string; tier?: string; capacity?: number };
  properties: {
    provisioningState?: string;
    model?: string;
    environmentId?: string;
    environmentVariables?: Record<string, string>;
    egressPublicNetworkAccess?: string;
    appInsightsEnabled?: boolean;
    endpointComputeType?: string;
    livenessProbe?: object;
    readinessProbe?: object;
    scaleSettings?: { scaleType?: string; minInstances?: number };
    dataCollector?: {
      collections?: Record<string, { dataCollectionMode?: string; samplingRate?: number; dataId?: string }>;
    };
  };
}

const operation = 'OnlineDeployments_List';
const { common, field } = armRows<Deployment>('machinelearning', operation);
const identity = managedIdentity(field('/identity'));
const source = 'https://learn.microsoft.com/azure/machine-learning/concept-data-encryption';
const isolation = 'https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint';

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
    keyAtRest: byDesign('provider' as 'customer' | 'hardware' | 'provider' | 'none', source, '2026-11'),
    stores: byDesign([{ name: 'volume' as const, key: 'provider' as const }], source, '2026-11') as Spec<
      { name: 'volume' | MissingValue; key: 'customer' | 'hardware' | 'provider' | 'none' | MissingValue }[]
    >,
    network: byDesign('provider' as 'customer' | 'managed' | 'provider', isolation, '2026-11'),
    // The older switch of the deployment; where it is on, the managed network of the workspace decides, which is judged there.
    egress: derive([field('/properties/egressPublicNetworkAccess')], (access) =>
      access === 'Disabled' ? ('allow-list' as const) : ('internet' as const),
    ),
    publicIp: byDesign(false, isolation, '2026-11'),
    authMethods: notSupported('Callers sign in at the endpoint.'),
    shell: byDesign('off' as 'off' | 'brokered' | 'open', isolation, '2026-11'),
    plainSecrets: derive(
      [field('/properties/environmentVariables')],
      (values) => countPlainSecrets((values ?? {}) as Record<string, string>), // texts by name
    ),
    images: imagesOf(field('/properties/environmentId'), []),
    artifacts: derive([field('/properties/model')], (model) =>
      typeof model !== 'string' || model === ''
        ? []
        : // A registered version does not change; a path of files may.
          [{ uri: model, pinned: /\/versions\/[^/]+$|:[^:/]+$/.test(model) && !model.includes('://'), format: '' }],
    ),
    sourceRevision: notExposed('the commit, from the job that registered the model'),
    patched: notExposed('the age of the image, from the environment version'),
    repositoryPath: notSupported(),
    probes: derive([field('/properties/livenessProbe'), field('/properties/readinessProbe')], (live, ready) =>
      live !== undefined || ready !== undefined ? true : missing('the answer names no probe', 'not-exposed'),
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
