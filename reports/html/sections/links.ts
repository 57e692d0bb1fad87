import { listAddress } from '../logic/address.ts';

/** Address of the findings with some filters set. */
export function findingsAt(filters: Record<string, string | readonly string[]>): string {
  return listAddress('findings', filters);
}

/** Value of the account and region filters: `aws:211122223331`, `aws:eu-west-1`. */
export function placeValue(provider: string, place: string): string {
  return `${provider}:${place}`;
}
