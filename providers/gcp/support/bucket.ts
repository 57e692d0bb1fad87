import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, fromScope, missing, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, eitherRecorded, useRecorded } from '../rows/audit.ts';
import { alwaysActive, byTable, notRead, ownershipOf, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { organizationRead } from '../rows/organisation.ts';
import { bucketCall, placeOfBucket } from './bucket-place.ts';
import { doorFacts, lastUse, objectAcls, prevention, secureHttp, storage } from './bucket-rows.ts';

const { from, raw } = storage;
const read = 'buckets.get';
const disk = encryption([{ name: 'data', key: raw(read, '/encryption/defaultKmsKeyName') }]);
const logging = raw(read, '/logging');
const hasLog = derive([logging], (log) => (log?.logBucket ?? '') !== '');

/** A bucket of Cloud Storage, read in the project that owns it. */
export const buckets = collector({
  provider: 'gcp',
  id: 'gcp/support/bucket',
  service: 'storage',
  kind: 'storage.bucket',
  nativeType: 'storage.googleapis.com/Bucket',
  at: 'account',
  locate: { calls: [bucketCall], find: placeOfBucket },
  reads: [
    {
      ...bucketCall,
      memo: true,
      expects: 'projectNumber',
      gone: true,
      input: (item) => ({ bucket: String(item.bucket) }),
    },
    {
      service: 'storage',
      operation: 'buckets.getIamPolicy',
      permission: 'storage.buckets.getIamPolicy',
      expects: 'etag',
      input: (item) => ({ bucket: String(item.bucket) }),
    },
    prevention.read,
    secureHttp.read,
    ...auditReads,
    organizationRead,
  ],
  uid: (item) => `//storage.googleapis.com/${String(item.bucket)}`,
  name: (item) => String(item.bucket),
  facts: {
    ...disk.facts,
    ...doorFacts,
    ...ownershipOf(raw(read, '/labels')),
    region: from(read, '/location', (place) => place.toLowerCase(), { absent: missing() }),
    processing: from(
      read,
      '/locationType',
      byTable<'region' | 'geography' | 'global'>('location type', {
        region: 'region',
        'dual-region': 'geography',
        'multi-region': 'geography',
      }),
      { absent: missing() },
    ),
    nodeTraffic: notSupported('A bucket has no machines of its own.'),
    shell: notSupported('A bucket is no machine.'),
    plainSecrets: notSupported('What is in the objects is not read.'),
    accessLogged: eitherRecorded(hasLog, useRecorded('storage.googleapis.com')),
    appLogged: notSupported('A bucket has no output of its own.'),
    logFeeds: derive([logging], (log) =>
      log?.logBucket
        ? [
            {
              category: 'usage',
              destination: `gs://${log.logBucket}/${log.logObjectPrefix ?? ''}`,
              retentionDays: missing('not read by this version: how long the destination keeps it', 'out-of-scope'),
            },
          ]
        : [],
    ),
    // Left out where versioning was never switched on.
    versioned: derive([raw(read, '/versioning/enabled')], (on) => on === true),
    recoverableDays: from(read, '/softDeletePolicy/retentionDurationSeconds', daysOf, { absent: missing() }),
    // A policy that is not locked can be taken away by who may change the bucket.
    locked: derive([raw(read, '/retentionPolicy/isLocked')], (on) => on === true),
    objectAcls,
    scanned: fromScope<boolean>(() =>
      missing('not read by this version: discovery of Sensitive Data Protection', 'out-of-scope'),
    ),
    // One that was deleted is not answered.
    state: alwaysActive,
    createdAt: from(read, '/timeCreated', same, { absent: missing() }),
    modifiedAt: from(read, '/updated', same, { absent: missing() }),
    lastUsedAt: lastUse,
    idleStopMinutes: notSupported('A bucket is no machine.'),
  },
  links: {
    ...disk.links,
    privateEndpoints: notRead('compute: forwarding rules that lead to Cloud Storage'),
  },
});

/** Zero seconds: soft delete is off. @see https://cloud.google.com/storage/docs/soft-delete (2026-11) */
function daysOf(seconds: string): number | null | MissingValue {
  if (!/^\d+$/.test(seconds)) return missing('the time of soft delete is no number');
  const days = Math.floor(Number(seconds) / 86_400);
  return days > 0 ? days : null;
}
