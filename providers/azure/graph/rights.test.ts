import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { provenInAll } from './rights.ts';

const action = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read';
const role = (...actions: string[]): JsonObject => ({ actions, notActions: [] });
const denial = (...permissions: JsonObject[]): JsonObject => ({ properties: { permissions } });
const proven = async (roles: JsonObject[] | 'denied', denials: JsonObject[] | 'denied' = []) => {
  const answer = (found: JsonObject[] | 'denied') => (found === 'denied' ? refused('o', 'p') : found);
  const { ask } = cannedAsk({ Permissions_ListForSubscription: answer(roles), DenyAssignments_List: answer(denials) });
  return (await provenInAll(ask, action)) !== undefined;
};

it.each<[name: string, roles: JsonObject[] | 'denied', expected: boolean]>([
  ['a reader', [role('*/read')], true],
  ['an owner', [role('*')], true],
  ['the action itself, in other letters', [role(action.toUpperCase())], true],
  ['one of several roles', [role('Microsoft.Search/*/read'), role('Microsoft.MachineLearningServices/*')], true],
  ['an exception of one role that another has not', [{ actions: ['*'], notActions: ['*/read'] }, role('*/read')], true],
  ['no role', [], false],
  ['a role of other things', [role('Microsoft.Search/*/read')], false],
  ['the workspace alone', [role('Microsoft.MachineLearningServices/workspaces/read')], false],
  ['an exception', [{ actions: ['*/read'], notActions: [action] }], false],
  ['a wide exception', [{ actions: ['*'], notActions: ['Microsoft.MachineLearningServices/*'] }], false],
  ['a condition', [{ ...role('*/read'), condition: '@Resource[x] StringEquals y' }], false],
  ['a condition that is none', [{ ...role('*/read'), condition: null }], true],
  ['no actions', [{ notActions: [] }], false],
  ['data alone', [{ actions: [], dataActions: ['*'] }], false],
  ['roles that may not be read', 'denied', false],
])('rights in all of a subscription by %s', async (_name, roles, expected) => {
  expect(await proven(roles)).toBe(expected);
});

it.each<[name: string, denials: JsonObject[] | 'denied', expected: boolean]>([
  ['of changes', [denial({ actions: ['*'], notActions: ['*/read'] })], true],
  ['of other things', [denial(role('Microsoft.Storage/*'))], true],
  ['of the action', [denial(role(action))], false],
  ['of everything', [denial(role('*'))], false],
  ['of it, under a condition', [denial({ ...role(action), condition: 'x' })], false],
  ['of it, for others', [{ properties: { permissions: [role('*')], excludePrincipals: [{ id: 'us' }] } }], false],
  ['of it, beside another', [denial(role('Microsoft.Storage/*')), denial(role('*/read'))], false],
  ['that does not say of what', [{ properties: {} }], false],
  ['with a permission that does not say of what', [denial({ notActions: [] })], false],
  ['that may not be read', 'denied', false],
])('a deny assignment %s', async (_name, denials, expected) => {
  expect(await proven([role('*/read')], denials)).toBe(expected);
});
