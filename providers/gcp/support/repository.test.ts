import { expect, it } from 'vitest';
import { key, keyUid } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { repositories } from './repository.ts';

const name = 'projects/imaging-train/locations/europe-west4/repositories/serving';
const uid = `//artifactregistry.googleapis.com/${name}`;
const given = {
  item: { name },
  reads: {
    'repositories.get': {
      name,
      format: 'DOCKER',
      mode: 'STANDARD_REPOSITORY',
      kmsKeyName: key,
      labels: { owner: 'imaging' },
      createTime: '2026-03-12T03:30:42.036373Z',
      updateTime: '2026-03-13T03:30:42.036373Z',
      dockerConfig: { immutableTags: true },
      vulnerabilityScanningConfig: { enablementConfig: 'INHERITED', enablementState: 'SCANNING_ACTIVE' },
    },
    'repositories.getIamPolicy': { etag: 'ACAB' },
  },
};
const bind = (member: string) => [{ role: 'roles/artifactregistry.reader', members: [member] }];
const state = 'repositories.get#/vulnerabilityScanningConfig/enablementState';

contract(repositories, given);
changesTable(repositories, given, [
  [state, 'SCANNING_DISABLED', { scanning: 'off' }],
  [state, 'SCANNING_UNSUPPORTED', { scanning: 'missing: not-supported' }],
  [state, 'NEW_WORD', { scanning: 'missing: not-returned' }],
  ['repositories.get#/vulnerabilityScanningConfig', undefined, { scanning: 'missing: not-returned' }],
  ['repositories.get#/dockerConfig/immutableTags', false, { immutableTags: false }],
  ['repositories.get#/dockerConfig', undefined, { immutableTags: false }],
  ['repositories.get#/format', 'PYTHON', { immutableTags: 'missing: not-supported' }],
  ['repositories.get#/format', undefined, { immutableTags: 'missing: not-returned' }],
  ['repositories.get#/mode', 'VIRTUAL_REPOSITORY', { immutableTags: 'missing: not-exposed' }],
  ['repositories.get#/mode', undefined, {}],
  [
    'repositories.get#/kmsKeyName',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] },
  ],
  ['repositories.get#/labels', undefined, { tags: {}, owner: '' }],
  ['repositories.get#/name', name.replace('europe-west4', 'us'), { processing: 'geography' }],
  [
    'repositories.getIamPolicy#/bindings',
    bind('allUsers'),
    {
      sharedWith: 'everyone',
      outsiders: ['allUsers'],
      publicAccess: 'open',
      authMethods: ['identity', 'anonymous'],
    },
  ],
  [
    'repositories.getIamPolicy#/bindings',
    bind('group:all@partner.example'),
    { sharedWith: 'outside', outsiders: ['group:all@partner.example'] },
  ],
]);

it('links to its key, and is read in the project that its name says', () => {
  expect(plainOf(resourceOf(repositories, given))).toMatchObject({ uid, '->keys': [keyUid] });
  const from = { provider: 'gcp', account: 'imaging-serve', accountName: '', region: 'global' } as const;
  expect(repositories.refer?.(uid, from)).toEqual({
    scope: { account: 'imaging-train', region: 'global' },
    item: { name },
  });
  expect(repositories.refer?.('//run.googleapis.com/x', from)).toHaveProperty('$missing.reason', 'out-of-scope');
});
