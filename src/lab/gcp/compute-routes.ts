import type { JsonObject } from '../../model/json.ts';
import type { Collection } from '../collection.ts';
import { itemOf, listed, paging, projectOf, type Route } from './resources.ts';

const service = 'compute';
const project = `/${service}/compute/v1/projects/{project}`;

/** Items of a list that are of a network, however that is written. */
function ofNetwork(items: Collection<JsonObject>, wanted: string): JsonObject[] {
  const all = Array.from({ length: items.length }, (_one, index) => items.at(index) ?? {});
  return all.filter(({ network }) => String(network).split('/').at(-1) === wanted.split('/').at(-1));
}

/** Compute Engine, as far as networks go. */
export const computeRoutes: readonly Route[] = [
  {
    service,
    operation: 'subnetworks.get',
    path: `${project}/regions/{location}/subnetworks/{name}`,
    handle: (call) =>
      itemOf(listed(call, `regions/${call.params.location}/subnetworks`), call.params.name ?? '', 'subnetwork'),
  },
  {
    service,
    operation: 'routes.list',
    path: `${project}/global/routes`,
    list: (call) => listed(call, 'routes'),
    paging: { ...paging('items'), size: 'maxResults' },
  },
  {
    service,
    operation: 'routers.list',
    path: `${project}/regions/{location}/routers`,
    list: (call) => listed(call, `regions/${call.params.location}/routers`),
    paging: { ...paging('items'), size: 'maxResults' },
  },
  {
    service,
    operation: 'firewallPolicies.getEffectiveFirewalls',
    path: `${project}/regions/{location}/firewallPolicies/getEffectiveFirewalls`,
    handle: (call) => ({ firewalls: ofNetwork(listed(call, 'firewalls'), call.query.get('network') ?? '') }),
  },
  {
    service,
    operation: 'projects.get',
    path: project,
    handle: (call) => ({ name: projectOf(call).id, xpnProjectStatus: 'UNSPECIFIED_XPN_PROJECT_STATUS' }),
  },
];
