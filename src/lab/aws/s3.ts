import { findItem, isArray } from '../collection.ts';
import type { Account, Bucket } from '../estate.ts';
import { allowsAccount } from '../policy-document.ts';
import { type PageRules, page } from './paging.ts';
import { s3 as protocol } from './protocols/s3.ts';
import { XmlElement } from './protocols/xml.ts';
import { ApiError, type Call, type Output, type Route, routes, type Service, text } from './route.ts';

const rules: PageRules = {
  size: 'max-buckets',
  token: 'continuation-token',
  defaultSize: 10_000,
  maxSize: 10_000,
  badToken: ['InvalidArgument', 400],
  badSize: ['InvalidArgument', 400],
};

/** S3: the settings of buckets. A bucket answers its own account, in its own region. */
export const s3: Service = {
  name: 's3',
  signingName: 's3',
  protocol,
  namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  routes: routes(
    {
      operation: 'ListBuckets',
      action: 's3:ListAllMyBuckets',
      token: { input: 'continuation-token', output: 'ContinuationToken' },
      handle: listBuckets,
    },
    setting('GetBucketLocation', 's3:GetBucketLocation', (bucket) => ({
      '#text': bucket.region === 'us-east-1' ? '' : bucket.region,
    })),
    setting('GetBucketEncryption', 's3:GetEncryptionConfiguration', ({ name, encryption }) => {
      const code = 'ServerSideEncryptionConfigurationNotFoundError';
      if (encryption === undefined)
        throw notFound(code, 'The server side encryption configuration was not found', name);
      return { Rule: encryption.Rules };
    }),
    setting('GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock', ({ name, publicAccessBlock }) => {
      const code = 'NoSuchPublicAccessBlockConfiguration';
      if (publicAccessBlock === undefined)
        throw notFound(code, 'The public access block configuration was not found', name);
      return publicAccessBlock;
    }),
    setting('GetBucketPolicyStatus', 's3:GetBucketPolicyStatus', (bucket) => {
      policyOf(bucket);
      return { IsPublic: bucket.policyIsPublic ?? false };
    }),
    setting('GetBucketPolicy', 's3:GetBucketPolicy', (bucket) => ({ raw: policyOf(bucket) })),
    setting('GetBucketVersioning', 's3:GetBucketVersioning', ({ versioning }) =>
      versioning === undefined ? {} : { Status: versioning },
    ),
    setting('GetBucketLogging', 's3:GetBucketLogging', ({ logging }) =>
      logging === undefined ? {} : { LoggingEnabled: { ...logging, TargetGrants: undefined } },
    ),
    setting('GetBucketOwnershipControls', 's3:GetBucketOwnershipControls', ({ name, ownership }) => {
      const code = 'OwnershipControlsNotFoundError';
      if (ownership === undefined) throw notFound(code, 'The bucket ownership controls were not found', name);
      return { Rule: [{ ObjectOwnership: ownership }] };
    }),
    setting('GetObjectLockConfiguration', 's3:GetBucketObjectLockConfiguration', ({ name, objectLock }) => {
      const code = 'ObjectLockConfigurationNotFoundError';
      if (objectLock === undefined)
        throw notFound(code, 'Object Lock configuration does not exist for this bucket', name);
      return objectLock;
    }),
    setting('GetBucketTagging', 's3:GetBucketTagging', ({ name, tags }) => {
      if (tags === undefined) throw notFound('NoSuchTagSet', 'The TagSet does not exist', name);
      return { TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
    }),
    setting('GetBucketLifecycleConfiguration', 's3:GetLifecycleConfiguration', ({ name, lifecycle }) => {
      const code = 'NoSuchLifecycleConfiguration';
      if (lifecycle === undefined) throw notFound(code, 'The lifecycle configuration does not exist', name);
      return { Rule: lifecycle };
    }),
    setting('GetBucketAcl', 's3:GetBucketAcl', aclOf),
  ),
};

function setting(operation: string, action: string, answer: (bucket: Bucket, call: Call) => Output): Route {
  return {
    operation,
    action,
    resource: (call) => `arn:aws:s3:::${text(call, 'Bucket')}`,
    handle: (call) => answer(bucketOf(call, action), call),
  };
}

function listBuckets(call: Call): Output {
  const prefix = text(call, 'prefix') ?? '';
  const region = text(call, 'bucket-region');
  const keep = (bucket: Bucket) => bucket.name.startsWith(prefix) && (region === undefined || bucket.region === region);
  const found = page(call, call.account.s3.buckets, rules, { keep });
  const buckets = found.items.map((bucket) => ({
    Name: bucket.name,
    CreationDate: bucket.createdAt,
    // S3 names regions only where it pages.
    BucketRegion: call.input['max-buckets'] === undefined && region === undefined ? undefined : bucket.region,
  }));
  const answer = { Owner: ownerOf(call.account), Buckets: { Bucket: buckets } };
  return found.next === undefined ? answer : { ...answer, ContinuationToken: found.next };
}

/** The bucket of a call. @throws ApiError NoSuchBucket, AccessDenied, or a redirect to the bucket's region. */
function bucketOf(call: Call, action: string): Bucket {
  const name = text(call, 'Bucket') ?? '';
  const found = locate(call, name);
  if (found === undefined) throw notFound('NoSuchBucket', 'The specified bucket does not exist', name);
  const { bucket, account } = found;
  if (bucket.region !== call.region && call.operation !== 'GetBucketLocation') throw wrongRegion(bucket, call.region);
  const expected = text(call, 'ExpectedBucketOwner');
  const isOwner = account.id === call.account.id || allowsAccount(bucket.policy, call.account.id, action);
  if (!isOwner || (expected !== undefined && expected !== account.id))
    throw new ApiError('AccessDenied', 'Access Denied', 403);
  return bucket;
}

function locate(call: Call, name: string): { bucket: Bucket; account: Account } | undefined {
  for (const account of call.estate.accounts) {
    const { buckets } = account.s3;
    const bucket = isArray(buckets) ? findItem(buckets, name, (item) => item.name) : buckets.find(name);
    if (bucket !== undefined) return { bucket, account };
  }
  return undefined;
}

/**
 * What S3 answers in a region that the bucket is not in: where the request was signed for us-east-1, the endpoint that
 * routes every name, the signature's region is wrong; elsewhere the request is sent on.
 */
function wrongRegion(bucket: Bucket, signedFor: string): ApiError {
  const headers = { 'x-amz-bucket-region': bucket.region };
  if (signedFor === 'us-east-1') {
    const message = `The authorization header is malformed; the region 'us-east-1' is wrong; expecting '${bucket.region}'`;
    return new ApiError('AuthorizationHeaderMalformed', message, 400, { details: { Region: bucket.region }, headers });
  }
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  const details = { Endpoint: `s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name };
  return new ApiError('PermanentRedirect', message, 301, { details, headers });
}

function policyOf(bucket: Bucket): string {
  if (bucket.policy === undefined)
    throw notFound('NoSuchBucketPolicy', 'The bucket policy does not exist', bucket.name);
  return JSON.stringify(bucket.policy);
}

function aclOf(bucket: Bucket, call: Call): Output {
  const owner = ownerOf(locate(call, bucket.name)?.account ?? call.account);
  const full = { Grantee: { ...owner, Type: 'CanonicalUser' as const }, Permission: 'FULL_CONTROL' as const };
  const grants = [full, ...(bucket.grants ?? [])].map(({ Grantee, Permission }) => {
    const { Type, ...grantee } = Grantee ?? { Type: undefined };
    const attributes = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${Type}"`;
    return { Grantee: new XmlElement(attributes, grantee), Permission };
  });
  return { Owner: owner, AccessControlList: { Grant: grants } };
}

function ownerOf(account: Account): { ID: string } {
  return { ID: account.s3.owner?.ID ?? account.id.padStart(64, '0') };
}

function notFound(code: string, message: string, bucket: string): ApiError {
  return new ApiError(code, message, 404, { details: { BucketName: bucket } });
}
