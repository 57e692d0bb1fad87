import { expect, it } from 'vitest';
import { key, keyUid } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { plainOf, resourceOf } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { datasets } from './dataset.ts';

const uid = '//bigquery.googleapis.com/projects/imaging-train/datasets/features';
const given = {
  item: { project: 'imaging-train', dataset: 'features' },
  reads: {
    'datasets.get': {
      id: 'imaging-train:features',
      location: 'europe-west4',
      access: [{ role: 'OWNER', specialGroup: 'projectOwners' }],
      labels: { owner: 'imaging' },
      defaultEncryptionConfiguration: { kmsKeyName: key },
      maxTimeTravelHours: '48',
      creationTime: '1773286242036',
      lastModifiedTime: '1773372642036',
    },
  },
};
const grant = (entry: object) => ['datasets.get#/access/0', { role: 'READER', ...entry }] as const;
const outside = (member: string) => ({ sharedWith: 'outside', outsiders: [member] });
const unclear = { sharedWith: 'missing: out-of-scope', outsiders: 'missing: out-of-scope' };
const view = (projectId: string) => ({ projectId, datasetId: 'd', tableId: 't' });

contract(datasets, given);
changesTable(datasets, given, [
  [
    'datasets.get#/defaultEncryptionConfiguration',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] },
  ],
  ['datasets.get#/maxTimeTravelHours', '168', { recoverableDays: 7 }],
  ['datasets.get#/maxTimeTravelHours', undefined, { recoverableDays: 7 }],
  ['datasets.get#/maxTimeTravelHours', 'long', { recoverableDays: 'missing: not-returned' }],
  ['datasets.get#/location', 'EU', { region: 'eu', processing: 'geography' }],
  ['datasets.get#/location', 'aws-us-east-1', { region: 'aws-us-east-1', processing: 'missing: not-returned' }],
  ['datasets.get#/labels', undefined, { tags: {}, owner: '' }],
  ['datasets.get#/creationTime', undefined, { createdAt: 'missing: not-returned' }],
  ['datasets.get#/lastModifiedTime', 'yesterday', { modifiedAt: 'missing: not-returned' }],
  ['datasets.get#/access', undefined, { sharedWith: 'missing: not-returned', outsiders: 'missing: not-returned' }],
  [
    ...grant({ specialGroup: 'allAuthenticatedUsers' }),
    { sharedWith: 'everyone', outsiders: ['allAuthenticatedUsers'] },
  ],
  [...grant({ iamMember: 'allUsers' }), { sharedWith: 'everyone', outsiders: ['allUsers'] }],
  [...grant({ specialGroup: 'projectReaders' }), {}],
  [...grant({ specialGroup: 'newGroup' }), unclear],
  [...grant({ userByEmail: 'x@gmail.com' }), outside('user:x@gmail.com')],
  [...grant({ userByEmail: 'x@hospital.example' }), {}],
  [...grant({ userByEmail: 'a@imaging-serve.iam.gserviceaccount.com' }), { sharedWith: 'organization' }],
  [...grant({ groupByEmail: 'all@partner.example' }), outside('group:all@partner.example')],
  [...grant({ domain: 'partner.example' }), outside('domain:partner.example')],
  [...grant({ view: view('imaging-train') }), {}],
  [...grant({ view: view('imaging-serve') }), { sharedWith: 'organization' }],
  [...grant({ routine: view('elsewhere') }), unclear],
  [...grant({ dataset: { dataset: { projectId: 'elsewhere' }, targetTypes: ['VIEWS'] } }), unclear],
]);

it('links to its key, and is read in the project that its name says', () => {
  expect(plainOf(resourceOf(datasets, given))).toMatchObject({
    uid,
    '->keys': [keyUid],
    createdAt: '2026-03-12T03:30:42.036Z',
  });
  const from = { provider: 'gcp', account: 'imaging-serve', accountName: '', region: 'global' } as const;
  expect(datasets.refer?.(uid, from)).toEqual({
    scope: { account: 'imaging-train', region: 'global' },
    item: { project: 'imaging-train', dataset: 'features' },
  });
  expect(datasets.refer?.('//storage.googleapis.com/data', from)).toBeNull();
});
