import { answersOf, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, iamIdentities, notRead, providerApi, same } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { lastSegment, locationIn } from '../rows/names.ts';

/** @see https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets#LogBucket (2026-11) */
export interface LogBucket {
  name?: string;
  createTime?: string;
  updateTime?: string;
  retentionDays?: number;
  locked?: boolean;
  lifecycleState?: string;
  restrictedFields?: string[];
  cmekSettings?: { kmsKeyName?: string };
}

const read = 'buckets.get';
const { from, raw } = answersOf<{ [read]: LogBucket }>('logging');
const disk = encryption([{ name: 'logs', key: raw(read, '/cmekSettings/kmsKeyName') }]);
const untagged = notSupported('A log bucket takes no labels.');

/** A log bucket of Cloud Logging: where records are kept. */
export const logBuckets = collector({
  provider: 'gcp',
  id: 'gcp/support/log-bucket',
  service: 'logging',
  kind: 'log.group',
  nativeType: 'logging.googleapis.com/LogBucket',
  at: 'account',
  refer: (uid) => {
    const name = /^\/\/logging\.googleapis\.com\/(projects\/([^/]+)\/locations\/[^/]+\/buckets\/[^/]+)$/.exec(uid);
    return name?.[1] && name[2] ? { scope: { account: name[2], region: 'global' }, item: { name: name[1] } } : null;
  },
  reads: [
    {
      service: 'logging',
      operation: read,
      permission: 'logging.buckets.get',
      memo: true,
      expects: 'name',
      gone: true,
      input: (item) => ({ name: String(item.name) }),
    },
  ],
  uid: (item) => `//logging.googleapis.com/${String(item.name)}`,
  name: (item) => lastSegment(item.name),
  region: ({ item }) => locationIn(String(item.name)),
  facts: {
    ...disk.facts,
    ...providerApi,
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    region: derive([raw(read, '/name')], (name) => locationIn(name ?? '') ?? missing('the name has no location')),
    processing: derive([raw(read, '/name')], (name) =>
      locationIn(name ?? '') === 'global' ? ('global' as const) : ('region' as const),
    ),
    authMethods: iamIdentities,
    shell: notSupported('A log bucket is no machine.'),
    plainSecrets: notSupported('What is in the logs is not read.'),
    retentionDays: from(read, '/retentionDays', same, { absent: missing() }),
    locked: derive([raw(read, '/locked')], (on) => on === true),
    masking: derive([raw(read, '/restrictedFields')], (fields) => (fields ?? []).length > 0),
    state: from(
      read,
      '/lifecycleState',
      byTable<'active' | 'deleting' | 'pending' | 'failed'>('state', {
        ACTIVE: 'active',
        DELETE_REQUESTED: 'deleting',
        UPDATING: 'active',
        CREATING: 'pending',
        FAILED: 'failed',
      }),
      { absent: missing() },
    ),
    // "This is not set for any of the default buckets."
    createdAt: from(read, '/createTime', same, { absent: missing() }),
    modifiedAt: from(read, '/updateTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the newest entry.'),
    idleStopMinutes: notSupported('A log bucket is no machine.'),
  },
  links: { ...disk.links, privateEndpoints: notRead('compute: forwarding rules that lead to Cloud Logging') },
});
