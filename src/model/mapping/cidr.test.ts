import { describe, expect, it } from 'vitest';
import { cidrOf, isInternet, isPrivate } from './cidr.ts';

describe('address ranges', () => {
  it.each([
    ['0.0.0.0/0', { version: 4, address: 0n, bits: 0 }],
    ['10.1.2.3/32', { version: 4, address: 0x0a010203n, bits: 32 }],
    ['10.1.2.3', { version: 4, address: 0x0a010203n, bits: 32 }],
    ['::/0', { version: 6, address: 0n, bits: 0 }],
    ['2001:db8::1', { version: 6, address: 0x20010db8000000000000000000000001n, bits: 128 }],
    ['2001:db8::1/128', { version: 6, address: 0x20010db8000000000000000000000001n, bits: 128 }],
    ['::ffff:1.2.3.4/96', { version: 6, address: 0xffff01020304n, bits: 96 }],
    ['1:2:3:4:5:6:7:8/64', { version: 6, address: 0x00010002000300040005000600070008n, bits: 64 }],
  ])('%s', (text, expected) => {
    expect(cidrOf(text)).toEqual(expected);
  });

  it.each([
    [''],
    ['0.0.0.0/33'],
    ['0.0.0.0/'],
    ['0.0.0.0/-1'],
    ['0.0.0.0/0/0'],
    ['::/129'],
    ['1.2.3/8'],
    ['fe80::1%eth0/64'],
    ['0.0.0.0/1e0'],
    ['any'],
  ])('%s is none', (text) => {
    expect([cidrOf(text), isInternet(text), isPrivate(text)]).toEqual([undefined, false, false]);
  });

  it.each([
    ['0.0.0.0/0', true],
    ['0.0.0.0/1', true],
    ['128.0.0.0/1', true],
    ['64.0.0.0/7', true],
    ['52.0.0.0/8', false],
    ['10.0.0.0/8', false],
    ['8.8.8.8/32', false],
    ['10.0.0.0/7', true],
    ['::/0', true],
    ['::/1', true],
    ['2000::/3', true],
    ['fc00::/7', false],
    ['2600::/8', false],
  ])('isInternet(%s) is %s', (text, expected) => {
    expect(isInternet(text)).toBe(expected);
  });

  it.each([
    ['10.20.0.0/16', true],
    ['172.31.0.0/16', true],
    ['172.32.0.0/16', false],
    ['192.168.1.0/24', true],
    ['100.64.0.0/10', true],
    ['11.0.0.0/8', false],
    ['0.0.0.0/0', false],
    ['fd00:1::/32', true],
    ['2001:db8::/32', false],
    ['::/0', false],
  ])('isPrivate(%s) is %s', (text, expected) => {
    expect(isPrivate(text)).toBe(expected);
  });
});
