import { describe, expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import { openEgress, openPorts, type SecurityRule } from './security-rules.ts';

type Given = NonNullable<SecurityRule['properties']>;
let made = 0;
const rule = (direction: string, access: string, priority: number, more: Given = {}): SecurityRule => ({
  name: `r${++made}`,
  properties: {
    direction,
    access,
    priority,
    protocol: 'Tcp',
    sourcePortRange: '*',
    sourceAddressPrefix: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '22',
    ...more,
  },
});
const letIn = (more: Given = {}, priority = 200) => rule('Inbound', 'Allow', priority, more);
const keepOut = (more: Given = {}, priority = 100) => rule('Inbound', 'Deny', priority, more);
const everything: Given = { protocol: '*', destinationPortRange: '*' };
const plain = (value: unknown) => (isMissingValue(value) ? 'missing' : value);

describe('ports that answer any address', () => {
  it.each<[what: string, rules: SecurityRule[], expected: unknown]>([
    ['no rules', [], []],
    ['one port', [letIn()], [22]],
    ['a range', [letIn({ destinationPortRange: '8000-8100' })], [8000, 8100]],
    ['several', [letIn({ destinationPortRanges: ['443', '22'], destinationPortRange: '' })], [22, 443]],
    ['all', [letIn({ destinationPortRange: '*' })], [0, 65535]],
    ['the tag Internet', [letIn({ sourceAddressPrefix: 'Internet' })], [22]],
    ['every address of IPv4', [letIn({ sourceAddressPrefix: '0.0.0.0/0' })], [22]],
    ['half of them', [letIn({ sourceAddressPrefix: '128.0.0.0/1' })], [22]],
    ['every address of IPv6', [letIn({ sourceAddressPrefix: '::/0' })], [22]],
    ['one of several sources', [letIn({ sourceAddressPrefix: '', sourceAddressPrefixes: ['10.0.0.0/8', '*'] })], [22]],
    ['a range of the company', [letIn({ sourceAddressPrefix: '203.0.113.0/24' })], []],
    ['a private range that is wide', [letIn({ sourceAddressPrefix: '10.0.0.0/8' })], []],
    ['local addresses of IPv6', [letIn({ sourceAddressPrefix: 'fc00::/7' })], []],
    ['the own network', [letIn({ sourceAddressPrefix: 'VirtualNetwork' })], []],
    ['a service of Azure', [letIn({ sourceAddressPrefix: 'AzureDatabricks' })], []],
    ['a group of machines', [letIn({ sourceAddressPrefix: '', sourceApplicationSecurityGroups: [{ id: '/a' }] })], []],
    ['one machine behind it', [letIn({ destinationAddressPrefix: '10.0.0.4' })], [22]],
    ['ping', [letIn({ protocol: 'Icmp', destinationPortRange: '*' })], []],
    ['a protocol without ports', [letIn({ protocol: 'Esp', destinationPortRange: '*' })], [0, 65535]],
    ['outbound only', [rule('Outbound', 'Allow', 100)], []],
    ['denied before', [letIn(), keepOut()], []],
    ['denied after', [letIn({}, 100), keepOut({}, 200)], [22]],
    ['denied before, in part', [letIn({ destinationPortRange: '20-25' }), keepOut()], [20, 21, 23, 25]],
    ['denied before, in another protocol', [letIn(), keepOut({ protocol: 'Udp' })], [22]],
    ['denied before, in all protocols', [letIn(), keepOut(everything)], []],
    ['denied before, to some', [letIn(), keepOut({ sourceAddressPrefix: '198.51.100.0/24' })], [22]],
    ['denied before, for some machines', [letIn(), keepOut({ destinationAddressPrefix: '10.0.0.4' })], 'missing'],
    [
      'one port denied before for some machines, another for none',
      [letIn({ destinationPortRanges: ['22', '443'] }), keepOut({ destinationAddressPrefix: '10.0.0.4' })],
      [443],
    ],
    ['denied before, from one port', [letIn(), keepOut({ sourcePortRange: '53' })], [22]],
    ['denied before, of IPv4 alone', [letIn(), keepOut({ sourceAddressPrefix: '0.0.0.0/0' })], [22]],
    ['a new word', [letIn({ access: 'Perhaps' })], 'missing'],
    ['a new direction', [rule('Sideways', 'Allow', 100)], 'missing'],
    ['a new protocol', [letIn({ protocol: 'Sctp' })], 'missing'],
    ['a port that is none', [letIn({ destinationPortRange: '99999' })], 'missing'],
    ['no port', [letIn({ destinationPortRange: '' })], 'missing'],
    ['no members', [{ name: 'x' }], 'missing'],
  ])('%s', (_what, rules, expected) => {
    expect(plain(openPorts(rules))).toEqual(expected);
  });

  it('without a priority, nobody knows what comes first', () => {
    const { priority: _priority, ...rest } = letIn().properties ?? {};
    expect(plain(openPorts([{ properties: rest }]))).toBe('missing');
  });
});

describe('what is let out', () => {
  const deny = (more: Given = {}, priority = 4000) => rule('Outbound', 'Deny', priority, { ...everything, ...more });
  const allow = (more: Given = {}, priority = 200) => rule('Outbound', 'Allow', priority, { ...everything, ...more });
  it.each<[what: string, rules: SecurityRule[], expected: unknown]>([
    ['no rules: everything', [], true],
    ['all is denied', [deny()], false],
    ['the internet is denied', [deny({ destinationAddressPrefix: 'Internet' })], false],
    ['denied from the own network', [deny({ sourceAddressPrefix: 'VirtualNetwork' })], false],
    ['denied from some machines', [deny({ sourceAddressPrefix: '10.0.0.0/24' })], 'missing'],
    [
      'denied on one port from some machines',
      [deny({ sourceAddressPrefix: '10.0.0.0/24', destinationPortRange: '80' })],
      true,
    ],
    ['denied on one port', [deny({ destinationPortRange: '80' })], true],
    ['denied in one protocol', [deny({ protocol: 'Tcp' })], true],
    ['denied of IPv4 alone', [deny({ destinationAddressPrefix: '0.0.0.0/0' })], 'missing'],
    [
      'denied of both',
      [deny({ destinationAddressPrefix: '', destinationAddressPrefixes: ['0.0.0.0/0', '::/0'] })],
      false,
    ],
    ['one port is let out before', [allow({ destinationPortRange: '443', protocol: 'Tcp' }), deny()], true],
    ['one port is let out too late', [allow({}, 4050), deny()], false],
    ['a service is let out before', [allow({ destinationAddressPrefix: 'Storage' }), deny()], false],
    ['one port is let out from one machine', [allow({ sourceAddressPrefix: '10.0.0.4' }), deny()], true],
    ['inbound has no say', [keepOut(everything)], true],
    ['a new word', [deny({ access: 'Perhaps' })], 'missing'],
  ])('%s', (_what, rules, expected) => {
    expect(plain(openEgress(rules))).toEqual(expected);
  });
});
