import { derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { openEgress, openPorts, type SecurityRule } from '../analysis/security-rules.ts';
import { type ArmResource, armRows, armUid, provisioned } from '../rows/arm.ts';
import { subscriptionOf } from './scope.ts';

/** An answer of Network Security Groups - Get, api-version 2024-05-01. */
interface SecurityGroup extends ArmResource {
  properties: { provisioningState?: string; securityRules?: SecurityRule[] };
}

const { common, field } = armRows<SecurityGroup>('network', 'NetworkSecurityGroups_Get');
// The rules that stand behind these are the same in every group, and cannot be taken away.
const rules = derive([field('/properties/securityRules')], (list) =>
  Array.isArray(list) ? (list as SecurityRule[]) : missing('the answer holds no rules'),
); // as the API types it

/** Network security groups of the subnets that machine learning runs in. */
export const firewalls = collector({
  provider: 'azure',
  id: 'azure/support/firewall',
  service: 'network',
  kind: 'network.firewall',
  nativeType: 'Microsoft.Network/networkSecurityGroups',
  at: 'account',
  refer: (uid) => {
    const account = subscriptionOf(uid);
    return account && /\/networksecuritygroups\/[^/]+$/i.test(uid)
      ? { scope: { account, region: 'global' }, item: { id: uid } }
      : missing('it is no network security group', 'out-of-scope');
  },
  reads: [
    {
      service: 'network',
      operation: 'NetworkSecurityGroups_Get',
      permission: 'Microsoft.Network/networkSecurityGroups/read',
      input: (item) => ({ group: String(item.id) }),
      expects: 'properties',
      gone: true,
    },
  ],
  uid: armUid,
  name: (item) => String(item.id).split('/').at(-1) ?? '',
  facts: {
    ...common,
    createdAt: notExposed('when the group was made, from the activity log'),
    modifiedAt: notExposed('the last change of its rules, from the activity log'),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notSupported('A rule applies whether or not anybody knocks.'),
    idleStopMinutes: notSupported('A group of rules is no machine.'),
    openPorts: derive([rules], openPorts),
    openEgress: derive([rules], openEgress),
  },
  links: {},
});
