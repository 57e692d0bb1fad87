import { describe, expect, it } from 'vitest';
import { allows, type Grant, isWide, rightsOf } from './roles.ts';

const subscription = '/subscriptions/s';
const one = `${subscription}/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a`;
const owner = { actions: ['*'] };
const contributor = {
  actions: ['*'],
  notActions: [
    'Microsoft.Authorization/*/Write',
    'Microsoft.Authorization/*/Delete',
    'Microsoft.Authorization/elevateAccess/Action',
  ],
};
const grant = (scope: string, permission: object, condition = false): Grant => ({
  scope,
  permissions: [permission],
  condition,
});

describe('what roles add up to', () => {
  it.each<[string, Grant[], Partial<ReturnType<typeof rightsOf>>]>([
    ['nothing', [], { admin: false, dataWide: false, escalates: false, wildcardActions: false, bounded: false }],
    [
      'Owner of the subscription',
      [grant(subscription, owner)],
      { admin: true, escalates: true, dataWide: true, actsAsOthers: true },
    ],
    ['Contributor of it', [grant(subscription, contributor)], { admin: true, escalates: false, dataWide: true }],
    [
      'Owner of a management group',
      [grant('/providers/Microsoft.Management/managementGroups/m', owner)],
      { admin: true },
    ],
    ['Owner of everything', [grant('/', owner)], { admin: true }],
    [
      'Owner of one resource',
      [grant(one, owner)],
      { admin: false, dataWide: false, escalates: true, wildcardActions: false },
    ],
    ['Owner under a condition', [grant(subscription, owner, true)], { admin: true, escalates: false, bounded: true }],
    [
      'a reader of blobs everywhere',
      [grant(subscription, { dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'] })],
      { dataWide: true, admin: false },
    ],
    [
      'a reader of blobs in one account',
      [grant(one, { dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'] })],
      { dataWide: false },
    ],
    [
      'who may list keys everywhere',
      [grant(subscription, { actions: ['Microsoft.Storage/*/action'] })],
      { dataWide: true },
    ],
    [
      'who may give roles',
      [grant(one, { actions: ['Microsoft.Authorization/roleAssignments/*'] })],
      { escalates: true },
    ],
    [
      'who may do everything in a service',
      [grant(subscription, { actions: ['Microsoft.MachineLearningServices/*'] })],
      { wildcardActions: true, admin: false },
    ],
    [
      'who may assign identities everywhere',
      [grant(subscription, { actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/*/action'] })],
      { actsAsOthers: true },
    ],
  ])('%s', (_name, grants, expected) => {
    expect(rightsOf(grants)).toMatchObject(expected);
  });
});

it.each([
  ['*', 'A/b/read', true],
  ['A/*', 'A/b/read', true],
  ['A/*/read', 'A/b/c/read', true],
  ['A/*/read', 'A/b/write', false],
  ['a/B/READ', 'A/b/read', true],
  ['A/b', 'A/b/read', false],
  ['*/read', 'A/b/read', true],
  ['A/b*b/read', 'A/b/read', false],
])('%s allows %s: %s', (pattern, action, expected) => {
  expect(allows([{ actions: [pattern] }], action)).toBe(expected);
  expect(allows([{ actions: ['*'], notActions: [pattern] }], action)).toBe(!expected);
});

it.each([
  ['/', true],
  ['/subscriptions/x', true],
  ['/subscriptions/x/', true],
  ['/subscriptions/x/resourceGroups/g', false],
  ['/providers/Microsoft.Management/managementGroups/root', true],
])('%s is wide: %s', (scope, expected) => {
  expect(isWide(scope)).toBe(expected);
});
