import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { overlay, plain } from './overlay.ts';

describe('overlay', () => {
  it('turns into RFC 3339 what the SDK knows to be a time, and nothing else', () => {
    const at = new Date('2026-11-01T08:30:15.250Z');
    expect(
      overlay({ CreationTime: 1793521815.25, Count: 1793521815 }, { CreationTime: at, Count: 1793521815 }),
    ).toEqual({ CreationTime: '2026-11-01T08:30:15.250Z', Count: 1793521815 });
  });

  it('keeps members that the SDK does not know', () => {
    expect(overlay({ New: { Deep: [1] } }, {})).toEqual({ New: { Deep: [1] } });
  });

  it('reaches into lists', () => {
    expect(overlay({ L: [{ T: 1 }, { T: 2 }] }, { L: [{ T: new Date(0) }, { T: new Date(1000) }] })).toEqual({
      L: [{ T: '1970-01-01T00:00:00.000Z' }, { T: '1970-01-01T00:00:01.000Z' }],
    });
  });

  it.each<[string, Json, unknown, Json]>([
    ['a time that the SDK could not read', { T: 'soon' }, { T: new Date(Number.NaN) }, { T: 'soon' }],
    ['a list where the SDK saw none', { L: [1] }, { L: { T: new Date(0) } }, { L: [1] }],
    ['an object where the SDK saw a list', { O: { T: 1 } }, { O: [new Date(0)] }, { O: { T: 1 } }],
    ['null where the SDK saw nothing', { T: null }, {}, { T: null }],
    ['a list longer than the parsed one', { L: [1, 2] }, { L: [new Date(0)] }, { L: ['1970-01-01T00:00:00.000Z', 2] }],
    [
      'a list of times',
      [1, 2],
      [new Date(0), new Date(1000)],
      ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:01.000Z'],
    ],
  ])('takes %s as it was received', (_name, body, parsed, expected) => {
    expect(overlay(body, parsed)).toEqual(expected);
  });

  it('keeps a member of any name', () => {
    const body = JSON.parse('{"Tags":{"__proto__":"a","toString":"b","T":1}}') as Json; // an object
    expect(JSON.stringify(overlay(body, { Tags: { T: new Date(0), toString: new Date(0) } }))).toBe(
      '{"Tags":{"__proto__":"a","toString":"1970-01-01T00:00:00.000Z","T":"1970-01-01T00:00:00.000Z"}}',
    );
  });

  it('does not make up what was not received', () => {
    expect(overlay({}, { Things: [] })).toEqual({});
  });
});

describe('plain', () => {
  it('keeps a member of any name', () => {
    expect(JSON.stringify(plain(JSON.parse('{"__proto__":"a","b":{"__proto__":1}}')))).toBe(
      '{"__proto__":"a","b":{"__proto__":1}}',
    );
  });

  it('leaves undefined members out and writes times as RFC 3339', () => {
    expect(plain({ a: undefined, b: new Date(0), c: [undefined], d: new Uint8Array([1]) })).toEqual({
      b: '1970-01-01T00:00:00.000Z',
      c: [null],
      d: 'AQ==',
    });
  });
});
