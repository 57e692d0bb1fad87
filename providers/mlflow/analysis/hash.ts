import type { Tag } from '../answers.ts';

/** Names of tags that hold a hash or a signature of the model files. */
const names = /(sha-?256|sha-?512|digest|checksum|hash|signature)/i;
/** SHA-256, SHA-384 or SHA-512 in hexadecimal, with or without the name before it. */
const hash = /^(sha-?(256|384|512)[:=])?([0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
/** A signature that others can check: an entry of Sigstore, or an address of one. */
const signature = /^(https:\/\/|rekor:|sigstore:|oci:\/\/)\S+$/i;

/** Whether tags fix the content of the model: a hash or a signature under a name that says so. MLflow itself keeps none. */
export function fixesContent(tags: readonly Tag[]): boolean {
  return tags.some(({ key = '', value = '' }) => {
    if (!names.test(key)) return false;
    return hash.test(value.trim()) || (/signature/i.test(key) && signature.test(value.trim()));
  });
}
