import { isInternet } from '../../../src/model/mapping/cidr.ts';
import type { Condition } from './policy.ts';
import { isAll } from './wildcard.ts';

const comparisons: ReadonlySet<string> = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
]);

/**
 * Whether an entry holds only where its key is in the request and equals one of its values. `...IfExists` and
 * `ForAllValues:` also hold where the key is absent, negated operators for all other values: none of them is sound.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function isComparison({ operator, set, ifExists, values }: Condition): boolean {
  return comparisons.has(operator) && set !== 'all' && !ifExists && values.length > 0;
}

/** Whether a value stands for itself alone: no wildcard, no policy variable. */
export function isFixed(value: string): boolean {
  return value !== '' && !value.includes('*') && !value.includes('?') && !value.includes('${');
}

/** Whether the operator holds for everything but its values. */
export function isNegated({ operator }: Condition): boolean {
  return operator.startsWith('not') || operator.includes('not');
}

/** The comparison that must hold where a Deny with this entry does not apply; undefined where that is not sure. */
export function inverseOf(condition: Condition): Condition | undefined {
  const operator = condition.operator.replace('not', '');
  // ForAnyValue with a negated operator is false where the key is absent: such a Deny lets the nameless through.
  if (!isNegated(condition) || !comparisons.has(operator) || condition.set === 'any') return undefined;
  return { ...condition, operator, set: condition.set === 'all' ? 'any' : 'none', ifExists: false };
}

/**
 * Whether an entry of an Allow holds for practically every request, so that the Allow is as good as unconditional:
 * everything but some values, a value of nothing but `*`, every address (or halves of all), or TLS, which every client of AWS uses.
 * `ForAllValues:` and `...IfExists` also hold where the request lacks the key, as most requests do: AWS warns of the first
 * in an Allow. Only for keys that every signed request has they narrow.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function isToothless(condition: Condition): boolean {
  const { operator, set, ifExists, key, values } = condition;
  if (isNegated(condition)) return true;
  if ((set === 'all' || ifExists) && !isAlwaysThere(key)) return true;
  if (comparisons.has(operator)) return values.some(isAll);
  if (operator === 'ipaddress') return values.some(isInternet);
  return operator === 'bool' && key === 'aws:securetransport' && values.includes('true');
}

/** Keys of who signed, when and how. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function isAlwaysThere(key: string): boolean {
  return key.startsWith('aws:principal') || alwaysThere.has(key);
}
const alwaysThere: ReadonlySet<string> = new Set([
  'aws:userid',
  'aws:currenttime',
  'aws:epochtime',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:multifactorauthpresent',
  'aws:sourceip',
]);
