import { derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, provisioned } from '../rows/arm.ts';
import { byId } from './by-id.ts';

interface Connection {
  properties?: { groupIds?: string[]; privateLinkServiceConnectionState?: { status?: string } };
}

/**
 * An answer of Private Endpoints - Get, api-version 2024-05-01.
 *
 * @see https://learn.microsoft.com/rest/api/virtualnetwork/private-endpoints/get (November 2026)
 */
interface PrivateEndpoint extends ArmResource {
  properties: {
    provisioningState?: string;
    /** Accepted without being asked, as its maker has a right on the service. */
    privateLinkServiceConnections?: Connection[];
    /** Accepted by the owner of the service. */
    manualPrivateLinkServiceConnections?: Connection[];
  };
}

const { common, field } = armRows<PrivateEndpoint>('network', 'PrivateEndpoints_Get');
const connections = derive(
  [field('/properties/privateLinkServiceConnections'), field('/properties/manualPrivateLinkServiceConnections')],
  (...lists) => lists.flatMap((list) => (Array.isArray(list) ? (list as Connection[]) : [])), // as the API types it
);
const states = ['approved', 'pending', 'rejected', 'disconnected'];

/** Private endpoints that lead to what machine learning uses. */
export const privateEndpoints = collector({
  ...byId({
    id: 'azure/support/private-endpoint',
    service: 'network',
    nativeType: 'Microsoft.Network/privateEndpoints',
    operation: 'PrivateEndpoints_Get',
    parameter: 'endpoint',
    what: 'private endpoint',
  }),
  kind: 'network.private_endpoint',
  facts: {
    ...common,
    createdAt: notExposed('when the private endpoint was made, from the activity log'),
    modifiedAt: notExposed('the last change of the private endpoint, from the activity log'),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notSupported('A door is there to be used, whether or not anybody comes.'),
    idleStopMinutes: notSupported('A private endpoint is no machine.'),
    approved: derive([connections], (list) => {
      if (list.length === 0) return missing('the answer names no connection');
      const words = list.map((one) => String(one.properties?.privateLinkServiceConnectionState?.status).toLowerCase());
      const odd = words.find((word) => !states.includes(word));
      return odd === undefined
        ? words.every((word) => word === 'approved')
        : missing(`connection status ${odd} is not known to this version`);
    }),
    restricted: notSupported('A private endpoint of Azure carries no policy; the rights on the service decide.'),
    service: derive([connections], (list) => {
      const groups = [...new Set(list.flatMap((one) => one.properties?.groupIds ?? []))].sort();
      return groups.length > 0 ? groups.join(', ') : missing('the answer does not say what it leads to');
    }),
  },
  links: {},
});
