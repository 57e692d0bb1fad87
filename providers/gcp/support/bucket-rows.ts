import { isMissingValue } from '../../../src/model/facts.ts';
import { isInternet } from '../../../src/model/mapping/cidr.ts';
import { answersOf, derive, deriveSome, missing, notExposed, type Spec } from '../../../src/model/mapping/spec.ts';
import { constraint } from '../rows/org-policy.ts';
import type { IamPolicy } from '../rows/organisation.ts';
import { sharingOf } from '../rows/sharing.ts';

/** @see https://cloud.google.com/storage/docs/json_api/v1/buckets */
export interface Bucket {
  projectNumber?: string;
  location?: string;
  locationType?: string;
  timeCreated?: string;
  updated?: string;
  labels?: Record<string, string>;
  encryption?: { defaultKmsKeyName?: string };
  iamConfiguration?: { publicAccessPrevention?: string; uniformBucketLevelAccess?: { enabled?: boolean } };
  ipFilter?: { mode?: string; publicNetworkSource?: { allowedIpCidrRanges?: string[] } };
  versioning?: { enabled?: boolean };
  softDeletePolicy?: { retentionDurationSeconds?: string };
  retentionPolicy?: { retentionPeriod?: string; isLocked?: boolean };
  logging?: { logBucket?: string; logObjectPrefix?: string };
}

export const storage = answersOf<{ 'buckets.get': Bucket; 'buckets.getIamPolicy': IamPolicy }>('storage');
const { raw } = storage;

export const prevention = constraint('storage.publicAccessPrevention');
export const secureHttp = constraint('storage.secureHttpTransport');

/**
 * Whether nothing in the bucket can be public: by its own switch, or by the organisation's where it inherits.
 *
 * @see https://cloud.google.com/storage/docs/public-access-prevention (2026-11)
 */
const blocked: Spec<boolean> = deriveSome(
  [raw('buckets.get', '/iamConfiguration/publicAccessPrevention'), prevention.enforced],
  (own, above) => {
    if (isMissingValue(own) || own === 'enforced') return own === 'enforced' || own;
    // `unspecified` is the older word for inherited.
    return own === 'inherited' || own === 'unspecified'
      ? above
      : missing(`public access prevention ${own ?? 'is not in the answer, or'} is not known to this version`);
  },
);

/** Left out: single objects can have access lists of their own. */
export const objectAcls: Spec<boolean> = derive(
  [raw('buckets.get', '/iamConfiguration/uniformBucketLevelAccess/enabled')],
  (uniform) => uniform !== true,
);

const sharing = sharingOf(raw('buckets.getIamPolicy', '/bindings'), blocked);
const filter = raw('buckets.get', '/ipFilter');
type Access = 'private' | 'provider-api' | 'filtered' | 'open';

const publicAccess: Spec<Access> = deriveSome([sharing.open, blocked, objectAcls, filter], (open, shut, acls, ip) => {
  if (isMissingValue(open)) return open;
  if (isMissingValue(ip)) return ip;
  if (open) {
    // A list that lets in a large part of the internet filters nothing.
    const wide = (ip?.publicNetworkSource?.allowedIpCidrRanges ?? []).some(isInternet);
    return ip?.mode === 'Enabled' && !wide ? 'filtered' : 'open';
  }
  if (acls === false || shut === true) return 'provider-api';
  if (isMissingValue(acls)) return acls;
  return isMissingValue(shut)
    ? shut
    : missing('Single objects can be public; only reading the access list of each would tell.', 'not-exposed');
});

/** Who gets in, by network and by name. */
export const doorFacts = {
  ...sharing.facts,
  publicAccess,
  // The filter is shown only to who may read it: one that is not there may be hidden.
  allowedRanges: derive([filter], (ip) => {
    if (ip?.mode === 'Enabled') return ip.publicNetworkSource?.allowedIpCidrRanges ?? [];
    return ip?.mode === 'Disabled' ? [] : missing('the IP filter of the bucket', 'not-exposed');
  }) as Spec<string[]>,
  authMethods: derive([publicAccess], (door) =>
    door === 'provider-api' ? ['identity' as const] : ['identity' as const, 'anonymous' as const],
  ) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>,
  /**
   * The XML API also answers without TLS, unless the organisation forbids it.
   *
   * @see https://cloud.google.com/storage/docs/org-policy-constraints#unencrypted (2026-11)
   */
  clientTls: derive([secureHttp.enforced], (on) => (on ? 'required' : 'optional')) as Spec<
    'required' | 'optional' | 'none'
  >,
};

export const lastUse = notExposed('the last use of the bucket, from its usage log or the audit log');
