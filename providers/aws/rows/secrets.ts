import { derive, type Spec } from '../../../src/model/mapping/spec.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';

/** Environment variables or parameters by name, or the words of a command line. */
type Values = Record<string, string> | readonly string[] | undefined;

/** Number of secrets in environment variables, parameters and arguments, counted before they are redacted. */
export function secretsIn(...sets: readonly Spec<Values>[]): Spec<number> {
  return derive(sets, (...values: readonly Values[]) => values.reduce<number>((sum, one) => sum + secretsOf(one), 0));
}

/** The same for several sets of variables. */
export function secretsInAll(sets: Spec<readonly Values[]>): Spec<number> {
  return derive([sets], (list) => list.reduce<number>((sum, one) => sum + secretsOf(one), 0));
}

function secretsOf(values: Values): number {
  if (values === undefined) return 0;
  return countPlainSecrets(isWords(values) ? values.join(' ') : values);
}

function isWords(values: NonNullable<Values>): values is readonly string[] {
  return Array.isArray(values);
}
