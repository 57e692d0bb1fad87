import type { Gap } from '../../../src/model/evidence.ts';
import { listAddress } from '../logic/address.ts';

/** Address of the findings with some filters set. */
export function findingsAt(filters: Record<string, string | readonly string[]>): string {
  return listAddress('findings', filters);
}

/** Value of the account and region filters: `aws:211122223331`, `aws:eu-west-1`. */
export function placeValue(provider: string, place: string): string {
  return `${provider}:${place}`;
}

/** The unknown findings that gaps of one place have caused. */
export function gapAddress(gaps: Gap[], wholeAccount: boolean): string {
  const [first] = gaps;
  if (first === undefined) return findingsAt({ verdict: 'unknown' });
  return findingsAt({
    verdict: 'unknown',
    account: placeValue(first.provider, first.account),
    ...(wholeAccount ? {} : { region: placeValue(first.provider, first.region) }),
    unread: [...new Set(gaps.map((gap) => gap.operation))],
  });
}

/** `aws eu-west-1` -> both parts; a region has no blank, an account may. */
export function splitPlace(key: string): string[] {
  const blank = key.indexOf(' ');
  return [key.slice(0, blank), key.slice(blank + 1)];
}
