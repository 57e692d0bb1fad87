import { expect, it } from 'vitest';
import type { Collector, ListSpec } from '../model/provider.ts';
import { noteEnd, openList } from './open-list.ts';

const scope = { provider: 'gcp', account: 'a', accountName: 'a', region: 'r' } as const;
const bounded = { newest: () => 5, order: {}, why: 'it has no end' };

/** What the population says of a list that was cut at five. */
function noteOf(more: Partial<ListSpec>): string {
  const list: ListSpec = { service: 's', operation: 'List', permission: 'p', items: 'i', ...more };
  const collector = { provider: 'gcp', id: 'c', kind: 'ml.pipeline', nativeType: 'P', list } as unknown as Collector; // its list is all that is looked at
  const opened = openList(collector, scope, []);
  noteEnd(opened, { endReached: true, bounded: true, missing: [] }, 5);
  return opened.population.note;
}

it.each([
  [{ bounded }, 'the newest 5 were read: it has no end'],
  [
    { bounded: { ...bounded, unordered: true as const } },
    'the first 5, in the order of the service, were read: it has no end',
  ],
  // A look at a few items only, for finding out what may be read.
  [{}, 'the first 5 were read'],
])('a list that was cut says which part was read: %j', (more, expected) => {
  expect(noteOf(more)).toBe(expected);
});
