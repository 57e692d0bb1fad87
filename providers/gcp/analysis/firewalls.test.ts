import { describe, expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { Firewall, PolicyRule, Target } from './firewall-rules.ts';
import { type EffectiveFirewalls, openEgress, openPorts } from './firewalls.ts';

const machine: Target = { tags: ['gpu'], account: 'train@p.iam.gserviceaccount.com', v6: false };
const plain = <V>(value: V) => (isMissingValue(value) ? 'missing' : value);
const ports = (all: EffectiveFirewalls, target: Target = machine) => plain(openPorts(all, target));
const egress = (all: EffectiveFirewalls, target: Target = machine) => plain(openEgress(all, target));

const ssh: Firewall = {
  direction: 'INGRESS',
  priority: 1000,
  sourceRanges: ['0.0.0.0/0'],
  allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
};
const rule = (more: Partial<Firewall>): EffectiveFirewalls => ({ firewalls: [{ ...ssh, ...more }] });
const policy = (type: string, ...rules: PolicyRule[]) => ({ type, rules });
const deny = (priority: number, denied = [{ IPProtocol: 'all' }] as Firewall['denied']): Firewall => ({
  direction: 'INGRESS',
  priority,
  sourceRanges: ['0.0.0.0/0'],
  ...(denied ? { denied } : {}),
});
const letIn: PolicyRule = {
  direction: 'INGRESS',
  priority: 100,
  action: 'allow',
  match: { srcIpRanges: ['0.0.0.0/0'], layer4Configs: [{ ipProtocol: 'tcp', ports: ['8888'] }] },
};
const keepOut: PolicyRule = {
  direction: 'INGRESS',
  priority: 50,
  action: 'deny',
  match: { srcIpRanges: ['0.0.0.0/0'], layer4Configs: [{ ipProtocol: 'all' }] },
};

describe('ports that any address can reach', () => {
  it.each<[what: string, all: EffectiveFirewalls, expected: number[] | 'missing']>([
    ['none without rules', {}, []],
    ['one', rule({}), [22]],
    ['half of the internet', rule({ sourceRanges: ['128.0.0.0/1'] }), [22]],
    ['one range', rule({ sourceRanges: ['10.0.0.0/8'] }), []],
    ['the proxy of Google', rule({ sourceRanges: ['35.235.240.0/20'] }), []],
    ['a range of ports', rule({ allowed: [{ IPProtocol: 'tcp', ports: ['8000-9000', '22'] }] }), [22, 8000, 9000]],
    ['all ports', rule({ allowed: [{ IPProtocol: 'udp' }] }), [0, 65_535]],
    ['everything', rule({ allowed: [{ IPProtocol: 'all' }] }), [0, 65_535]],
    ['another protocol', rule({ allowed: [{ IPProtocol: 'esp' }] }), [0, 65_535]],
    ['a port that is none', rule({ allowed: [{ IPProtocol: 'tcp', ports: ['ssh'] }] }), [0, 65_535]],
    ['pings', rule({ allowed: [{ IPProtocol: 'icmp' }, { IPProtocol: '58' }] }), []],
    ['switched off', rule({ disabled: true }), []],
    ['outward', rule({ direction: 'EGRESS' }), []],
    ['from machines with a tag', { firewalls: [{ sourceTags: ['web'], allowed: ssh.allowed ?? [] }] }, []],
    ['from nothing that is named', { firewalls: [{ allowed: ssh.allowed ?? [] }] }, [22]],
    ['for a tag of ours', rule({ targetTags: ['web', 'gpu'] }), [22]],
    ['for another tag', rule({ targetTags: ['web'] }), []],
    ['for our account', rule({ targetServiceAccounts: ['train@p.iam.gserviceaccount.com'] }), [22]],
    ['for another account', rule({ targetServiceAccounts: ['web@p.iam.gserviceaccount.com'] }), []],
    ['forbidden before', { firewalls: [ssh, deny(500)] }, []],
    ['forbidden at the same priority', { firewalls: [ssh, deny(1000)] }, []],
    ['forbidden after', { firewalls: [ssh, deny(2000)] }, [22]],
    ['its port forbidden before', { firewalls: [ssh, deny(500, [{ IPProtocol: '6', ports: ['20-30'] }])] }, []],
    ['another protocol forbidden', { firewalls: [ssh, deny(500, [{ IPProtocol: 'udp', ports: ['22'] }])] }, [22]],
    ['half forbidden', { firewalls: [ssh, { ...deny(500), sourceRanges: ['0.0.0.0/1'] }] }, [22]],
    ['forbidden for another tag', { firewalls: [ssh, { ...deny(500), targetTags: ['web'] }] }, [22]],
    ['by a policy of the network', { firewallPolicys: [policy('NETWORK', letIn)] }, [8888]],
    ['by a policy above', { firewallPolicys: [policy('HIERARCHY', letIn)] }, [8888]],
    ['forbidden above', { firewalls: [ssh], firewallPolicys: [policy('HIERARCHY', keepOut)] }, []],
    ['forbidden beside', { firewalls: [ssh], firewallPolicys: [policy('NETWORK', keepOut)] }, [22]],
    [
      'forbidden above for some countries',
      {
        firewalls: [ssh],
        firewallPolicys: [
          policy('HIERARCHY', { ...keepOut, match: { ...keepOut.match, srcRegionCodes: ['XX'] } as never }),
        ],
      },
      [22],
    ],
    [
      'forbidden above behind a rule that hands on',
      {
        firewalls: [ssh],
        firewallPolicys: [policy('HIERARCHY', { ...keepOut, priority: 1, action: 'goto_next' }, keepOut)],
      },
      [22],
    ],
    [
      'from the internet by its name',
      {
        firewallPolicys: [
          policy('NETWORK', {
            ...letIn,
            match: { srcNetworkScope: 'INTERNET', layer4Configs: [{ ipProtocol: 'tcp', ports: ['80'] }] },
          }),
        ],
      },
      [80],
    ],
    ['for a secure tag', { firewallPolicys: [policy('NETWORK', { ...letIn, targetSecureTags: [{}] })] }, 'missing'],
    [
      'inspected',
      { firewallPolicys: [policy('NETWORK', { ...letIn, action: 'apply_security_profile_group' })] },
      [8888],
    ],
    ['addresses of version 6, which it has not', rule({ sourceRanges: ['::/0'] }), []],
  ])('%s', (_what, all, expected) => expect(ports(all)).toEqual(expected));

  it('with addresses of version 6', () => {
    const both = { ...machine, v6: true };
    expect(ports(rule({ sourceRanges: ['::/0'] }), both)).toEqual([22]);
    expect(ports(rule({ sourceRanges: ['fd20::/7'] }), both)).toEqual([]);
    expect(ports({ firewalls: [{ ...ssh, sourceRanges: ['::/0'] }, deny(500)] }, both)).toEqual([22]);
  });
  it('for an account, where ours is not known', () => {
    const silent = { ...machine, account: undefined };
    expect(ports(rule({ targetServiceAccounts: ['a@b'] }), silent)).toBe('missing');
    // What is open anyway settles it.
    expect(ports({ firewalls: [ssh, { ...ssh, targetServiceAccounts: ['a@b'] }] }, silent)).toEqual([22]);
    expect(ports({ firewalls: [{ ...ssh, targetServiceAccounts: ['a@b'] }, deny(500)] }, silent)).toEqual([]);
  });
});

describe('connections to any address', () => {
  const shut: Firewall = {
    direction: 'EGRESS',
    priority: 900,
    destinationRanges: ['0.0.0.0/0'],
    denied: [{ IPProtocol: 'all' }],
  };
  const out: Firewall = {
    direction: 'EGRESS',
    priority: 800,
    destinationRanges: ['0.0.0.0/0'],
    allowed: [{ IPProtocol: 'tcp', ports: ['443'] }],
  };
  const above = (action: string): PolicyRule => ({
    direction: 'EGRESS',
    priority: 1,
    action,
    match: { destIpRanges: ['0.0.0.0/0'], layer4Configs: [{ ipProtocol: 'all' }] },
  });
  it.each<[what: string, all: EffectiveFirewalls, expected: boolean | 'missing']>([
    ['let out without rules', {}, true],
    ['forbidden', { firewalls: [shut] }, false],
    [
      'forbidden, without destinations',
      { firewalls: [{ direction: 'EGRESS', denied: [{ IPProtocol: 'all' }] }] },
      false,
    ],
    ['one protocol forbidden', { firewalls: [{ ...shut, denied: [{ IPProtocol: 'tcp' }] }] }, true],
    ['some destinations forbidden', { firewalls: [{ ...shut, destinationRanges: ['10.0.0.0/8'] }] }, true],
    ['one port let out before', { firewalls: [shut, out] }, true],
    ['one port let out after', { firewalls: [shut, { ...out, priority: 950 }] }, false],
    [
      'some destinations let out before',
      { firewalls: [shut, { ...out, destinationRanges: ['199.36.153.8/30'] }] },
      false,
    ],
    ['forbidden for another tag', { firewalls: [{ ...shut, targetTags: ['web'] }] }, true],
    ['let out for a tag of ours', { firewalls: [shut, { ...out, targetTags: ['gpu'] }] }, true],
    ['pings let out', { firewalls: [shut, { ...out, allowed: [{ IPProtocol: 'icmp' }] }] }, false],
    ['forbidden above', { firewalls: [out], firewallPolicys: [policy('HIERARCHY', above('deny'))] }, false],
    ['let out above', { firewalls: [shut], firewallPolicys: [policy('HIERARCHY', above('allow'))] }, true],
    ['handed on above', { firewalls: [shut], firewallPolicys: [policy('HIERARCHY', above('goto_next'))] }, false],
    ['let out beside', { firewalls: [shut], firewallPolicys: [policy('NETWORK', above('allow'))] }, true],
    [
      'perhaps let out beside',
      { firewalls: [shut], firewallPolicys: [policy('NETWORK', { ...above('allow'), targetSecureTags: [{}] })] },
      'missing',
    ],
    [
      'perhaps let out above',
      { firewalls: [shut], firewallPolicys: [policy('HIERARCHY', { ...above('allow'), targetSecureTags: [{}] })] },
      'missing',
    ],
    ['perhaps forbidden', { firewallPolicys: [policy('NETWORK', { ...above('deny'), targetSecureTags: [{}] })] }, true],
    [
      'perhaps let out, then forbidden, above',
      {
        firewallPolicys: [
          policy('HIERARCHY', { ...above('allow'), targetSecureTags: [{}] }, { ...above('deny'), priority: 2 }),
        ],
      },
      'missing',
    ],
  ])('%s', (_what, all, expected) => expect(egress(all)).toEqual(expected));
  it('of version 6 have to be forbidden by themselves', () => {
    const both = { ...machine, v6: true };
    expect(egress({ firewalls: [shut] }, both)).toBe(true);
    expect(egress({ firewalls: [{ ...shut, destinationRanges: ['0.0.0.0/0', '::/0'] }] }, both)).toBe(false);
  });
});
