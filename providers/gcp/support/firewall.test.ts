import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { firewallUid, machineOf } from '../rows/compute.ts';
import { contract } from '../testing/contract.ts';
import { testScope } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { firewalls } from './firewall.ts';

const subnet = 'projects/imaging-train/regions/europe-west4/subnetworks/ml';
const network = 'projects/imaging-train/global/networks/imaging';
const answers = { scope: testScope, item: {}, aliases: new Map() } as unknown as Answers; // all that a name hangs on
const machine = { place: subnet, tags: ['gpu'], account: 'train@imaging-train.iam.gserviceaccount.com' };
const uid = String(firewallUid(machine, answers));
const given = {
  item: machineOf(uid)?.item ?? {},
  reads: {
    'subnetworks.get': {
      name: 'ml',
      network: `https://www.googleapis.com/compute/v1/${network}`,
      stackType: 'IPV4_ONLY',
    },
    'firewallPolicies.getEffectiveFirewalls': {
      firewalls: [
        {
          direction: 'INGRESS',
          priority: 900,
          sourceRanges: ['0.0.0.0/0'],
          targetTags: ['gpu'],
          allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
        },
        { direction: 'EGRESS', priority: 900, destinationRanges: ['0.0.0.0/0'], denied: [{ IPProtocol: 'all' }] },
      ],
      firewallPolicys: [],
    },
  },
};
const lost = 'missing: not-returned';
const rule = 'firewallPolicies.getEffectiveFirewalls#/firewalls';

contract(firewalls, given);
changesTable(firewalls, given, [
  [`${rule}/0/targetTags`, ['web'], { openPorts: [] }],
  [`${rule}/0/targetTags`, undefined, {}],
  [`${rule}/0/sourceRanges`, ['10.0.0.0/8'], { openPorts: [] }],
  [`${rule}/1/denied`, [{ IPProtocol: 'tcp' }], { openEgress: true }],
  ['subnetworks.get#/stackType', 'IPV4_IPV6', { openEgress: true }],
  ['subnetworks.get#/stackType', undefined, {}],
  [rule, undefined, { openPorts: [], openEgress: true }],
]);
// Rules that nobody told are not the same as none.
const silent = { ...given, reads: { ...given.reads, 'firewallPolicies.getEffectiveFirewalls': { firewalls: [] } } };
changesTable(firewalls, silent, [[rule, undefined, { openPorts: lost, openEgress: lost }]]);

describe('the name of rules', () => {
  it.each([
    [machine],
    [{ ...machine, tags: [] }],
    [{ ...machine, tags: ['b', 'a'] }],
    [{ ...machine, account: undefined }],
    [{ ...machine, place: network }],
    [{ ...machine, tags: ['a/b', 'c=d+e'] }],
  ])('leads back to %j', (of) => {
    const found = machineOf(String(firewallUid(of, answers)));
    expect(found?.scope).toEqual({ account: 'imaging-train', region: 'europe-west4' });
    expect(found?.item).toMatchObject({
      ...(of.place === network ? { network } : { subnet }),
      tags: [...of.tags].sort(),
    });
    expect(found?.item.account).toBe(of.account);
  });
  it.each([undefined, '', 'sub0', 'projects/p/zones/z'])('is not made of %j', (place) => {
    expect(firewallUid({ ...machine, place }, answers)).toHaveProperty('$missing');
  });
  it.each([
    [machine, 'ml for gpu as train'],
    [{ ...machine, tags: [], account: undefined }, 'ml'],
    [{ ...machine, place: network, tags: ['a', 'b'] }, 'imaging for a, b as train'],
  ])('is short for people: %j', (of, expected) => {
    expect(firewalls.name(machineOf(String(firewallUid(of, answers)))?.item ?? {})).toBe(expected);
  });
  it('is of nothing else', () => {
    expect(machineOf(`//compute.googleapis.com/${subnet}`)).toBeUndefined();
    expect(
      machineOf('//compute.googleapis.com/projects/p/global/networks/n/effectiveFirewalls/tags=/account='),
    ).toBeUndefined();
  });
});
