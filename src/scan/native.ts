import type { Scope } from '../model/evidence.ts';
import type { NativeReader } from '../model/provider.ts';
import type { NativeSource } from '../model/scan-summary.ts';
import type { ScanStore } from '../store/scan-store.ts';
import type { Reader } from './reader.ts';
import type { Recorder } from './recorder.ts';

export interface NativeOptions {
  reader: Reader;
  recorder: Recorder;
  store: ScanStore;
  /** Native rules that the catalog names, by source. */
  nativeRules: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the results of a cloud's own rules in a scope. @returns what was read of them; nothing where no control names a rule. */
export async function readNative(
  native: NativeReader,
  scope: Scope,
  { reader, store, recorder, nativeRules }: NativeOptions,
): Promise<NativeSource | undefined> {
  const rules = nativeRules.get(native.source);
  if (!rules) return undefined;
  const reading = await native.read(reader.ask(scope.account, scope.region), scope, rules);
  for (const missing of reading.missing ?? []) recorder.gap(scope, missing);
  for (const row of reading.rows) store.addNative({ source: native.source, ...row });
  return {
    source: native.source,
    account: scope.account,
    region: scope.region,
    state: reading.state,
    detail: reading.detail,
    rules: reading.rules,
    results: reading.rows.length,
  };
}
