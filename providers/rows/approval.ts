import type { MissingValue } from '../../src/model/facts.ts';
import type { Settings } from '../../src/model/mapping/outcome.ts';
import { missing } from '../../src/model/mapping/spec.ts';

export type Approval = 'approved' | 'pending' | 'rejected' | 'none';

/** Words that say no, or not yet, in lower case. What says yes is set in the config. */
const words: Readonly<Record<string, Approval>> = {
  rejected: 'rejected',
  failed: 'rejected',
  denied: 'rejected',
  false: 'rejected',
  no: 'rejected',
  pending: 'pending',
  requested: 'pending',
  'in-review': 'pending',
  waiting: 'pending',
};

/** Approval where a platform has none of its own: the first configured tag that is set tells. */
export function approvalByTags(
  set: Readonly<Record<string, string>>,
  { tags, approved }: Settings['approval'],
): Approval | MissingValue {
  const name = tags.find((one) => set[one] !== undefined && set[one] !== '');
  if (name === undefined) return 'none';
  const value = set[name] ?? '';
  if (approved.includes(value)) return 'approved';
  return Object.hasOwn(words, value.toLowerCase())
    ? (words[value.toLowerCase()] ?? 'none')
    : missing(`the tag ${name} has a value that neither says yes nor no`);
}
