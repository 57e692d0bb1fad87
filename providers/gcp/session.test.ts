import { expect, it } from 'vitest';
import { joinOperations } from './operations.ts';
import { baseOf, gcpSession } from './session.ts';

it.each([
  ['aiplatform', 'europe-west4', 'https://europe-west4-aiplatform.googleapis.com'],
  ['aiplatform', 'global', 'https://aiplatform.googleapis.com'],
  ['notebooks', 'europe-west4', 'https://notebooks.googleapis.com'],
  ['modelarmor', 'europe-west4', 'https://modelarmor.europe-west4.rep.googleapis.com'],
  ['modelarmor', 'us', 'https://modelarmor.us.rep.googleapis.com'],
  ['modelarmor', 'global', 'https://modelarmor.googleapis.com'],
  ['compute', 'europe-west4', 'https://compute.googleapis.com'],
  ['cloudasset', 'global', 'https://cloudasset.googleapis.com'],
])('%s in %s is at %s', (service, region, expected) => {
  expect(baseOf(service, region)).toBe(expected);
});

it.each(['evil.example/', 'a.b', 'A', '', 'x@y', 'x:1', '..'])('%j is no location: it would be a host', (region) => {
  expect(() => baseOf('aiplatform', region)).toThrow('no name of a location');
});

it('knows its project by number, too', () => {
  const tokens = { headers: async () => ({}), renew: async () => true, identity: async () => 'me' };
  const session = gcpSession({ project: 'imaging-train', number: '123', identity: 'me', tokens });
  expect([session.account, session.aliases]).toEqual(['imaging-train', ['123']]);
});

it('joins tables of one service, and refuses an operation that stands in two', () => {
  const a = { x: { 'things.list': { path: '/things' } } };
  expect(Object.keys(joinOperations([a, { x: { 'others.list': { path: '/o' } } }]).x ?? {})).toHaveLength(2);
  expect(() => joinOperations([a, a])).toThrow('x:things.list is declared twice');
});
