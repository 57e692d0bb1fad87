import type { Scope } from '../../../src/model/evidence.ts';
import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import type { CallSpec, Look, Referred } from '../../../src/model/provider.ts';

export const bucketCall: CallSpec = {
  service: 'storage',
  operation: 'buckets.get',
  permission: 'storage.buckets.get',
};

/**
 * Whose a bucket is. Its name does not say, but the bucket itself names the number of its project. One identity reads
 * all projects, so nobody else is asked when it is refused.
 *
 * @returns null for a name that is no bucket's; out-of-scope when its project is not scanned.
 * @see https://cloud.google.com/storage/docs/json_api/v1/buckets (2026-11)
 */
export async function placeOfBucket(uid: string, from: Scope, look: Look): Promise<Referred | MissingValue | null> {
  const bucket = /^\/\/storage\.googleapis\.com\/([^/]+)$/.exec(uid)?.[1];
  if (bucket === undefined) return null;
  const ask = look.in(from.account, 'global');
  const outcome = await ask.call(bucketCall, { bucket });
  if (outcome.status === 'failed') return { $missing: outcome.missing };
  const number = outcome.status === 'answer' ? at(outcome.body, '/projectNumber') : undefined;
  if (typeof number !== 'string') return missing(`the answer does not say which project bucket ${bucket} is of`);
  const account = ask.aliases?.get(number);
  return account === undefined || !look.accounts.has(account)
    ? missing(`bucket ${bucket} belongs to project ${number}; add it to the scan`, 'out-of-scope')
    : { scope: { account, region: 'global' }, item: { bucket } };
}
