/** The part of a Signature Version 4 header that says who asks, where and what. */
export interface Scope {
  accessKeyId: string;
  region: string;
  signingName: string;
}

const credential = /^AWS4-HMAC-SHA256\s.*?Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request\b/;

/**
 * Reads the credential scope of an Authorization header. The signature itself is not verified: the lab is about answers.
 *
 * @returns undefined when the header is absent or no SigV4 header.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readScope(authorization: string | undefined): Scope | undefined {
  const found = authorization === undefined ? null : credential.exec(authorization);
  if (found === null) return undefined;
  const [, accessKeyId = '', region = '', signingName = ''] = found;
  return { accessKeyId, region, signingName };
}
