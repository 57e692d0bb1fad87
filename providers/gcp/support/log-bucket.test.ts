import { expect, it } from 'vitest';
import { key, keyUid } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { testScope } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { logBuckets } from './log-bucket.ts';

const name = 'projects/imaging-train/locations/europe-west4/buckets/audit';
const given = {
  item: { name },
  reads: {
    'buckets.get': {
      name,
      createTime: '2026-01-01T00:00:00Z',
      updateTime: '2026-02-01T00:00:00Z',
      retentionDays: 400,
      locked: true,
      lifecycleState: 'ACTIVE',
      restrictedFields: ['jsonPayload.prompt'],
      cmekSettings: { kmsKeyName: key },
    },
  },
};
const lost = 'missing: not-returned';

contract(logBuckets, given);
changesTable(logBuckets, given, [
  ['buckets.get#/retentionDays', 30, { retentionDays: 30 }],
  ['buckets.get#/retentionDays', undefined, { retentionDays: lost }],
  ['buckets.get#/locked', undefined, { locked: false }],
  ['buckets.get#/restrictedFields', undefined, { masking: false }],
  ['buckets.get#/lifecycleState', 'DELETE_REQUESTED', { state: 'deleting' }],
  ['buckets.get#/lifecycleState', 'ASLEEP', { state: lost }],
  [
    'buckets.get#/cmekSettings',
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'logs', key: 'provider' }], '->keys': [] },
  ],
  [
    'buckets.get#/name',
    'projects/imaging-train/locations/global/buckets/audit',
    { region: 'global', processing: 'global' },
  ],
  ['buckets.get#/createTime', undefined, { createdAt: lost }],
]);

it('is read where its name says', () => {
  expect(logBuckets.refer?.(`//logging.googleapis.com/${name}`, testScope)).toEqual({
    scope: { account: 'imaging-train', region: 'global' },
    item: { name },
  });
  expect(logBuckets.refer?.('//logging.googleapis.com/projects/p/logs/l', testScope)).toBeNull();
  expect(keyUid).toContain(key);
});
