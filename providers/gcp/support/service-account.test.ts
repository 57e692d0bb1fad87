import { describe, expect, it } from 'vitest';
import { missing } from '../../../src/model/mapping/spec.ts';
import { assumableBy } from '../analysis/acting.ts';
import { rightsIn, rolesOf } from '../analysis/bindings.ts';
import { contract } from '../testing/contract.ts';
import { denied, plainOf, resourceOf, type Table } from '../testing/map.ts';
import { type Change, changesTable } from '../testing/table.ts';
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
    'projects.hmacKeys.list': { kind: 'storage#hmacKeysMetadata' },
  },
};

const asked = 'missing: not-exposed';
const all = <V>(value: V) => ({
  admin: value,
  dataWide: value,
  actsAsOthers: value,
  wildcardActions: value,
  escalates: value,
});

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
  ['projects.getIamPolicy#/bindings', bound('roles/owner', ['user:x@hospital.example']), {}],
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/owner', ['allAuthenticatedUsers']),
    { ...all(true), assumableBy: 'everyone' },
  ],
  // The names of today for the roles that change everything.
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/admin'),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true, escalates: true },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/writer'),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true },
  ],
  // A condition says when: whether it holds, a person has to say.
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/owner', [me], { condition: { expression: 'false' } }),
    { ...all(asked), bounded: true },
  ],
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/viewer', [me], { condition: { expression: 'x' } }),
    { bounded: true },
  ],
  // An account may be a member of a group.
  ['projects.getIamPolicy#/bindings', bound('roles/owner', ['group:ml@hospital.example']), all(asked)],
  ['projects.getIamPolicy#/bindings', bound('roles/viewer', ['group:ml@hospital.example']), {}],
  // People of a domain are no accounts.
  ['projects.getIamPolicy#/bindings', bound('roles/owner', ['domain:hospital.example']), {}],
  ...(
    [
      ['projects/111', all(true)],
      ['folders/55', { assumableBy: asked }],
      ['organizations/99', all(true)],
      ['projects/222', {}],
    ] as const
  ).map(
    ([place, expected]): Change => [
      'projects.getIamPolicy#/bindings',
      bound('roles/owner', [`principalSet://cloudresourcemanager.googleapis.com/${place}/type/ServiceAccount`]),
      expected,
    ],
  ),
  ['projects.getIamPolicy#/bindings', bound('roles/owner', [`deleted:${me}?uid=1`]), {}],
  [
    'organizations.getIamPolicy#/bindings',
    bound('roles/editor'),
    { admin: true, dataWide: true, actsAsOthers: true, wildcardActions: true },
  ],
  ['roles.get#/includedPermissions', ['storage.objects.get'], { dataWide: true }],
  ['roles.get#/includedPermissions', ['iam.serviceAccounts.actAs'], { actsAsOthers: true }],
  ['roles.get#/includedPermissions', ['iam.serviceAccountKeys.create'], { escalates: true }],
  ...[
    'iam.serviceAccounts.signBlob',
    'resourcemanager.projects.setIamPolicy',
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.organizations.setIamPolicy',
  ].map((one): Change => ['roles.get#/includedPermissions', [one], { escalates: true }]),
  [
    'serviceAccounts.keys.list#/keys',
    [{ keyType: 'USER_MANAGED' }, { keyType: 'USER_MANAGED', disabled: true }],
    { staticKeys: 1 },
  ],
  [
    'serviceAccounts.keys.list#/keys',
    [
      { keyType: 'USER_MANAGED', validBeforeTime: '9999-12-31T23:59:59Z' },
      { keyType: 'USER_MANAGED', validBeforeTime: '2026-12-31T23:59:59Z' },
    ],
    { staticKeys: 1 },
  ],
  [
    'projects.hmacKeys.list#/items',
    [{ state: 'ACTIVE' }, { state: 'INACTIVE' }, { state: 'DELETED' }, { state: 'NEW_WORD' }],
    { staticKeys: 2 },
  ],
  ['projects.hmacKeys.list#/nextPageToken', 'more', { staticKeys: 'missing: not-returned' }],
  ['serviceAccounts.get#/disabled', true, { state: 'stopped' }],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['allUsers']),
    { assumableBy: 'everyone' },
  ],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['user:x@gmail.com']),
    { assumableBy: 'outside' },
  ],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['user:x@hospital.example']),
    { assumableBy: 'organization' },
  ],
  // A role that this version does not know may let people act.
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.somethingNew', ['user:x@gmail.com']),
    { assumableBy: 'outside' },
  ],
  // What is given on the project holds for each account in it.
  [
    'projects.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountTokenCreator', ['user:x@gmail.com']),
    { assumableBy: 'outside' },
  ],
  [
    'organizations.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountTokenCreator', ['user:x@hospital.example']),
    { assumableBy: 'organization' },
  ],
  ['projects.getIamPolicy#/bindings', bound('roles/editor', ['user:x@gmail.com']), { assumableBy: 'outside' }],
  // An administrator of the organisation can let himself in anywhere.
  ['projects.getIamPolicy#/bindings', bound('roles/editor', ['user:x@hospital.example']), {}],
  [
    'serviceAccounts.getIamPolicy#/bindings',
    bound('roles/iam.serviceAccountUser', ['serviceAccount:a@imaging-train.iam.gserviceaccount.com']),
    { assumableBy: 'account' },
  ],
  ['serviceAccounts.getIamPolicy#/bindings', bound('roles/iam.serviceAccountViewer', ['user:x@gmail.com']), {}],
]);

