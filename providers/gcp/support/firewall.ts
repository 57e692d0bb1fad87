import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, fromScope, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import type { Target } from '../analysis/firewall-rules.ts';
import { type EffectiveFirewalls, openEgress, openPorts } from '../analysis/firewalls.ts';
import { alwaysActive, residency } from '../rows/common.ts';
import { compute, machineOf, subnetRead } from '../rows/compute.ts';
import { lastSegment } from '../rows/names.ts';

const read = 'firewallPolicies.getEffectiveFirewalls';
const { raw } = compute;
const noRules = notSupported('Rules of a network take no labels.');

/** The machine that the rules are looked at for. Without a subnet it is in a network that has version 4 alone. */
const target: Spec<Target> = derive(
  [raw('subnetworks.get', '/stackType'), fromScope(({ item }) => item)],
  (stack, item) => ({
    tags: Array.isArray(item.tags) ? item.tags.map(String) : [],
    account: typeof item.account === 'string' ? item.account : undefined,
    v6: stack !== undefined && stack !== 'IPV4_ONLY',
  }),
);
const rules: Spec<EffectiveFirewalls> = derive(
  [raw(read, '/firewalls'), raw(read, '/firewallPolicys')],
  (firewalls, firewallPolicys): EffectiveFirewalls | MissingValue =>
    firewalls === undefined && firewallPolicys === undefined
      ? missing('the answer has neither rules nor policies')
      : { ...(firewalls ? { firewalls } : {}), ...(firewallPolicys ? { firewallPolicys } : {}) },
);

/** The firewall rules that hold for machines of one place, with the same tags and account. */
export const firewalls = collector({
  provider: 'gcp',
  id: 'gcp/support/firewall',
  service: 'compute',
  kind: 'network.firewall',
  nativeType: 'compute.googleapis.com/EffectiveFirewalls',
  at: 'region',
  refer: (uid) => machineOf(uid) ?? null,
  reads: [
    subnetRead,
    {
      service: 'compute',
      operation: read,
      permission: 'compute.networks.getRegionEffectiveFirewalls',
      memo: true,
      expects: {
        mayBeEmpty:
          'https://cloud.google.com/compute/docs/reference/rest/v1/regionNetworkFirewallPolicies/getEffectiveFirewalls',
      },
      input: (item, got) => {
        const { value } = raw('subnetworks.get', '/network').map(got);
        const network = typeof item.network === 'string' ? item.network : value;
        return typeof network === 'string' ? { network: /projects\/.+$/.exec(network)?.[0] ?? network } : null;
      },
    },
  ],
  uid: (item) => String(item.uid),
  name: (item) => nameOf(item.subnet ?? item.network, item.tags, item.account),
  facts: {
    region: residency.region,
    processing: notSupported('Rules run nothing.'),
    tags: noRules,
    owner: noRules,
    dataClass: noRules,
    openPorts: derive([rules, target], openPorts),
    openEgress: derive([rules, target], openEgress),
    state: alwaysActive,
    createdAt: notExposed('Ask for the audit log.'),
    modifiedAt: notExposed('Ask for the audit log.'),
    lastUsedAt: notSupported('A rule applies whether or not anybody knocks.'),
    idleStopMinutes: notSupported('Rules are no machine.'),
  },
  links: {},
});

/** Place, tags and account, since rules of one place differ by both. */
function nameOf(place: unknown, tags: unknown, account: unknown): string {
  const own = Array.isArray(tags) && tags.length > 0 ? ` for ${tags.join(', ')}` : '';
  const as = typeof account === 'string' ? ` as ${account.replace(/@.*$/, '')}` : '';
  return `${lastSegment(place)}${own}${as}`;
}
