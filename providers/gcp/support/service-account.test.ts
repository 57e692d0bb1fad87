import { describe, expect, it } from 'vitest';
import { assumableBy, rightsIn, rolesOf } from '../analysis/bindings.ts';
import { contract } from '../testing/contract.ts';
import { changesTable } from '../testing/table.ts';
import { serviceAccounts } from './service-account.ts';

const email = 'train@imaging-train.iam.gserviceaccount.com';
const me = `serviceAccount:${email}`;
const bound = (role: string, members = [me], more: object = {}) => [{ role, members, ...more }];
const given = {
  item: { email },
  reads: {
    'serviceAccounts.get': { name: 'x', email },
    'projects.getIamPolicy': { etag: 'e', bindings: bound('roles/aiplatform.user') },
    'projects.getAncestry': {
      ancestor: [
        { resourceId: { type: 'project', id: 'imaging-train' } },
        { resourceId: { type: 'organization', id: '99' } },
      ],
    },
    'folders.getIamPolicy': { etag: 'e' },
    'organizations.getIamPolicy': { etag: 'e', bindings: bound('roles/viewer', ['user:boss@hospital.example']) },
    'roles.get': { name: 'roles/aiplatform.user', includedPermissions: ['aiplatform.endpoints.predict'] },
    'serviceAccounts.getIamPolicy': { etag: 'e' },
    'serviceAccounts.keys.list': { keys: [{ keyType: 'SYSTEM_MANAGED' }] },
  },
};

contract(serviceAccounts, given);
changesTable(serviceAccounts, given, [
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/editor'),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/owner'),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true, escalates: true },
  ],
  ['projects.getIamPolicy#/bindings', bound('roles/owner', ['user:x@y.example']), {}],
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/owner', ['allAuthenticatedUsers']),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true, escalates: true },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/owner', [me], { condition: { expression: 'false' } }),
    { bounded: true },
  ],
  [
    'organizations.getIamPolicy#/bindings',
    bound('roles/editor'),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true },
  ],
  ['roles.get#/includedPermissions', ['storage.objects.get'], { dataWide: true }],
  ['roles.get#/includedPermissions', ['iam.serviceAccounts.actAs'], { actsAsOthers: true }],
  ['roles.get#/includedPermissions', ['iam.serviceAccountKeys.create'], { escalates: true }],
  ['roles.get#/includedPermissions', ['resourcemanager.projects.setIamPolicy'], { escalates: true }],
  [
    'serviceAccounts.keys.list#/keys',
    [{ keyType: 'USER_MANAGED' }, { keyType: 'USER_MANAGED', disabled: true }],
    { staticKeys: 1 },
  ],
  ['serviceAccounts.get#/disabled', true, { state: 'stopped' }],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['allUsers']),
    { assumableBy: 'everyone' },
  ],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['user:x@gmail.com']),
    { assumableBy: 'missing: not-exposed' },
  ],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['serviceAccount:a@imaging-train.iam.gserviceaccount.com']),
    { assumableBy: 'account' },
  ],
  ['serviceAccounts.getIamPolicy#/bindings', bound('roles/iam.serviceAccountViewer', ['user:x@gmail.com']), {}],
]);

describe('bindings', () => {
  it('of others are not ours', () => {
    expect(
      rolesOf('a@p.iam.gserviceaccount.com', bound('roles/owner', ['serviceAccount:b@p.iam.gserviceaccount.com'])),
    ).toEqual([]);
  });
  it('with a role that is not known decide nothing', () => {
    expect(rightsIn([{ role: 'x', condition: false }], () => undefined)).toBeUndefined();
    expect(rightsIn([], () => undefined)).toMatchObject({ admin: false, bounded: false });
  });
  it.each([
    ['serviceAccount:service-1@gcp-sa-aiplatform.iam.gserviceaccount.com', 'service'],
    ['deleted:user:x@gmail.com?uid=1', 'service'],
    ['principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*', 'unclear'],
    ['serviceAccount:b@other.iam.gserviceaccount.com', 'unclear'],
  ])('to %s let act: %s', (member, expected) => {
    expect(assumableBy(bound('roles/iam.workloadIdentityUser', [member]), 'p')).toBe(expected);
    expect(assumableBy(bound('projects/p/roles/custom', [member]), 'p')).toBe(expected);
  });
});
