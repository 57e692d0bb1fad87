import { describe, expect, it } from 'vitest';
import { daysKept } from './lifecycle.ts';

type Rules = Parameters<typeof daysKept>[0];
const rule = (more: object) => ({ Status: 'Enabled', Filter: {}, Expiration: { Days: 30 }, ...more });
const kept = (...rules: object[]) => daysKept(rules as Rules, 'logs/AWSLogs/1/');

describe('daysKept', () => {
  it.each([
    ['no rules', [], null],
    ['a rule for all', [rule({})], 30],
    ['one that is switched off', [rule({ Status: 'Disabled' })], null],
    ['one that only moves', [rule({ Expiration: undefined })], null],
    ['one that only clears markers', [rule({ Expiration: { ExpiredObjectDeleteMarker: true } })], null],
    ['the shorter of two', [rule({}), rule({ Expiration: { Days: 7 } })], 7],
    ['the shorter of two, the other way round', [rule({ Expiration: { Days: 7 } }), rule({})], 7],
    ['a prefix above', [rule({ Filter: { Prefix: 'logs/' } })], 30],
    ['a prefix below', [rule({ Filter: { Prefix: 'logs/AWSLogs/1/2026' } })], 30],
    ['a prefix beside', [rule({ Filter: { Prefix: 'other/' } })], null],
    ['a prefix of the old form', [rule({ Filter: undefined, Prefix: 'other/' })], null],
    ['a prefix and a size', [rule({ Filter: { And: { Prefix: 'logs/', ObjectSizeGreaterThan: 1 } } })], 30],
    ['a prefix beside, and a size', [rule({ Filter: { And: { Prefix: 'x/', ObjectSizeGreaterThan: 1 } } })], null],
    ['by a tag', [rule({ Filter: { Tag: { Key: 'a', Value: 'b' } } })], null],
    ['by a tag among others', [rule({ Filter: { And: { Prefix: '', Tags: [{ Key: 'a', Value: 'b' }] } } })], null],
    ['on a date', [rule({ Expiration: { Date: '2026-01-01T00:00:00Z' } })], undefined],
  ])('%s', (_name, rules, expected) => {
    expect(kept(...rules)).toBe(expected);
  });
});
