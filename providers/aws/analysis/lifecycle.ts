import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { Jsonified } from '../../../src/model/json.ts';
import { wordOf } from './shape.ts';

type Rule = Jsonified<LifecycleRule>;

/**
 * Days after which the objects below a prefix are deleted by the rules of their bucket; null if never.
 *
 * The shortest rule counts, also one for only a part of the prefix or for sizes that some objects may have. Rules by tag
 * are left out: what a service delivers has no tags.
 *
 * @returns undefined where a rule names a date in place of days: what is left of that is no length of time.
 * @throws PlumblineError RESPONSE_SHAPE where a rule is neither on nor off.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function daysKept(rules: readonly Rule[], prefix: string): number | null | undefined {
  let days: number | null = null;
  for (const rule of rules) {
    if (wordOf(rule.Status, ['Enabled', 'Disabled'], 'Status of a lifecycle rule') !== 'Enabled') continue;
    if (rule.Expiration === undefined || !touches(rule, prefix)) continue;
    if (rule.Expiration.Date !== undefined) return undefined;
    const { Days: after } = rule.Expiration;
    if (after !== undefined) days = days === null ? after : Math.min(days, after);
  }
  return days;
}

function touches(rule: Rule, prefix: string): boolean {
  const { Filter: filter } = rule;
  if (filter?.Tag !== undefined || (filter?.And?.Tags ?? []).length > 0) return false;
  // The first form of the rules has the prefix at its top.
  const own = filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix ?? '';
  return prefix.startsWith(own) || own.startsWith(prefix);
}
