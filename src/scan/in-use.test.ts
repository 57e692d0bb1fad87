import { describe, expect, it } from 'vitest';
import type { Population } from '../model/evidence.ts';
import type { Resource } from '../model/resource.ts';
import { InUse } from './in-use.ts';

const list = (more: Partial<Population>): Population =>
  ({
    kind: 'ml.notebook',
    account: '1',
    region: 'r',
    operation: 's:List',
    items: 0,
    gone: 0,
    endReached: true,
    missing: [],
    evidence: [7],
    ...more,
  }) as Population; // only what is looked at

function inUse(populations: Population[]) {
  const resource = { account: '1', region: 'r', facts: { inUse: { missing: [], from: [] } } } as unknown as Resource; // only what is looked at
  new InUse(populations).fill(resource);
  return resource.facts.inUse;
}

describe('inUse', () => {
  it('is true when a list has items', () => {
    expect(inUse([list({ items: 0 }), list({ items: 2 })])).toMatchObject({ value: true, from: [{ evidence: 7 }] });
  });
  it('is true when a list has items, whatever could not be read', () => {
    expect(
      inUse([list({ endReached: false, missing: [{ reason: 'access-denied' }] }), list({ items: 1 })]),
    ).toMatchObject({ value: true });
  });
  it('is false when every list was read and is empty', () => {
    expect(inUse([list({})])).toMatchObject({ value: false });
  });
  it('is missing when a list could not be read', () => {
    expect(inUse([list({ endReached: false, missing: [{ reason: 'access-denied' }] })])).toMatchObject({
      missing: [{ reason: 'access-denied' }],
    });
  });
  it('does not count what only supports', () => {
    expect(inUse([list({}), list({ kind: 'log.trail', items: 3 })])).toMatchObject({ value: false });
  });
  it('does not count what is there in any account', () => {
    const setting = list({ kind: 'genai.guardrail', operation: '', items: 1 });
    expect(inUse([list({}), setting])).toMatchObject({ value: false });
    expect(inUse([list({}), { ...setting, endReached: false, missing: [{ reason: 'throttled' }] }])).toMatchObject({
      value: false,
    });
  });
  it('counts the scope alone', () => {
    expect(inUse([list({}), list({ region: 'other', items: 3 })])).toMatchObject({ value: false });
  });
  it('is missing where nobody asked', () => {
    expect(inUse([])).toMatchObject({ missing: [{ reason: 'out-of-scope' }] });
  });
});
