import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';

/**
 * True when a read was made and answered. Stands before the rows of a read that is made only when another one says
 * what to ask for: a read that was not made is not an answer with every field left out.
 *
 * @param because The read that names what to ask for: where it failed, it is the reason.
 */
export function asked(read: string, because: string): Spec<true> {
  return {
    reads: [read, because],
    map: (answers) => {
      const outcome = answers.get(read);
      if (outcome.status === 'answer') return { value: true, from: [] };
      if (outcome.status === 'failed') return { value: { $missing: outcome.missing }, from: [] };
      const first = answers.get(because);
      if (first.status === 'failed') return { value: { $missing: first.missing }, from: [] };
      return { value: missing(`${because} names nothing for ${read}`), from: [] };
    },
  };
}

/** A row that holds only where its guard does. */
export function behind<V>(guard: Spec<true>, row: Spec<V>): Spec<V> {
  return derive([guard, row], (_there, value) => value);
}
