import { expect, it } from 'vitest';
import type { MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { type AccessLevel, admitsAnyone } from './access-levels.ts';

const unread = missing('not read', 'access-denied');
const of = (...conditions: object[]): AccessLevel => ({ basic: { conditions } });
const any = (...conditions: object[]): AccessLevel => ({ basic: { conditions, combiningFunction: 'OR' } });
const office = { ipSubnetworks: ['198.51.100.0/24'] };
const world = { ipSubnetworks: ['0.0.0.0/0'] };
const others: Record<string, AccessLevel | MissingValue> = {
  office: of(office),
  world: of(world),
  lost: unread,
  circle: of({ requiredAccessLevels: ['circle'] }),
};

it.each<[what: string, level: AccessLevel, expected: boolean | string]>([
  ['from an office', of(office), false],
  ['from anywhere', of(world), true],
  ['from anywhere, in version 6', of({ ipSubnetworks: ['::/0'] }), true],
  ['from half of the internet', of({ ipSubnetworks: ['128.0.0.0/1'] }), true],
  ['from a large block', of({ ipSubnetworks: ['17.0.0.0/8'] }), false],
  ['from an office, or anywhere', of({ ipSubnetworks: ['198.51.100.0/24', '0.0.0.0/0'] }), true],
  ['from what is no range', of({ ipSubnetworks: ['everywhere'] }), true],
  ['for members', of({ ...world, members: ['user:a@b.c'] }), false],
  ['from a country', of({ regions: ['CH'] }), false],
  ['from networks', of({ vpcNetworkSources: [{}] }), false],
  ['for devices', of({ devicePolicy: { requireCorpOwned: true } }), false],
  ['for encrypted devices', of({ devicePolicy: { allowedEncryptionStatuses: ['ENCRYPTED'] } }), false],
  ['for devices of any kind', of({ devicePolicy: { requireScreenlock: false, osConstraints: [] } }), true],
  ['without anything that is asked', of({}), true],
  ['from all but an office', of({ ...office, negate: true }), true],
  ['from an office and anywhere', of(office, world), false],
  ['from an office or anywhere', any(office, world), true],
  ['from an office or another', any(office, office), false],
  ['with another level', of({ requiredAccessLevels: ['office'] }), false],
  ['with a level of everybody', of({ requiredAccessLevels: ['world'] }), true],
  ['with a level that is not read', of({ requiredAccessLevels: ['lost', 'world'] }), 'access-denied'],
  ['with two levels, one of them not read', of({ requiredAccessLevels: ['lost', 'office'] }), false],
  ['with one that is not read, or anywhere', any({ requiredAccessLevels: ['lost'] }, world), true],
  ['with one that asks for itself', of({ requiredAccessLevels: ['circle'] }), true],
  ['by an expression', { custom: { expr: { expression: 'true' } } } as AccessLevel, 'not-exposed'],
  ['that says nothing', {}, 'not-exposed'],
])('a level %s', (_what, level, expected) => {
  const found = admitsAnyone('this', (name) => (name === 'this' ? level : (others[name] ?? {})));
  expect(typeof found === 'boolean' ? found : found.$missing.reason).toBe(expected);
});

it('every source is anywhere', () => {
  expect(admitsAnyone('*', () => unread)).toBe(true);
  expect(admitsAnyone('lost', () => unread)).toBe(unread);
});
