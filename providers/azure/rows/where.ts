import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Spec } from '../../../src/model/mapping/spec.ts';

/**
 * A fact that holds where another value says so, with where it came from; where it does not, what is to be said instead.
 *
 * @param holds Whether the fact holds with this value.
 */
export function where<const V>(
  source: Spec<unknown>,
  holds: (value: unknown) => boolean,
  fact: Spec<V>,
  instead: MissingValue,
): Spec<V> {
  return {
    reads: [...source.reads, ...fact.reads],
    map: (answers) => {
      const told = source.map(answers);
      if (isMissingValue(told.value)) return { ...told, value: told.value };
      if (!holds(told.value)) return { value: instead, from: told.from };
      const found = fact.map(answers);
      // A constant of the platform stays one, and shows its source.
      return found.byDesign ? found : { ...found, from: [...told.from, ...found.from] };
    },
  };
}
