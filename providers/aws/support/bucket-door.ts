import type {
  GetBucketAclOutput,
  GetBucketOwnershipControlsOutput,
  GetBucketPolicyOutput,
  GetBucketPolicyStatusOutput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3';
import type { GetPublicAccessBlockOutput as AccountBlockOutput } from '@aws-sdk/client-s3-control';
import { answersOf, derive, fromScope, missing, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import { allowedRanges, type BucketAccess, cutsSharing, publicAccess, sharedByAcl } from '../analysis/bucket-access.ts';
import { type Sharing, secureTransport, sharedWith } from '../analysis/resource-policy.ts';
import { byTable } from '../rows/common.ts';

const { raw } = answersOf<{
  GetPublicAccessBlock: GetPublicAccessBlockOutput;
  GetBucketPolicyStatus: GetBucketPolicyStatusOutput;
  GetBucketPolicy: GetBucketPolicyOutput;
  GetBucketOwnershipControls: GetBucketOwnershipControlsOutput;
  GetBucketAcl: GetBucketAclOutput;
}>('s3');
const account = answersOf<{ GetPublicAccessBlock: AccountBlockOutput }>('s3control');

/** An answer that has to be there, or S3's word that there is none: `expects` of the read leaves nothing between. */
const orNone = <V>(row: Spec<V | undefined>): Spec<NonNullable<V> | null> => refine(row, (value) => value ?? null);

const policy = orNone(raw('GetBucketPolicy', '/Policy'));
const policyStatus = orNone(raw('GetBucketPolicyStatus', '/PolicyStatus'));
const bucketBlock = orNone(raw('GetPublicAccessBlock', '/PublicAccessBlockConfiguration'));
const accountBlock = orNone(
  account.raw('GetPublicAccessBlock', '/PublicAccessBlockConfiguration', { read: 'AccountPublicAccessBlock' }),
);
const acl = refine(raw('GetBucketAcl', ''), (found) => found ?? missing());
const ownership: Spec<string | null> = derive(
  [
    raw('GetBucketOwnershipControls', '/OwnershipControls'),
    raw('GetBucketOwnershipControls', '/OwnershipControls/Rules/0/ObjectOwnership'),
  ],
  (controls, rule) => (controls === undefined ? null : (rule ?? missing('the ownership controls have no rule'))),
);

const access: Spec<BucketAccess> = derive(
  [policyStatus, policy, bucketBlock, accountBlock, acl, ownership],
  (status, document, bucket, ofAccount, { Grants }, owner) => ({
    policyStatus: status,
    policy: document,
    bucketBlock: bucket,
    accountBlock: ofAccount,
    grants: Grants,
    ownership: owner,
  }),
);

const door = refine(
  access,
  (found) =>
    publicAccess(found) ??
    missing('Public ACLs of single objects are not ignored; only reading each object would tell.', 'not-exposed'),
);

/** Worst last: the policy and the ACL each let some in. */
const circles: readonly Sharing['sharedWith'][] = ['nobody', 'organization', 'outside', 'everyone'];

const sharing: Spec<Sharing> = derive(
  [access, acl, fromScope((answers) => answers)],
  (found, { Owner }, { scope, accounts, settings }) => {
    if (!Owner?.ID) return missing('the ACL does not name the owner');
    const others = [...accounts, ...settings.organisationAccounts];
    const byPolicy = cutsSharing(found)
      ? { sharedWith: 'nobody' as const, outsiders: [] }
      : sharedWith(found.policy, scope.account, others);
    const byAcl = sharedByAcl(found, Owner.ID);
    const widest = Math.max(circles.indexOf(byPolicy.sharedWith), circles.indexOf(byAcl.sharedWith));
    return {
      sharedWith: circles[widest] ?? 'everyone',
      outsiders: [...new Set([...byPolicy.outsiders, ...byAcl.outsiders])].sort(),
    };
  },
);

/** Facts about who gets into a bucket, by network and by name, from every switch that decides it. */
export const doorFacts = {
  publicAccess: door as Spec<'private' | 'provider-api' | 'filtered' | 'open'>,
  allowedRanges: refine(policy, allowedRanges),
  sharedWith: refine(sharing, (found) => found.sharedWith),
  outsiders: refine(sharing, (found) => [...found.outsiders]),
  clientTls: derive([policy, fromScope((answers) => String(answers.item.BucketArn))], secureTransport) as Spec<
    'required' | 'optional' | 'none'
  >,
  // A request that is not signed is answered where the door is open, or open to some addresses.
  authMethods: refine(door, (found) =>
    found === 'provider-api' ? ['identity' as const] : ['identity' as const, 'anonymous' as const],
  ) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>,
  /** Whether objects can have ACLs: only BucketOwnerEnforced rules them out, and a bucket without controls is older. */
  objectAcls: refine(ownership, (found) =>
    found === null
      ? true
      : byTable('ownership', { BucketOwnerEnforced: false, BucketOwnerPreferred: true, ObjectWriter: true })(found),
  ),
};
