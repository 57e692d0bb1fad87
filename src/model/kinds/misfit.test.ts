import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { FactDecl } from './declare.ts';
import { misfit } from './misfit.ts';
import { store } from './vocabulary.ts';

const lost = { $missing: { reason: 'access-denied' } };
const stores: FactDecl = { type: 'list', of: store, doc: '' };

it.each<[FactDecl, Json, string | undefined]>([
  [{ type: 'bool', doc: '' }, true, undefined],
  [{ type: 'bool', doc: '' }, 'true', 'neither true nor false'],
  [{ type: 'bool', doc: '' }, null, 'null'],
  [{ type: 'int', doc: '' }, 3, undefined],
  [{ type: 'int', doc: '' }, '3', 'no whole number'],
  [{ type: 'int', doc: '' }, 2.5, 'no whole number'],
  [{ type: 'int', nullable: true, doc: '' }, null, undefined],
  [{ type: 'timestamp', doc: '' }, '2026-11-20T09:00:00Z', undefined],
  [{ type: 'timestamp', doc: '' }, '', 'no time'],
  [{ type: 'timestamp', doc: '' }, 1732000000, 'no time'],
  [{ type: 'string', doc: '' }, '', undefined],
  [{ type: 'string', values: ['on', 'off'], doc: '' }, 'on', undefined],
  [{ type: 'string', values: ['on', 'off'], doc: '' }, 'perhaps', 'a word that is not declared'],
  [{ type: 'map', doc: '' }, { owner: 'ana' }, undefined],
  [{ type: 'map', doc: '' }, { owner: 1 }, 'no map of texts'],
  [{ type: 'list', of: 'string', doc: '' }, ['a', lost], undefined],
  [{ type: 'list', of: 'string', doc: '' }, ['a', null], 'no text'],
  [{ type: 'list', of: 'int', doc: '' }, ['1'], 'an item that is no whole number'],
  [{ type: 'list', of: 'string', doc: '' }, 'a', 'no list'],
  [stores, [{ name: 'home', key: 'customer' }], undefined],
  [stores, [{ name: 'home', key: lost }], undefined],
  [stores, [{ name: 'home', key: 'mine' }], 'an item whose key is a word that is not declared'],
  [stores, [{ name: 'home' }], 'an item whose key is null'],
  [stores, [{ name: 'home', key: 'none', extra: 1 }], 'an item with a member too many'],
])('%j: %j', (declaration, value, expected) => {
  expect(misfit(value, declaration)).toBe(expected);
});
