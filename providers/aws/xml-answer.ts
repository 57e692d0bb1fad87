/**
 * Whether a body can be the answer of a service that speaks XML. The SDK takes any document for an answer without
 * members, a proxy's sign-in page too, and for some settings of S3 no members means "off".
 *
 * @param bytes the body of a 200; only its beginning is looked at.
 */
export function isXmlAnswer(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 512)).toString('utf8');
  const root = start.replace(/^\uFEFF?\s*(<\?xml[^>]*\?>)?\s*/, '');
  return /^<[A-Za-z]/.test(root) && !/^<html[\s>]/i.test(root);
}
