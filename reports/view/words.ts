import type { KindDecl } from '../../src/model/kinds/declare.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { failsAs, listed, thousands } from './plain-words.ts';

export { failsAs, listed, missingWords, providerNames, sentence, thousands, utc } from './plain-words.ts';

const declared: Record<string, KindDecl> = kinds;

/** `1 notebook`, `14 notebooks`; the name of the kind itself where it is not one of ours. */
export function counted(kind: string, count: number): string {
  return `${thousands(count)} ${nounOf(kind, count)}`;
}

/** What names a list in the reports: its operation, or that there is no list, as for the settings of an account. */
export function listName(operation: string): string {
  return operation === '' ? 'Not listed: there is one' : operation;
}

export function nounOf(kind: string, count: number): string {
  const noun = Object.hasOwn(declared, kind) ? declared[kind]?.noun : undefined;
  if (noun) return noun[count === 1 ? 0 : 1];
  return count === 1 ? `${kind} resource` : `${kind} resources`;
}

/**
 * `14 notebooks and 1 endpoint in ml-dev reach the internet directly`: one sentence for equal findings.
 *
 * @param byKind kind -> how many.
 * @param places names of accounts; more than three are counted.
 */
export function groupSentence(text: string, byKind: Map<string, number>, places: string[]): string {
  const total = [...byKind.values()].reduce((sum, count) => sum + count, 0);
  const what = listed([...byKind].map(([kind, count]) => counted(kind, count)));
  const where =
    places.length === 0 ? '' : places.length > 3 ? ` in ${places.length} accounts` : ` in ${listed(places)}`;
  return `${what}${where} ${failsAs(text, total)}`;
}

/** `provider account` -> name, as the scopes give it. */
export function accountNames(summary: ScanSummary): (provider: string, account: string) => string {
  const names = new Map(summary.scopes.map((scope) => [`${scope.provider} ${scope.account}`, scope.accountName]));
  return (provider, account) => names.get(`${provider} ${account}`) || account;
}
