import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { derive, deriveSome, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, googleList, residency, same } from '../rows/common.ts';
import { compute, type Route, subnetRead } from '../rows/compute.ts';
import { lastSegment } from '../rows/names.ts';
import { forbidding } from '../rows/org-policy.ts';

const read = 'subnetworks.get';
const { from, raw } = compute;
const addresses = forbidding('compute.vmExternalIpAccess');
const logged = derive(
  [raw(read, '/logConfig/enable'), raw(read, '/enableFlowLogs')],
  (on, older) => on ?? older ?? false,
);

/** Addresses of Google that private ways lead to. @see https://cloud.google.com/vpc/docs/configure-private-google-access#ip-addr-defaults */
const googles = /^(199\.36\.153\.|34\.126\.|2600:2d00:|2001:4860:8040)/;

/** How a subnet's network leads to the internet by its routes. Those that hold for some tags only count, too. */
const routed: Spec<'none' | 'nat' | 'direct'> = derive(
  [raw(read, '/network'), raw('routes.list', '/items')],
  (network, routes): 'none' | 'nat' | 'direct' => {
    const own = (routes ?? []).filter((one) => sameNetwork(one.network, network));
    const out = own.filter(
      ({ nextHopGateway, destRange = '' }) => nextHopGateway !== undefined && !googles.test(destRange),
    );
    if (out.length > 0) return 'direct';
    // Something of the customer's stands in the way: an appliance, a tunnel.
    return own.some((one) => isDefault(one)) ? 'nat' : 'none';
  },
);

/**
 * A route to the gateway is one for machines with addresses of their own. Where nobody may give them any, what is left is
 * Cloud NAT; whether there is one is not read. In a shared network the projects that use it decide, each for itself.
 */
const internetRoute: Spec<'none' | 'nat' | 'direct'> = deriveSome(
  [routed, addresses.denied, raw('projects.get', '/xpnProjectStatus')],
  (route, denied, shared): 'none' | 'nat' | 'direct' | MissingValue => {
    if (isMissingValue(route) || route !== 'direct') return route;
    if (isMissingValue(denied)) return denied;
    if (!denied) return 'direct';
    if (isMissingValue(shared)) return shared;
    return shared === 'HOST'
      ? missing('Ask whether projects that share the network may give machines addresses of their own.', 'not-exposed')
      : 'nat';
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
    flowLogged: logged,
    privateServiceAccess: derive([raw(read, '/privateIpGoogleAccess')], (on) => on === true),
    accessLogged: logged,
    appLogged: notSupported('A subnet has no output of its own.'),
    logFeeds: derive([logged], (on) =>
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

function isDefault({ destRange }: Route): boolean {
  return destRange === '0.0.0.0/0' || destRange === '::/0' || /\/1$/.test(destRange ?? '');
}

/** The same network, whichever version of the API the address is of. */
function sameNetwork(one: string | undefined, other: string | undefined): boolean {
  const path = (text = '') => /projects\/.+$/.exec(text)?.[0];
  return path(one) !== undefined && path(one) === path(other);
}
