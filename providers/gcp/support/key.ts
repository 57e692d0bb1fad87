import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { byTable, ownershipOf, same, stateOf } from '../rows/common.ts';
import { lastSegment, locationIn } from '../rows/names.ts';
import type { Binding, IamPolicy } from '../rows/organisation.ts';
import { sharingOf, sharingReads } from '../rows/sharing.ts';

/** @see https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys */
interface CryptoKey {
  name?: string;
  purpose?: string;
  createTime?: string;
  labels?: Record<string, string>;
  /** Left out where there is no version, and for keys that do not encrypt. */
  primary?: { state?: string; protectionLevel?: string };
  versionTemplate?: { protectionLevel?: string };
  rotationPeriod?: string;
  destroyScheduledDuration?: string;
}

const read = 'cryptoKeys.get';
const { from, raw } = answersOf<{
  [read]: CryptoKey;
  'cryptoKeys.getIamPolicy': IamPolicy;
  'keyRings.getIamPolicy': IamPolicy;
}>('cloudkms');

const day = 86_400;
/** A time as Google writes it: `7776000s`, with a fraction or without. */
const seconds = (text: string): number | MissingValue =>
  /^\d+(\.\d+)?s$/.test(text) ? Number(text.slice(0, -1)) : missing('the time is no number of seconds');

/**
 * A key that encrypts is as usable as its primary version; one without a version encrypts nothing.
 *
 * @see https://cloud.google.com/kms/docs/key-states (2026-11)
 */
const states = stateOf({
  ENABLED: 'active',
  DISABLED: 'stopped',
  DESTROY_SCHEDULED: 'deleting',
  DESTROYED: 'deleting',
  PENDING_GENERATION: 'pending',
  PENDING_IMPORT: 'pending',
  PENDING_EXTERNAL_DESTRUCTION: 'deleting',
  GENERATION_FAILED: 'failed',
  IMPORT_FAILED: 'failed',
  EXTERNAL_DESTRUCTION_FAILED: 'failed',
});
const state = derive([raw(read, '/primary/state'), raw(read, '/purpose')], (word, purpose) => {
  if (word !== undefined) return states(word);
  return purpose === 'ENCRYPT_DECRYPT'
    ? ('stopped' as const)
    : missing('the state of a key that has no primary version');
});

const protection = byTable<'external' | 'hsm' | 'software'>('protection level', {
  SOFTWARE: 'software',
  HSM: 'hsm',
  HSM_SINGLE_TENANT: 'hsm',
  EXTERNAL: 'external',
  EXTERNAL_VPC: 'external',
});
// The template is for the next version; what is used now may have been made another way.
const level = derive(
  [raw(read, '/primary/protectionLevel'), raw(read, '/versionTemplate/protectionLevel')],
  (now, next) => {
    const word = now ?? next;
    return word === undefined ? missing() : protection(word);
  },
);

/** Rights on a ring are rights on each key in it. */
const bindings: Spec<Binding[]> = derive(
  [raw('cryptoKeys.getIamPolicy', '/bindings'), raw('keyRings.getIamPolicy', '/bindings')],
  (own, ring) => [...(own ?? []), ...(ring ?? [])],
);
/** `global`, `europe` or `nam4`, or a region. @see https://cloud.google.com/kms/docs/locations (2026-11) */
const place = from(read, '/name', spreadOf, { absent: missing() });

/** A key of Cloud KMS, read in the project that owns it: what is encrypted with it is often in another one. */
export const keys = collector({
  provider: 'gcp',
  id: 'gcp/support/key',
  service: 'cloudkms',
  kind: 'crypto.key',
  nativeType: 'cloudkms.googleapis.com/CryptoKey',
  at: 'account',
  refer: (uid) => {
    const name =
      /^\/\/cloudkms\.googleapis\.com\/(projects\/([^/]+)\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+)$/;
    const found = name.exec(uid);
    return found?.[1] && found[2]
      ? { scope: { account: found[2], region: 'global' }, item: { name: found[1] } }
      : missing('it is no key of Cloud KMS', 'out-of-scope');
  },
  reads: [
    {
      service: 'cloudkms',
      operation: read,
      permission: 'cloudkms.cryptoKeys.get',
      expects: 'name',
      gone: true,
      input: ({ name }) => ({ name: String(name) }),
    },
    {
      service: 'cloudkms',
      operation: 'cryptoKeys.getIamPolicy',
      permission: 'cloudkms.cryptoKeys.getIamPolicy',
      expects: 'etag',
      input: ({ name }) => ({ name: String(name) }),
    },
    {
      service: 'cloudkms',
      operation: 'keyRings.getIamPolicy',
      permission: 'cloudkms.keyRings.getIamPolicy',
      memo: true,
      expects: 'etag',
      input: ({ name }) => ({ name: String(name).replace(/\/cryptoKeys\/.*$/, '') }),
    },
    ...sharingReads,
  ],
  uid: ({ name }) => `//cloudkms.googleapis.com/${String(name)}`,
  name: ({ name }) => lastSegment(name),
  region: ({ item }) => locationIn(String(item.name)),
  facts: {
    ...sharingOf(bindings).facts,
    ...ownershipOf(raw(read, '/labels')),
    region: fromScope(({ item }) => locationIn(String(item.name)) ?? missing('the name has no location')),
    processing: place,
    // Keys of Google's own are no resources that anybody could name.
    manager: byDesign('customer' as 'customer' | 'provider', 'https://cloud.google.com/kms/docs/cmek', '2026-11'),
    enabled: derive([state], (word) => word === 'active'),
    rotationDays: derive([raw(read, '/rotationPeriod'), raw(read, '/purpose'), level], (period, purpose, kept) => {
      if (period !== undefined) return inDays(period);
      if (kept === 'external') return missing('how often its manager outside renews it', 'not-exposed');
      if (purpose === undefined) return missing();
      return purpose === 'ENCRYPT_DECRYPT'
        ? null
        : missing('Cloud KMS renews no asymmetric keys by itself.', 'not-supported');
    }),
    protection: level,
    purgeProtected: from(read, '/destroyScheduledDuration', waits, { absent: missing() }),
    state,
    createdAt: from(read, '/createTime', same, { absent: missing() }),
    modifiedAt: notExposed('when the key was changed, from the audit log'),
    lastUsedAt: notExposed('the last use of the key, from the audit log of Cloud KMS'),
    idleStopMinutes: notSupported('A key is no machine.'),
  },
  links: {},
});

function spreadOf(name: string): 'region' | 'geography' | 'global' | MissingValue {
  const location = locationIn(name);
  if (location === undefined) return missing('the name has no location');
  if (location === 'global') return 'global';
  return /^[a-z]+-[a-z]+\d+$/.test(location) ? 'region' : 'geography';
}

function inDays(period: string): number | MissingValue {
  const found = seconds(period);
  // Rounded up: a key is not older than that when it is renewed.
  return typeof found === 'number' ? Math.ceil(found / day) : found;
}

/** Whether a version that is to be destroyed waits: keys for imported versions can do without. */
function waits(time: string): boolean | MissingValue {
  const found = seconds(time);
  return typeof found === 'number' ? found > 0 : found;
}
