import { hash } from 'node:crypto';

/** Namespace of our name-based UUIDs; made once, never changed. */
const namespace = Buffer.from('6f1d2c0e5b7a4d0f9c3e8a4b7f60d215', 'hex');

/**
 * UUID version 5 (RFC 9562): the same name gives the same UUID. For formats that take nothing else, or nothing longer.
 */
export function uuidOf(name: string): string {
  const digest = Buffer.from(hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex'), 'hex');
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
