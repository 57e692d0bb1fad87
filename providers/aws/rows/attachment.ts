import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { derive, type Spec } from '../../../src/model/mapping/spec.ts';

type Links = (string | MissingValue)[];

/**
 * For a native type that only configures another one: it is a resource of its own only while nobody uses it. Where it
 * cannot be told whether somebody does, the engine judges it nowhere and says so.
 *
 * @param used Whether anything uses it.
 */
export function unattached(used: Spec<boolean>) {
  const state: Spec<'unattached' | 'active'> = derive([used], (inUse) => (inUse ? 'active' : 'unattached'));
  return {
    keep: (answers: Answers): boolean | MissingValue => {
      const { value } = used.map(answers);
      return isMissingValue(value) ? value : !value;
    },
    state,
    /** Links of something that nobody uses lead nowhere: else what it names would seem to be in service. */
    noLinks: derive([used], (): Links => []),
  };
}
