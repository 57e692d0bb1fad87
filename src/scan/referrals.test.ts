import { expect, it } from 'vitest';
import type { Collector } from '../model/provider.ts';
import { type ReferralOptions, Referrals } from './referrals.ts';

/** A collector of one kind that says of each uid whether it is its own, and is then not found to be read further. */
const one = (id: string, own: (uid: string) => boolean, asked: string[]): Collector =>
  ({
    provider: 'gcp',
    id,
    kind: 'storage.bucket',
    reads: [],
    refer: (uid: string) => {
      asked.push(`${id} ${uid}`);
      return own(uid) ? { $missing: { reason: 'out-of-scope', detail: id } } : null;
    },
  }) as unknown as Collector; // only what a reference looks at

it('asks each collector of a kind until one says that the name is its own', async () => {
  const asked: string[] = [];
  const unresolved: unknown[] = [];
  const work: Promise<void>[] = [];
  const referrals = new Referrals({
    support: [one('bucket', (uid) => uid === 'b', asked), one('dataset', (uid) => uid === 'd', asked)],
    reader: { look: {} },
    recorder: { gap: () => {} },
    store: { addUnresolved: (...row: unknown[]) => unresolved.push(row) },
    track: (promise: Promise<void>) => work.push(promise),
    emit: () => {},
  } as unknown as ReferralOptions); // only what a reference looks at
  const scope = { provider: 'gcp', account: 'a', accountName: 'a', region: 'r' } as const;
  const links = { buckets: { value: ['b', 'd', 'nobody', 'd'], from: [] } };
  referrals.follow(
    { provider: 'gcp', kind: 'ml.training_job', links } as unknown as Parameters<typeof referrals.follow>[0],
    scope,
  );
  await Promise.all(work);
  expect(asked.sort()).toEqual(['bucket b', 'bucket d', 'bucket nobody', 'dataset d', 'dataset nobody']);
  expect(unresolved).toEqual([
    ['storage.bucket', 'b', { reason: 'out-of-scope', detail: 'bucket' }, scope],
    ['storage.bucket', 'd', { reason: 'out-of-scope', detail: 'dataset' }, scope],
  ]);
});
