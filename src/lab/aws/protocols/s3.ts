import type { LabRequest, LabResponse } from '../../options.ts';
import type { CommonErrors, Parsed, Protocol, Service } from '../route.ts';
import { errorBody } from './query.ts';
import { element } from './xml.ts';

const errors: CommonErrors = {
  denied: ['AccessDenied', 403],
  throttled: ['SlowDown', 503],
  internal: ['InternalError', 500],
  expired: ['ExpiredToken', 400],
  unknownKey: ['InvalidAccessKeyId', 403],
  noCredentials: ['AccessDenied', 403],
  unknownOperation: ['NotImplemented', 501],
  invalid: ['InvalidArgument', 400],
  badToken: ['InvalidArgument', 400],
};

/** Operation on a bucket by the subresource in the query string. */
const bucketOperations: Readonly<Record<string, string>> = {
  location: 'GetBucketLocation',
  encryption: 'GetBucketEncryption',
  publicAccessBlock: 'GetPublicAccessBlock',
  policyStatus: 'GetBucketPolicyStatus',
  policy: 'GetBucketPolicy',
  versioning: 'GetBucketVersioning',
  logging: 'GetBucketLogging',
  ownershipControls: 'GetBucketOwnershipControls',
  'object-lock': 'GetObjectLockConfiguration',
  tagging: 'GetBucketTagging',
  lifecycle: 'GetBucketLifecycleConfiguration',
  acl: 'GetBucketAcl',
};

/** Root element of an operation's answer; `#text` in an answer is the root's own text. */
const roots: Readonly<Record<string, string>> = {
  ListBuckets: 'ListAllMyBucketsResult',
  GetBucketLocation: 'LocationConstraint',
  GetBucketEncryption: 'ServerSideEncryptionConfiguration',
  GetPublicAccessBlock: 'PublicAccessBlockConfiguration',
  GetBucketPolicyStatus: 'PolicyStatus',
  GetBucketVersioning: 'VersioningConfiguration',
  GetBucketLogging: 'BucketLoggingStatus',
  GetBucketOwnershipControls: 'OwnershipControls',
  GetObjectLockConfiguration: 'ObjectLockConfiguration',
  GetBucketTagging: 'Tagging',
  GetBucketLifecycleConfiguration: 'LifecycleConfiguration',
  GetBucketAcl: 'AccessControlPolicy',
};

/** An answer that is no XML document (a bucket policy is JSON). */
export interface RawAnswer {
  raw: string;
}

/** S3: path-style addresses, the operation in the query string. */
export const s3: Protocol = {
  errors,
  parse,
  write(service, operation, output, requestId) {
    if ('raw' in output) return respond(200, String(output.raw), requestId, 'application/json');
    const root = roots[operation] ?? operation;
    const xml = element(root, '#text' in output ? output['#text'] : output, { list: 'flat', millis: true });
    return respond(200, document(xml, root, service.namespace), requestId);
  },
  fail(_service, _operation, error, requestId) {
    const xml = `<Error>${errorBody(error)}<RequestId>${requestId}</RequestId><HostId>${hostId(requestId)}</HostId></Error>`;
    const response = respond(error.status, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`, requestId);
    Object.assign(response.headers, error.headers);
    return response;
  },
};

/** S3 Control: `GET /v20180820/...` with the account in a header. */
export const s3Control: Protocol = {
  ...s3,
  parse(request) {
    const [path = ''] = request.url.split('?');
    if (request.method !== 'GET' || path !== '/v20180820/configuration/publicAccessBlock') return undefined;
    return { operation: 'GetPublicAccessBlock', input: { AccountId: request.headers['x-amz-account-id'] } };
  },
  fail(service, operation, error, requestId) {
    // S3 Control wraps its errors; S3 does not.
    const response = s3.fail(service, operation, error, requestId);
    const body = `<ErrorResponse><Error>${errorBody(error)}</Error><RequestId>${requestId}</RequestId><HostId>${hostId(requestId)}</HostId></ErrorResponse>`;
    return { ...response, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
  },
};

function parse(request: LabRequest): Parsed | undefined {
  const [path = '/', search = ''] = request.url.split('?');
  const parameters = new URLSearchParams(search);
  const [bucket = '', ...key] = decodeURIComponent(path.slice(1)).split('/');
  const owner = request.headers['x-amz-expected-bucket-owner'];
  if (request.method !== 'GET' || key.join('/') !== '') return undefined;
  if (bucket === '') return { operation: 'ListBuckets', input: Object.fromEntries(parameters) };
  for (const [name, operation] of Object.entries(bucketOperations)) {
    if (parameters.has(name)) return { operation, input: { Bucket: bucket, ExpectedBucketOwner: owner } };
  }
  return undefined;
}

function document(xml: string, root: string, namespace: Service['namespace']): string {
  const opening = `<${root}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${opening} xmlns="${namespace}"${xml.slice(opening.length)}`;
}

function hostId(requestId: string): string {
  return Buffer.from(`host-${requestId}`).toString('base64');
}

function respond(status: number, body: string, requestId: string, contentType = 'application/xml'): LabResponse {
  const headers = { 'content-type': contentType, 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) };
  return { status, headers, body };
}
