import { isAnyone, parseResourcePolicy } from './circles.ts';
import { isComparison } from './conditions.ts';
import type { Statement } from './policy.ts';
import { flagOf, listOf, objectOf, shapeError, textOf } from './shape.ts';

/** What S3 returns about the door of a bucket; null where its answer was that there is none. */
export interface BucketAccess {
  /** GetBucketPolicyStatus `PolicyStatus`; null: NoSuchBucketPolicy. */
  policyStatus: unknown;
  /** GetBucketPolicy, the document; null: NoSuchBucketPolicy. */
  policy: unknown;
  /** GetPublicAccessBlock of the bucket; null: NoSuchPublicAccessBlockConfiguration, which blocks nothing. */
  bucketBlock: unknown;
  /** The same of the account, by s3control; null as above. An organisation's policy is already in it. */
  accountBlock: unknown;
  /** GetBucketAcl `Grants`. */
  grants: unknown;
  /** GetBucketOwnershipControls `ObjectOwnership`; null: OwnershipControlsNotFoundError, so ACLs are in force. */
  ownership: string | null;
}

/**
 * Who reaches a bucket by network: `open` (an anonymous request is answered), `filtered` (only from certain addresses or
 * networks), `provider-api` (only requests signed by principals that a policy names).
 *
 * @returns undefined where the objects could carry public ACLs of their own, which only reading each of them would tell:
 * ACLs are in force and public ones are not ignored. Not judged: access points, static website endpoints by other names.
 * @throws PlumblineError RESPONSE_SHAPE when an answer is not as documented.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function publicAccess(access: BucketAccess): 'open' | 'filtered' | 'provider-api' | undefined {
  const blocks = [blockOf(access.bucketBlock), blockOf(access.accountBlock)];
  const restricted = blocks.some((block) => block.restrictPublicBuckets);
  const aclsIgnored = blocks.some((block) => block.ignorePublicAcls) || aclsOff(access.ownership);
  const policyPublic = access.policyStatus === null ? false : isPublic(access.policyStatus);
  if (policyPublic && access.policy === null) throw shapeError('S3 calls a policy public that is not there');
  const aclPublic = publicGrants(access.grants);
  const anonymous = anonymousStatements(access.policy);
  if (aclPublic && !aclsIgnored) return 'open';
  // A public policy, once restricted, leaves AWS services and the own account.
  if (policyPublic) return restricted ? (aclsIgnored ? 'provider-api' : undefined) : 'open';
  if (!aclsIgnored) return undefined;
  return anonymous.length > 0 ? 'filtered' : 'provider-api';
}

/**
 * Addresses from which anonymous requests are let in by the policy, sorted; `[]` where it has no such list.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the policy cannot be understood.
 */
export function allowedRanges(policy: unknown): string[] {
  const ranges = anonymousStatements(policy).flatMap(({ conditions }) =>
    conditions
      .filter(
        ({ operator, set, ifExists, key }) =>
          operator === 'ipaddress' && set !== 'all' && !ifExists && addressKeys.has(key),
      )
      .flatMap(({ values }) => values),
  );
  return [...new Set(ranges)].sort();
}

/**
 * With whom the ACL of a bucket shares it: groups of S3, and canonical users other than the owner.
 *
 * @param ownerId canonical id of the owner (`Owner.ID` of GetBucketAcl).
 * @throws PlumblineError RESPONSE_SHAPE when a grant is not as documented.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function sharedByAcl(access: Omit<BucketAccess, 'policy' | 'policyStatus'>, ownerId: string) {
  const ignored = [access.bucketBlock, access.accountBlock].some((block) => blockOf(block).ignorePublicAcls);
  const all = grantees(access.grants);
  if (aclsOff(access.ownership)) return { sharedWith: 'nobody', outsiders: [] } as const;
  const outsiders = all.flatMap(({ group, id }) => (group === undefined && id !== ownerId ? [id] : []));
  if (!ignored && all.some(({ group }) => group === 'public'))
    return { sharedWith: 'everyone', outsiders: ['*', ...new Set(outsiders)] } as const;
  return {
    sharedWith: outsiders.length > 0 ? 'outside' : 'nobody',
    outsiders: [...new Set(outsiders)].sort(),
  } as const;
}

/**
 * Whether S3 cuts all sharing by the bucket policy, with named accounts, too: the policy is public, and
 * RestrictPublicBuckets is on for the bucket or the account. Then only AWS services and the own account get in.
 *
 * @throws PlumblineError RESPONSE_SHAPE when an answer is not as documented.
 */
export function cutsSharing({
  policyStatus,
  bucketBlock,
  accountBlock,
}: Pick<BucketAccess, 'policyStatus' | 'bucketBlock' | 'accountBlock'>): boolean {
  const restricted = [bucketBlock, accountBlock].some((block) => blockOf(block).restrictPublicBuckets);
  return restricted && policyStatus !== null && isPublic(policyStatus);
}

function blockOf(answer: unknown) {
  if (answer === null) return { ignorePublicAcls: false, restrictPublicBuckets: false };
  const block = objectOf(answer, 'PublicAccessBlockConfiguration');
  return {
    ignorePublicAcls: flagOf(block.IgnorePublicAcls, 'IgnorePublicAcls') ?? false,
    restrictPublicBuckets: flagOf(block.RestrictPublicBuckets, 'RestrictPublicBuckets') ?? false,
  };
}

function isPublic(answer: unknown): boolean {
  const flag = flagOf(objectOf(answer, 'PolicyStatus').IsPublic, 'IsPublic');
  if (flag === undefined) throw shapeError('PolicyStatus does not say whether the policy is public');
  return flag;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function aclsOff(ownership: string | null): boolean {
  if (ownership !== null && !ownerships.has(ownership)) throw shapeError('ObjectOwnership has an unknown value');
  return ownership === 'BucketOwnerEnforced';
}

const ownerships: ReadonlySet<string> = new Set(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']);
const addressKeys: ReadonlySet<string> = new Set(['aws:sourceip', 'aws:vpcsourceip']);
const networkKeys: ReadonlySet<string> = new Set(['aws:sourcevpc', 'aws:sourcevpce']);

/** Allow statements for everyone that only an address or a network narrows, so that nobody need sign. */
function anonymousStatements(policy: unknown): Statement[] {
  if (policy === null) return [];
  return parseResourcePolicy(policy).statements.filter(({ effect, principals, notPrincipals, conditions }) => {
    if (effect !== 'Allow' || !(notPrincipals !== undefined || principals?.some(isAnyone))) return false;
    return !conditions.some((condition) => isComparison(condition) && !networkKeys.has(condition.key));
  });
}

const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

function publicGrants(grants: unknown): boolean {
  return grantees(grants).some(({ group }) => group === 'public');
}

/** Whom the grants of an ACL name. Any group but the one for logs counts as public: AllUsers, AuthenticatedUsers, new ones. */
function grantees(grants: unknown): { group: 'public' | 'logs' | undefined; id: string }[] {
  return listOf(grants, 'Grants').map((grant) => {
    const grantee = objectOf(objectOf(grant, 'A grant').Grantee, 'Grantee');
    const uri = textOf(grantee.URI, 'URI');
    if (uri !== undefined) return { group: uri === logDelivery ? 'logs' : 'public', id: uri };
    const id = textOf(grantee.ID, 'ID') ?? textOf(grantee.EmailAddress, 'EmailAddress');
    if (id === undefined) throw shapeError('A grant does not say to whom');
    return { group: undefined, id };
  });
}
