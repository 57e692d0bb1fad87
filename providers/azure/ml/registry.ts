import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, fromScope, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, regionName } from '../rows/arm.ts';
import { reachOf } from '../rows/reach.ts';

/** A resource behind a registry: the customer's own, or one that the service made for it. */
type Behind = Record<string, { armResourceId?: { resourceId?: string } | null } | null>;

interface RegionDetail {
  location?: string;
  storageAccountDetails?: Behind[] | null;
  acrDetails?: Behind[] | null;
}

/**
 * An item of Registries - List By Subscription, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/registries/list-by-subscription
 */
interface Registry extends ArmResource {
  properties: {
    publicNetworkAccess?: string;
    regionDetails?: RegionDetail[] | null;
    registryPrivateEndpointConnections?: {
      properties?: {
        privateEndpoint?: { id?: string };
        registryPrivateLinkServiceConnectionState?: { status?: string };
      };
    }[];
  };
}

const operation = 'Registries_ListBySubscription';
const { common, field } = armRows<Registry>('machinelearning', operation);
const regions = derive([field('/properties/regionDetails')], (value) => (value ?? []) as RegionDetail[]); // an answer's own member
const keys = 'the keys of the storage and the container registry behind it; see there';

const behind = (pick: (region: RegionDetail) => Behind[] | null | undefined): Spec<(string | MissingValue)[]> =>
  derive([regions], (list) =>
    list
      .flatMap(pick)
      .flatMap((one) =>
        Object.values(one ?? {}).map(
          (account) =>
            account?.armResourceId?.resourceId?.toLowerCase() ?? missing('the answer does not say what lies behind it'),
        ),
      ),
  );

/** Registries: models, environments and components that several workspaces share. */
export const registries = collector({
  provider: 'azure',
  id: 'azure/ml/registry',
  service: 'machinelearning',
  kind: 'ml.registry',
  nativeType: 'Microsoft.MachineLearningServices/registries',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/registries/read',
    items: 'value',
    paging: armPaging,
  },
  reads: [],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    state: fromScope(() => 'active' as const),
    lastUsedAt: notExposed('the audit log of the registry'),
    idleStopMinutes: notSupported('A registry is no machine.'),
    keyAtRest: notExposed(keys),
    stores: notExposed(keys),
    publicAccess: derive([field('/properties/publicNetworkAccess')], (access) => reachOf(access, undefined)),
    allowedRanges: fromScope(() => [] as string[]),
    sharedWith: notExposed('role assignments of guests on the registry'),
    outsiders: notExposed('role assignments of guests on the registry'),
    regions: derive([regions], (list) => list.flatMap(({ location }) => regionName(location) ?? [])),
  },
  links: {
    buckets: behind((region) => region.storageAccountDetails),
    repositories: behind((region) => region.acrDetails),
    privateEndpoints: derive([field('/properties/registryPrivateEndpointConnections')], (list) =>
      ((list ?? []) as NonNullable<Registry['properties']['registryPrivateEndpointConnections']>) // an answer's own member
        .flatMap(({ properties }) =>
          properties?.registryPrivateLinkServiceConnectionState?.status === 'Approved'
            ? (properties.privateEndpoint?.id?.toLowerCase() ?? [])
            : [],
        ),
    ),
  },
});
