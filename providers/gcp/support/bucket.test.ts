import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/model/mapping/outcome.ts';
import type { Look } from '../../../src/model/provider.ts';
import { key, keyUid } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { aliases, denied, plainOf, resourceOf, withValue } from '../testing/map.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { buckets } from './bucket.ts';
import { placeOfBucket } from './bucket-place.ts';

const effective = (name: string, enforce: boolean) => ({
  name: `projects/111/policies/${name}`,
  spec: { rules: [{ enforce }] },
});
const given = {
  item: { bucket: 'data' },
  reads: {
    'buckets.get': {
      name: 'data',
      projectNumber: '111',
      location: 'EUROPE-WEST4',
      locationType: 'region',
      timeCreated: '2026-03-12T03:30:42.036Z',
      updated: '2026-03-13T03:30:42.036Z',
      labels: { owner: 'imaging' },
      encryption: { defaultKmsKeyName: key },
      iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
      softDeletePolicy: { retentionDurationSeconds: '604800' },
      versioning: { enabled: true },
      retentionPolicy: { retentionPeriod: '3600', isLocked: true },
      logging: { logBucket: 'logs', logObjectPrefix: 'data' },
      ipFilter: { mode: 'Disabled' },
    },
    'buckets.getIamPolicy': {
      etag: 'CAE=',
      bindings: [{ role: 'roles/storage.legacyBucketOwner', members: ['projectOwner:imaging-train'] }],
    },
    'storage.publicAccessPrevention': effective('storage.publicAccessPrevention', false),
    'storage.secureHttpTransport': effective('storage.secureHttpTransport', true),
  },
};
const bind = (member: string) => [{ role: 'roles/storage.objectViewer', members: [member] }];
const inherits = '/iamConfiguration/publicAccessPrevention';
const strange = {
  sharedWith: 'missing: not-returned',
  outsiders: 'missing: not-returned',
  publicAccess: 'missing: not-returned',
  authMethods: 'missing: not-returned',
};

contract(buckets, given);
changesTable(buckets, given, [
  [
    'buckets.get#/encryption',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] },
  ],
  ['buckets.get#/versioning/enabled', false, { versioned: false }],
  ['buckets.get#/versioning', undefined, { versioned: false }],
  ['buckets.get#/softDeletePolicy/retentionDurationSeconds', '0', { recoverableDays: null }],
  ['buckets.get#/softDeletePolicy', undefined, { recoverableDays: 'missing: not-returned' }],
  ['buckets.get#/retentionPolicy/isLocked', false, { locked: false }],
  ['buckets.get#/retentionPolicy', undefined, { locked: false }],
  ['buckets.get#/iamConfiguration/uniformBucketLevelAccess/enabled', false, { objectAcls: true }],
  ['buckets.get#/iamConfiguration/uniformBucketLevelAccess', undefined, { objectAcls: true }],
  // Nobody is named that it would take rights from.
  [`buckets.get#${inherits}`, 'inherited', {}],
  [`buckets.get#${inherits}`, 'new-word', {}],
  ['buckets.get#/logging', undefined, { accessLogged: false, logFeeds: [] }],
  ['buckets.get#/labels', undefined, { tags: {}, owner: '' }],
  ['buckets.get#/location', 'EU', { region: 'eu' }],
  ['buckets.get#/locationType', 'multi-region', { processing: 'geography' }],
  ['buckets.get#/locationType', 'orbit', { processing: 'missing: not-returned' }],
  ['buckets.get#/ipFilter', undefined, { allowedRanges: 'missing: not-exposed' }],
  [
    'buckets.get#/ipFilter',
    { mode: 'Enabled', publicNetworkSource: { allowedIpCidrRanges: ['192.0.2.0/24'] } },
    { allowedRanges: ['192.0.2.0/24'] },
  ],
  ['storage.secureHttpTransport#/spec/rules/0/enforce', false, { clientTls: 'optional' }],
  ['storage.secureHttpTransport#/spec/rules', undefined, { clientTls: 'missing: not-returned' }],
  // Prevention is enforced: rights of everyone have no effect.
  ['buckets.getIamPolicy#/bindings', bind('allUsers'), {}],
  [
    'buckets.getIamPolicy#/bindings',
    bind('user:x@gmail.com'),
    { sharedWith: 'outside', outsiders: ['user:x@gmail.com'] },
  ],
  ['buckets.getIamPolicy#/bindings', bind('projectViewer:imaging-serve'), { sharedWith: 'organization' }],
  [
    'buckets.getIamPolicy#/bindings',
    bind('projectViewer:elsewhere'),
    { sharedWith: 'missing: out-of-scope', outsiders: 'missing: out-of-scope' },
  ],
  ['buckets.getIamPolicy#/bindings', undefined, {}],
]);

