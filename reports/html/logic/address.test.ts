import { expect, test } from 'vitest';
import { formatAddress, listAddress, parseAddress } from './address.ts';

test.each([
  ['', { place: '', id: '', query: '' }],
  ['#findings', { place: 'findings', id: '', query: '' }],
  [
    '#findings?verdict=fail&verdict=unknown&q=a+b',
    { place: 'findings', id: '', query: 'verdict=fail&verdict=unknown&q=a+b' },
  ],
  ['#finding/1a2b?severity=high', { place: 'finding', id: '1a2b', query: 'severity=high' }],
  ['#method/NET%2F001', { place: 'method', id: 'NET/001', query: '' }],
  ['#method/%zz', { place: 'method', id: '%zz', query: '' }],
  ['#x?y/z', { place: 'x', id: '', query: 'y%2Fz=' }],
])('%s', (hash, expected) => {
  const { place, id, params } = parseAddress(hash);
  expect({ place, id, query: params.toString() }).toEqual(expected);
});

test.each([
  ['what a name may hold comes back', 'a&b=c#d/e?f é'],
  ['nothing', ''],
])('%s', (_, value) => {
  expect(parseAddress(listAddress('findings', { account: value })).params.get('account')).toBe(value);
  expect(parseAddress(formatAddress('resource', value)).id).toBe(value);
});

test('several values of one filter', () => {
  expect(listAddress('findings', { verdict: ['fail', 'unknown'], control: 'NET-001' })).toBe(
    '#findings?verdict=fail&verdict=unknown&control=NET-001',
  );
});
