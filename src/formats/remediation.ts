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
    references: control.sources.filter((one) => /^https?:\/\//.test(one)),
  };
}
