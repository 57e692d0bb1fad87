import type { Control } from '../model/control.ts';
import type { Provider } from '../model/verdict.ts';

/** What to do about a failure on one platform; undefined where the catalog of the scan says nothing. */
export function remediationOf(
  control: Control | undefined,
  provider: Provider,
): { text: string; cli: string; references: string[] } | undefined {
  const fix = control?.fix[provider];
  if (!control || !fix) return undefined;
  return {
    text: fix.text.trim(),
    cli: fix.cli?.trim() ?? '',
    references: control.sources.filter((one) => isFor(one, provider)),
  };
}

/** Whose pages they are; all others are for everyone. */
const vendors: readonly (readonly [host: RegExp, providers: readonly Provider[]])[] = [
  [/(^|\.)(amazon|amazonaws)\.com$/, ['aws']],
  [/(^|\.)(microsoft|azure)\.com$/, ['azure']],
  [/(^|\.)(google\.com|google|googleapis\.com)$/, ['gcp']],
  [/(^|\.)(mlflow\.org|databricks\.com)$/, ['mlflow']],
];

/** What one cloud documents says nothing of how to set another right. */
function isFor(source: string, provider: Provider): boolean {
  const { protocol, hostname } = URL.canParse(source) ? new URL(source) : { protocol: '', hostname: '' };
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  const owner = vendors.find(([host]) => host.test(hostname));
  return owner === undefined || owner[1].includes(provider);
}
