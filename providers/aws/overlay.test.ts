import { describe, expect, it } from 'vitest';
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

  it('does not make up what was not received', () => {
    expect(overlay({}, { Things: [] })).toEqual({});
  });
});

describe('plain', () => {
  it('leaves undefined members out and writes times as RFC 3339', () => {
    expect(plain({ a: undefined, b: new Date(0), c: [undefined], d: new Uint8Array([1]) })).toEqual({
      b: '1970-01-01T00:00:00.000Z',
      c: [null],
      d: 'AQ==',
    });
  });
});
