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
const keys = 'Microsoft.Storage/storageAccounts/listKeys/action';
const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
const giveRoles = 'Microsoft.Authorization/roleAssignments/write';
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
    // It adds credentials to the identities of others.
    ['Contributor of it', [grant(subscription, contributor)], { admin: true, escalates: true, dataWide: true }],
    ['Contributor of a group', [grant(`${subscription}/resourceGroups/g`, contributor)], { escalates: false }],
    [
      'who may write everything',
      [grant(subscription, { actions: ['*/write'] })],
      { admin: true, wildcardActions: true },
    ],
    [
      'a Reader',
      [grant(subscription, { actions: ['*/read'] })],
      { admin: false, wildcardActions: false, dataWide: false },
    ],
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
    [
      'Owner under a condition',
      [grant(subscription, owner, true)],
      { admin: true, escalates: true, dataWide: true, bounded: true },
    ],
    ['who may list keys under one', [grant(subscription, { actions: [keys] }, true)], { dataWide: true }],
    [
      'who may read blobs under one',
      [grant(subscription, { dataActions: [blobs] }, true)],
      { dataWide: 'conditional' },
    ],
    [
      'who may read blobs under one, and once more without',
      [grant(subscription, { dataActions: [blobs] }, true), grant(subscription, { dataActions: [blobs] })],
      { dataWide: true },
    ],
    ['who may give roles under one', [grant(one, { actions: [giveRoles] }, true)], { escalates: 'conditional' }],
    [
      'who may give roles by a role that has one',
      [grant(one, { actions: [giveRoles], condition: '(...)' })],
      { escalates: 'conditional' },
    ],
    [
      'who may define roles under one',
      [grant(one, { actions: ['Microsoft.Authorization/roleDefinitions/write'] }, true)],
      { escalates: true },
    ],
    [
      'who may add credentials everywhere',
      [grant(subscription, { actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/*'] })],
      { escalates: true, admin: false },
    ],
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
