import { expect, it } from 'vitest';
import { isForOne } from './machine.ts';

const asked = { $missing: expect.objectContaining({ reason: 'not-exposed' }) };

it.each<[what: string, instanceOwners: string[], metadata: Record<string, string>, expected: unknown]>([
  ['the answer names one owner', ['ada@x.example'], {}, true],
  ['the answer names two', ['ada@x.example', 'bo@x.example'], {}, false],
  ['nothing is said', [], {}, asked],
  ['whoever may use the account', [], { 'proxy-mode': 'service_account' }, false],
  ['whoever edits the project', [], { 'proxy-mode': 'project_editors' }, false],
  ['one address', [], { 'proxy-mode': 'mail', 'proxy-user-mail': 'ada@x.example' }, true],
  ['two addresses', [], { 'proxy-mode': 'mail', 'proxy-user-mail': 'ada@x.example,bo@x.example' }, false],
  ['an address that is not told', [], { 'proxy-mode': 'mail' }, asked],
  ['a mode that is not known', [], { 'proxy-mode': 'anything', 'proxy-user-mail': 'ada@x.example' }, asked],
])('who may open an instance: %s', (_what, instanceOwners, metadata, expected) =>
  expect(isForOne({ name: 'i', instanceOwners, gceSetup: { metadata } })).toEqual(expected),
);