describe('where a policy above cannot be read', () => {
  const refused = { ...given.reads, 'organizations.getIamPolicy': denied };
  const told = (reads: Table) => plainOf(resourceOf(serviceAccounts, { ...given, reads: { ...refused, ...reads } }));
  it('a right that the project gives is one all the same', () => {
    expect(told({ 'projects.getIamPolicy': { etag: 'e', bindings: bound('roles/owner') } })).toMatchObject(all(true));
  });
  it('that there is none is not known', () => {
    const lost = 'missing: access-denied resourcemanager.organizations.getIamPolicy';
    expect(told({})).toMatchObject({ ...all(lost), bounded: lost, assumableBy: lost });
  });
  it('nobody is wider than everyone', () => {
    const open = { etag: 'e', bindings: bound('roles/iam.serviceAccountUser', ['allUsers']) };
    expect(told({ 'serviceAccounts.getIamPolicy': open })).toMatchObject({ assumableBy: 'everyone' });
  });
});

describe('bindings', () => {
  it('of others are not ours', () => {
    const other = bound('roles/owner', ['serviceAccount:b@p.iam.gserviceaccount.com']);
    expect(rolesOf('a@p.iam.gserviceaccount.com', other, new Set())).toEqual([]);
  });

  const sure = { role: 'projects/p/roles/x', condition: false };
  const unread = missing('not told');
  it('with a role of the own that is not known decide nothing', () => {
    expect(rightsIn([sure], () => unread)).toMatchObject(all(unread));
    expect(rightsIn([], () => unread)).toMatchObject({ ...all(false), bounded: false });
  });
  it('that are certain come before those that are not', () => {
    const owner = { role: 'roles/owner', condition: false };
    const perhaps = { ...owner, through: 'group:a@b.c' };
    expect(rightsIn([owner, perhaps], () => [])).toMatchObject(all(true));
    // A role that could not be read is named first: it can be granted.
    expect(rightsIn([sure, perhaps], () => unread).admin).toEqual(unread);
    expect(JSON.stringify(rightsIn([perhaps], () => []).admin)).toContain('group:a@b.c');
  });
});

describe('who can act as an account', () => {
  const around = {
    own: new Set(['p', '1']),
    friends: new Set(['sister', 'hospital.care']),
    domain: 'hospital.example',
    above: new Set(['folders/55']),
  };
  const set = (place: string) => `principalSet://cloudresourcemanager.googleapis.com/${place}/type/ServiceAccount`;
  const pool = (name: string) =>
    `principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/${name}/*`;
  const asked = expect.objectContaining({ $missing: expect.objectContaining({ reason: 'not-exposed' }) });
  it.each([
    ['serviceAccount:service-1@gcp-sa-aiplatform.iam.gserviceaccount.com', 'service'],
    ['deleted:user:x@gmail.com?uid=1', 'service'],
    ['serviceAccount:b@p.iam.gserviceaccount.com', 'account'],
    ['serviceAccount:b@sister.iam.gserviceaccount.com', 'organization'],
    ['serviceAccount:b@other.iam.gserviceaccount.com', asked],
    ['group:all@hospital.example', 'organization'],
    ['user:x@hospital.care', 'organization'],
    ['user:x@gmail.com', 'outside'],
    ['allAuthenticatedUsers', 'everyone'],
    [set('projects/1'), 'account'],
    [set('folders/55'), 'organization'],
    [set('folders/66'), asked],
    // Its providers decide who signs in: a pool of our own is no crowd of our own.
    [pool('p'), asked],
    [pool('p.svc.id.goog'), 'account'],
  ])('%s: %s', (member, expected) => {
    const binding = bound('roles/iam.workloadIdentityUser', [member]);
    expect(assumableBy({ own: binding, above: [] }, around, () => [])).toEqual(expected);
    expect(assumableBy({ own: [], above: binding }, around, () => [])).toEqual(expected);
    const custom = bound('projects/p/roles/custom', [member]);
    expect(assumableBy({ own: custom, above: [] }, around, () => [])).toEqual(expected);
    expect(assumableBy({ own: [], above: custom }, around, () => ['iam.serviceAccounts.actAs'])).toEqual(expected);
    expect(assumableBy({ own: [], above: custom }, around, () => ['run.jobs.get'])).toBe('service');
  });
  it('is not known where a role above is not', () => {
    const custom = bound('projects/p/roles/custom', ['user:x@hospital.example']);
    const unread = missing('not told');
    expect(assumableBy({ own: [], above: custom }, around, () => unread)).toEqual(unread);
    expect(assumableBy({ own: bound('x', ['allUsers']), above: custom }, around, () => unread)).toBe('everyone');
  });
});