const read = given.reads['buckets.get'];
const inheriting = { ...given, reads: { ...given.reads, 'buckets.get': withValue(read, inherits, 'inherited') } };
const open = {
  ...inheriting,
  reads: { ...inheriting.reads, 'buckets.getIamPolicy': { etag: 'CAE=', bindings: bind('allAuthenticatedUsers') } },
};
const finelyGrained = {
  ...given,
  reads: {
    ...given.reads,
    'buckets.get': { ...read, iamConfiguration: { publicAccessPrevention: 'inherited' } },
  },
};

it('links to its key', () => {
  expect(plainOf(resourceOf(buckets, given))).toMatchObject({ keyAtRest: 'customer', '->keys': [keyUid] });
});

describe('a bucket with rights for everyone that inherits whether they count', () => {
  changesTable(buckets, open, [
    [
      'storage.publicAccessPrevention#/spec/rules/0/enforce',
      true,
      { sharedWith: 'nobody', outsiders: [], publicAccess: 'provider-api', authMethods: ['identity'] },
    ],
    ['storage.publicAccessPrevention#/spec/rules', [], strange],
    [`buckets.get#${inherits}`, 'new-word', strange],
    ['buckets.get#/ipFilter', { mode: 'Enabled' }, { publicAccess: 'filtered' }],
    ...(
      [
        ['192.0.2.0/24', { publicAccess: 'filtered' }],
        ['0.0.0.0/0', {}],
        ['::/0', {}],
      ] as const
    ).map(
      ([range, expected]): Change => [
        'buckets.get#/ipFilter',
        { mode: 'Enabled', publicNetworkSource: { allowedIpCidrRanges: [range] } },
        { ...expected, allowedRanges: [range] },
      ],
    ),
  ]);
  it('is open', () => {
    expect(plainOf(resourceOf(buckets, open))).toMatchObject({
      sharedWith: 'everyone',
      outsiders: ['allAuthenticatedUsers'],
      publicAccess: 'open',
      authMethods: ['identity', 'anonymous'],
    });
  });
});

describe('a bucket whose objects have rights of their own', () => {
  changesTable(buckets, finelyGrained, [
    [
      'storage.publicAccessPrevention#/spec/rules/0/enforce',
      true,
      { publicAccess: 'provider-api', authMethods: ['identity'] },
    ],
  ]);
  it('may have public ones', () => {
    expect(plainOf(resourceOf(buckets, finelyGrained))).toMatchObject({
      objectAcls: true,
      sharedWith: 'nobody',
      publicAccess: 'missing: not-exposed',
    });
  });
});

it('keeps what is known where the policies of the organisation are refused', () => {
  const reads = { ...inheriting.reads, 'storage.publicAccessPrevention': denied };
  expect(plainOf(resourceOf(buckets, { ...inheriting, reads }))).toMatchObject({
    sharedWith: 'nobody',
    publicAccess: 'provider-api',
  });
});

describe('whose a bucket is', () => {
  const from = { provider: 'gcp', account: 'imaging-serve', accountName: '', region: 'europe-west4' } as const;
  const find = (
    outcome: Outcome,
    uid = '//storage.googleapis.com/data',
    accounts = ['imaging-train', 'imaging-serve'],
  ) => {
    const look: Look = {
      accounts: new Set(accounts),
      in: () => ({
        aliases,
        call: async () => outcome,
        list: async () => {
          throw new Error('not asked');
        },
      }),
    };
    return placeOfBucket(uid, from, look);
  };
  const answer = (body: { projectNumber?: string }): Outcome => ({ status: 'answer', body, evidence: 1 });

  it('is told by its project', async () => {
    expect(await find(answer({ projectNumber: '111' }))).toEqual({
      scope: { account: 'imaging-train', region: 'global' },
      item: { bucket: 'data' },
    });
  });
  it.each([
    ['a project that is not scanned', answer({ projectNumber: '333' }), 'out-of-scope'],
    ['nothing', answer({}), 'not-returned'],
    ['a refusal', { status: 'failed', missing: { reason: 'access-denied' } } as Outcome, 'access-denied'],
  ])('is not known from %s', async (_name, outcome, reason) => {
    expect(await find(outcome)).toHaveProperty('$missing.reason', reason);
  });
  it('is not asked for a dataset of BigQuery', async () => {
    expect(await find(answer({}), '//bigquery.googleapis.com/projects/p/datasets/d')).toBeNull();
  });
});
