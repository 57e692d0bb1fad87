import { describe, expect, test } from 'vitest';
import { assertReachable, guardedLookup, refusal } from './address.ts';
import { HttpClient } from './client.ts';

describe('addresses of metadata services', () => {
  test.each([
    '169.254.169.254',
    '169.254.170.2',
    '::ffff:169.254.169.254',
    'fd00:ec2::254',
    'fe80::1',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    'fd20:ce::254',
    'fd20:ce:0:0:0:0:0:254',
    'fd00:c1::a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::',
    '2002:a9fe:a9fe:1::7',
    '::169.254.169.254',
    '::a9fe:a9fe',
    'fe80::1%eth0',
  ])('%s is refused, even where private ones are allowed', (address) => {
    expect(refusal(address, 'any')).toContain('metadata');
    expect(refusal(address, 'public')).toContain('metadata');
  });
});

describe('addresses that are not public', () => {
  test.each([
    '10.0.0.1',
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '::10.0.0.1',
    '64:ff9b::808:808',
  ])('%s is refused unless they are allowed', (address) => {
    expect(refusal(address, 'public')).toContain('not a public address');
    expect(refusal(address, 'any')).toBeUndefined();
  });

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => {
    expect(refusal(address, 'public')).toBeUndefined();
  });
});

test.each(['127.0.0.1', '[::1]', '10.1.1.1', '[::ffff:127.0.0.1]'])(
  'an address in the place of a name (%s) is looked at, too',
  (host) => {
    expect(() => assertReachable(host, 'public')).toThrow('not a public address');
    expect(() => assertReachable(host, 'any')).not.toThrow();
  },
);

test('other ways to write an address end as the address', () => {
  for (const host of ['0x7f000001', '2130706433', '0177.0.0.1', '127.1'])
    expect(() => assertReachable(new URL(`http://${host}/`).hostname, 'public')).toThrow('not a public address');
});

test('a name is looked at when it is connected to, by the addresses that it has then', async () => {
  const error = await new Promise((resolve) => guardedLookup('public')('localhost', {}, resolve));
  expect(error).toMatchObject({ code: 'EREFUSED', message: expect.stringContaining('localhost') });
  const client = new HttpClient('public');
  const request = { method: 'GET' as const, url: new URL('http://localhost:1/') };
  await expect(client.send(request, new AbortController().signal)).rejects.toMatchObject({ code: 'EREFUSED' });
  client.close();
});
