import { describe, expect, it } from 'vitest';
import { openEgress, openPorts } from './security-groups.ts';

type Part = Record<string, unknown>;
const rule = (more: Part = {}): Part => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
  ...more,
});
const from = (...ranges: string[]): Part => ({
  IpRanges: ranges.filter((range) => !range.includes(':')).map((CidrIp) => ({ CidrIp })),
  Ipv6Ranges: ranges.filter((range) => range.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
});
const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });

describe('openPorts', () => {
  it.each([
    ['0.0.0.0/0', [22]],
    ['::/0', [22]],
    ['0.0.0.0/1', [22]],
    ['128.0.0.0/1', [22]],
    ['2000::/3', [22]],
    ['10.0.0.0/8', []],
    ['203.0.113.0/24', []],
    ['fd00::/8', []],
  ])('from %s: %j', (range, expected) => {
    expect(openPorts([rule(from(range))])).toEqual(expected);
  });

  it('one open range among closed ones is enough', () => {
    expect(openPorts([rule(from('10.0.0.0/8', '0.0.0.0/0'))])).toEqual([22]);
    expect(openPorts([rule(from('10.0.0.0/8', '::/0'))])).toEqual([22]);
  });

  it.each([
    ['a range', { FromPort: 8000, ToPort: 9000 }, [8000, 9000]],
    ['UDP', { IpProtocol: 'udp', FromPort: 53, ToPort: 53 }, [53]],
    ['TCP by number', { IpProtocol: '6' }, [22]],
    ['all traffic', { IpProtocol: '-1', FromPort: undefined, ToPort: undefined }, [0, 65535]],
    ['all traffic, ports given in vain', { IpProtocol: '-1' }, [0, 65535]],
    ['all ports by leaving them out', { FromPort: undefined, ToPort: undefined }, [0, 65535]],
    ['all ports by -1', { FromPort: -1, ToPort: -1 }, [0, 65535]],
    ['all ports by one -1', { FromPort: -1, ToPort: 22 }, [0, 65535]],
    ['a protocol without ports', { IpProtocol: '50', FromPort: undefined, ToPort: undefined }, [0, 65535]],
    ['ICMP', { IpProtocol: 'icmp', FromPort: 8, ToPort: -1 }, []],
    ['ICMPv6 by number', { IpProtocol: '58', FromPort: undefined, ToPort: undefined }, []],
    ['port 0', { FromPort: 0, ToPort: 0 }, [0]],
  ])('%s: %j', (_, more, expected) => {
    expect(openPorts([rule(more)])).toEqual(expected);
  });

  it('sorts numbers, each once', () => {
    expect(openPorts([rule({ FromPort: 443, ToPort: 443 }), rule(), rule({ FromPort: 22, ToPort: 1024 })])).toEqual([
      22, 443, 1024,
    ]);
    expect(openPorts([])).toEqual([]);
  });

  it('another security group as source is not the internet', () => {
    expect(openPorts([rule({ IpRanges: [], UserIdGroupPairs: [{ GroupId: 'sg-1' }] })])).toEqual([]);
    expect(openPorts([rule({ IpRanges: undefined, Ipv6Ranges: undefined, PrefixListIds: undefined })])).toEqual([]);
  });

  it('a prefix list is open if one of its ranges is, and unknown if it was not read', () => {
    const listed = rule({ IpRanges: [], PrefixListIds: [{ PrefixListId: 'pl-1' }] });
    expect(openPorts([listed], new Map([['pl-1', ['10.0.0.0/8']]]))).toEqual([]);
    expect(openPorts([listed], new Map([['pl-1', ['10.0.0.0/8', '0.0.0.0/0']]]))).toEqual([22]);
    expect(() => openPorts([listed], new Map([['pl-2', []]]))).toThrow(shape);
    expect(() => openPorts([listed])).toThrow(shape);
  });

  it.each([
    ['no rules', undefined],
    ['a rule that is text', ['tcp/22']],
    ['no protocol', [rule({ IpProtocol: undefined })]],
    ['a port in words', [rule({ FromPort: '22' })]],
    ['a port that is too high', [rule({ ToPort: 65_536 })]],
    ['ports the wrong way round', [rule({ FromPort: 23, ToPort: 22 })]],
    ['a range that is none', [rule({ IpRanges: [{ CidrIp: 'anywhere' }] })]],
    ['a range left out', [rule({ IpRanges: [{ Description: 'all' }] })]],
    ['ranges that are no list', [rule({ IpRanges: '0.0.0.0/0' })]],
  ])('%s is not understood', (_, rules) => {
    expect(() => openPorts(rules)).toThrow(shape);
  });
});

describe('openEgress', () => {
  it.each([
    ['all to anywhere', rule({ IpProtocol: '-1' }), true],
    ['one port to anywhere', rule({ FromPort: 443, ToPort: 443 }), true],
    ['ping to anywhere', rule({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }), true],
    ['anywhere by IPv6', rule(from('::/0')), true],
    ['half of anywhere', rule(from('128.0.0.0/1')), true],
    ['the own network', rule(from('10.0.0.0/8')), false],
  ])('%s: %s', (_, egress, expected) => {
    expect(openEgress([egress])).toBe(expected);
  });

  it('a prefix list that was not read leaves it unknown, unless it is open anyway', () => {
    const listed = rule({ IpRanges: [], PrefixListIds: [{ PrefixListId: 'pl-1' }] });
    expect(() => openEgress([listed])).toThrow(shape);
    expect(openEgress([listed], new Map([['pl-1', ['52.216.0.0/15']]]))).toBe(false);
    expect(openEgress([listed, rule()])).toBe(true);
    expect(openEgress([])).toBe(false);
    expect(() => openEgress(undefined)).toThrow(shape);
  });
});
