import { expect, it } from 'vitest';
import { key, keyUid } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { changesTable } from '../testing/table.ts';
import { keys } from './key.ts';

const given = {
  item: { name: key },
  reads: {
    'cryptoKeys.get': {
      name: key,
      purpose: 'ENCRYPT_DECRYPT',
      createTime: '2026-03-12T03:30:42.036373Z',
      labels: { owner: 'imaging' },
      primary: { state: 'ENABLED', protectionLevel: 'HSM' },
      versionTemplate: { protectionLevel: 'HSM' },
      rotationPeriod: '7776000s',
      destroyScheduledDuration: '2592000s',
    },
    'cryptoKeys.getIamPolicy': { etag: 'ACAB' },
    'keyRings.getIamPolicy': { etag: 'ACAB' },
  },
};
const bind = (member: string) => [{ role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter', members: [member] }];

contract(keys, given);
changesTable(keys, given, [
  ['cryptoKeys.get#/primary/state', 'DISABLED', { state: 'stopped', enabled: false }],
  ['cryptoKeys.get#/primary/state', 'DESTROY_SCHEDULED', { state: 'deleting', enabled: false }],
  ['cryptoKeys.get#/primary/state', 'NEW_WORD', { state: 'missing: not-returned', enabled: 'missing: not-returned' }],
  ['cryptoKeys.get#/primary', undefined, { state: 'stopped', enabled: false }],
  ['cryptoKeys.get#/primary/protectionLevel', 'SOFTWARE', { protection: 'software' }],
  ['cryptoKeys.get#/primary/protectionLevel', 'EXTERNAL_VPC', { protection: 'external' }],
  ['cryptoKeys.get#/primary/protectionLevel', undefined, {}],
  [
    'cryptoKeys.get#/primary/protectionLevel',
    'NEW_WORD',
    { protection: 'missing: not-returned', rotationDays: 'missing: not-returned' },
  ],
  ['cryptoKeys.get#/versionTemplate', undefined, {}],
  ['cryptoKeys.get#/rotationPeriod', '31536000s', { rotationDays: 365 }],
  ['cryptoKeys.get#/rotationPeriod', '31536000.500s', { rotationDays: 366 }],
  ['cryptoKeys.get#/rotationPeriod', 'yearly', { rotationDays: 'missing: not-returned' }],
  ['cryptoKeys.get#/rotationPeriod', undefined, { rotationDays: null }],
  ['cryptoKeys.get#/destroyScheduledDuration', '0s', { purgeProtected: false }],
  ['cryptoKeys.get#/destroyScheduledDuration', undefined, { purgeProtected: 'missing: not-returned' }],
  ['cryptoKeys.get#/name', key.replace('europe-west4', 'europe'), { processing: 'geography' }],
  ['cryptoKeys.get#/name', key.replace('europe-west4', 'global'), { processing: 'global' }],
  ['cryptoKeys.get#/labels', undefined, { tags: {}, owner: '' }],
  ['cryptoKeys.getIamPolicy#/bindings', bind('allUsers'), { sharedWith: 'everyone', outsiders: ['allUsers'] }],
  [
    'keyRings.getIamPolicy#/bindings',
    bind('user:x@gmail.com'),
    { sharedWith: 'outside', outsiders: ['user:x@gmail.com'] },
  ],
  [
    'keyRings.getIamPolicy#/bindings',
    bind('serviceAccount:a@imaging-serve.iam.gserviceaccount.com'),
    { sharedWith: 'organization' },
  ],
]);

const { rotationPeriod: _period, ...never } = given.reads['cryptoKeys.get'];
const withoutPeriod = { ...given, reads: { ...given.reads, 'cryptoKeys.get': never } };
changesTable(keys, withoutPeriod, [
  ['cryptoKeys.get#/purpose', 'ASYMMETRIC_DECRYPT', { rotationDays: 'missing: not-supported' }],
  [
    'cryptoKeys.get#/primary/protectionLevel',
    'EXTERNAL',
    { protection: 'external', rotationDays: 'missing: not-exposed' },
  ],
]);

it('is read in the project that its name says', () => {
  const from = { provider: 'gcp', account: 'imaging-serve', accountName: '', region: 'global' } as const;
  expect(keys.refer?.(keyUid, from)).toEqual({
    scope: { account: 'imaging-train', region: 'global' },
    item: { name: key },
  });
  expect(keys.refer?.('//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r', from)).toHaveProperty(
    '$missing.reason',
    'out-of-scope',
  );
});
