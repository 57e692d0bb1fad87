import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { hasNat, type Ways, waysOut } from '../analysis/routes.ts';
import { byTable, googleList, residency, same } from '../rows/common.ts';
import { compute, subnetRead } from '../rows/compute.ts';
import { lastSegment } from '../rows/names.ts';
import { forbidding } from '../rows/org-policy.ts';
import { flowLogsRead, flowsLogged } from './flow-logs.ts';

const read = 'subnetworks.get';
const { from, raw } = compute;
const addresses = forbidding('compute.vmExternalIpAccess');
const ways: Spec<Ways> = derive([raw(read, '/network'), raw('routes.list', '/items')], (network, routes) =>
  waysOut(network, routes ?? []),
);
/** Machines of the subnet may have addresses of version 6 on the internet. */
const external6 = derive([raw(read, '/ipv6AccessType'), ways], (type, { gateway6 }) => type === 'EXTERNAL' && gateway6);
const nat: Spec<boolean> = derive(
  [fromScope(({ item }) => String(item.subnet)), raw(read, '/network'), raw('routers.list', '/items')],
  (subnet, network, routers) => hasNat(subnet, network, routers ?? []),
);

/**
 * A route to the gateway is one for machines with addresses of their own. Where nobody may give them any, what is left is
 * Cloud NAT. In a shared network the projects that use it decide, each for itself. The policy speaks of addresses of
 * version 4: the others come with the subnet.
 *
 * @see https://cloud.google.com/compute/docs/ip-addresses/configure-static-external-ip-address#disableexternalip
 */
const internetRoute: Spec<'none' | 'nat' | 'direct'> = deriveSome(
  [ways, external6, addresses.denied, raw('projects.get', '/xpnProjectStatus'), nat],
  (found, version6, denied, shared, translated): 'none' | 'nat' | 'direct' | MissingValue => {
    if (isMissingValue(found)) return found;
    if (!found.gateway) return found.own ? 'nat' : 'none';
    if (isMissingValue(version6)) return version6;
    if (version6) return 'direct';
    if (isMissingValue(denied)) return denied;
    if (!denied) return 'direct';
    if (isMissingValue(shared)) return shared;
    if (shared === 'HOST')
      return missing(
        'Ask whether projects that share the network may give machines addresses of their own.',
        'not-exposed',
      );
    if (found.own) return 'nat';
    return isMissingValue(translated) ? translated : translated ? 'nat' : 'none';
  },
);

/** A subnet, and how its network leads out. */
export const subnets = collector({
  provider: 'gcp',
  id: 'gcp/support/subnet',
  service: 'compute',
  kind: 'network.subnet',
  nativeType: 'compute.googleapis.com/Subnetwork',
  at: 'region',
  refer: (uid) => {
    const found = /^\/\/compute\.googleapis\.com\/(projects\/([^/]+)\/regions\/([^/]+)\/subnetworks\/[^/]+)$/.exec(uid);
    return found?.[1] && found[2] && found[3]
      ? { scope: { account: found[2], region: found[3] }, item: { subnet: found[1] } }
      : null;
  },
  reads: [
    subnetRead,
    flowLogsRead,
    {
      service: 'compute',
      operation: 'routes.list',
      permission: 'compute.routes.list',
      memo: true,
      at: () => ({ region: 'global' }),
      // Every network has routes to its own subnets: an answer without any is none.
      pages: { ...googleList.paging, items: 'items', size: ['maxResults', 500] },
      input: () => ({}),
    },
    {
      service: 'compute',
      operation: 'projects.get',
      permission: 'compute.projects.get',
      memo: true,
      expects: 'name',
      at: () => ({ region: 'global' }),
      input: () => ({}),
    },
    addresses.read,
    {
      service: 'compute',
      operation: 'routers.list',
      permission: 'compute.routers.list',
      memo: true,
      // A list without items has none: https://cloud.google.com/compute/docs/reference/rest/v1/routers/list
      pages: {
        ...googleList.paging,
        items: 'items',
        size: ['maxResults', 500],
        emptyOmitted: 'https://cloud.google.com/compute/docs/reference/rest/v1/routers/list',
      },
      input: () => ({}),
    },
  ],
  uid: (item) => `//compute.googleapis.com/${String(item.subnet)}`,
  name: (item) => lastSegment(item.subnet),
  facts: {
    region: residency.region,
    processing: notSupported('A subnet runs nothing.'),
    tags: notSupported('A subnet takes no labels.'),
    owner: notSupported('A subnet takes no labels.'),
    dataClass: notSupported('A subnet takes no labels.'),
    internetRoute,
    flowLogged: flowsLogged,
    privateServiceAccess: derive([raw(read, '/privateIpGoogleAccess')], (on) => on === true),
    accessLogged: flowsLogged,
    appLogged: notSupported('A subnet has no output of its own.'),
    logFeeds: derive([flowsLogged], (on) =>
      on
        ? [
            {
              category: 'vpc_flows',
              destination: 'Cloud Logging',
              retentionDays: missing('not read by this version: how long the destination keeps it', 'out-of-scope'),
            },
          ]
        : [],
    ),
    // Only subnets of load balancers have a state.
    state: derive([raw(read, '/state')], (state): 'active' | 'pending' | 'deleting' | MissingValue =>
      states(state ?? 'READY'),
    ) as Spec<'active' | 'pending' | 'deleting'>,
    createdAt: from(read, '/creationTimestamp', same, { absent: missing() }),
    modifiedAt: notExposed('Ask for the audit log.'),
    lastUsedAt: notSupported('A subnet is there to be used, whether or not anything is in it.'),
    idleStopMinutes: notSupported('A subnet is no machine.'),
  },
  links: { logGroups: notExposed('Ask for the log sinks of the project.') },
});

const states = byTable<'active' | 'pending' | 'deleting'>('state', { READY: 'active', DRAINING: 'deleting' });
