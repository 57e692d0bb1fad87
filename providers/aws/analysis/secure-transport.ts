import { isArn } from './arn.ts';
import { isAnyone, parseResourcePolicy } from './circles.ts';
import type { Condition, Statement } from './policy.ts';
import { shapeError } from './shape.ts';
import { covers, matches } from './wildcard.ts';

/**
 * Whether a bucket answers only over TLS: one or more Deny statements, together on the bucket and on all its objects,
 * for everyone and all of S3, without another condition, where `aws:SecureTransport` is false. An Allow that asks for
 * TLS does not count, since other policies allow, too. `s3:TlsVersion` counts only with `...LessThanIfExists`: over
 * plain HTTP the key is absent, and a Deny with `NumericLessThan` does not apply (AWS's own example lets HTTP through).
 *
 * @param policy the bucket policy as S3 returns it; null: there is none.
 * @param bucketArn `arn:aws:s3:::name`
 * @throws PlumblineError RESPONSE_SHAPE when the policy cannot be understood.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function secureTransport(policy: unknown, bucketArn: string): 'required' | 'optional' {
  if (!isArn(bucketArn)) throw shapeError('The ARN of a bucket was expected');
  if (policy === null) return 'optional';
  const denies = parseResourcePolicy(policy).statements.filter(deniesPlain);
  const onBucket = denies.some(({ resources }) =>
    resources?.some((pattern) => fixed(pattern) && matches(pattern, bucketArn)),
  );
  const onObjects = denies.some(({ resources }) =>
    resources?.some((pattern) => fixed(pattern) && covers(pattern, `${bucketArn}/*`)),
  );
  return onBucket && onObjects ? 'required' : 'optional';
}

/** A policy variable stands for one value, so a pattern with one never covers all. */
const fixed = (pattern: string) => !pattern.includes('${');

function deniesPlain({ effect, principals, actions, conditions }: Statement): boolean {
  if (effect !== 'Deny' || !principals?.some(isAnyone) || !actions?.some((pattern) => covers(pattern, 's3:*')))
    return false;
  const [condition, ...others] = conditions;
  return condition !== undefined && others.length === 0 && holdsForPlain(condition);
}

function holdsForPlain({ operator, set, ifExists, key, values }: Condition): boolean {
  if (set !== 'none') return false;
  if (key === 'aws:securetransport')
    return operator === 'bool' && values.some((value) => value.toLowerCase() === 'false');
  return (
    key === 's3:tlsversion' &&
    ifExists &&
    (operator === 'numericlessthan' || operator === 'numericlessthanequals') &&
    values.length > 0
  );
}
