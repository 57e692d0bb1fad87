import type { CompiledControl } from '../catalog/judge.ts';
import type { Population } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { Breather } from './breather.ts';
import { FindingMaker, type Unread } from './finding-maker.ts';
import { InUse } from './in-use.ts';
import { reachedOf } from './reached.ts';
import { unreadReferences } from './references.ts';
import { nounOf } from './stored-kind.ts';
import { SwitchedOff } from './switched-off.ts';
import { Views } from './view.ts';

/** What evaluation needs of a catalog. */
export interface Judges {
  forKind(kind: string): readonly CompiledControl[];
  frameworksOf(control: string): Record<string, string[]>;
}

export interface EvaluateOptions {
  store: ScanStore;
  catalog: Judges;
  scanTime: Date;
  /** `provider|kind` of what is read only where others refer to it. */
  referredKinds: ReadonlySet<string>;
  accountNames: ReadonlyMap<string, string>;
  /** Takes each finding as it is made. */
  onFinding: (finding: Finding, change: 'new' | 'changed' | 'same', previous: string | null) => void;
  signal?: AbortSignal;
}

/**
 * Second pass: judges every recorded resource, and every list that could not be read, with every control of its kind.
 *
 * @throws PlumblineError ABORTED when the signal says so; what was judged before is kept.
 */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  const { store, catalog, scanTime, accountNames } = options;
  const populations = store.populations();
  const views = new Views(store, reachedOf(populations));
  const maker = new FindingMaker({
    scan: store.scan,
    scanTime,
    accountNames,
    frameworksOf: (id) => catalog.frameworksOf(id),
  });
  const hasNatives = store.hasNatives();
  const inUse = new InUse(populations);
  const breather = new Breather(options.signal);
  for (const resource of store.resources()) {
    if (breather.due) await breather.breathe();
    const compiled = catalog.forKind(resource.kind);
    if (compiled.length === 0) continue;
    inUse.fill(resource);
    const view = views.of(resource);
    const natives = hasNatives ? [resource.uid, ...resource.parts].flatMap((subject) => store.natives(subject)) : [];
    for (const control of compiled) take(options, maker.judged(control, resource, view, natives));
  }
  for (const one of unreadOf(options, populations)) {
    if (breather.due) await breather.breathe();
    for (const control of catalog.forKind(one.kind)) take(options, maker.unread(control, one));
  }
  store.flush();
}

/** Lists that were not read to their end, and kinds of which some references could not be told. */
function unreadOf({ store, referredKinds }: EvaluateOptions, populations: readonly Population[]): Unread[] {
  const references = unreadReferences(store, populations, referredKinds).map((one) => ({
    ...one,
    nativeType: one.kind,
    collector: `references to ${nounOf(one.kind)}`,
    operation: one.missing[0]?.operation ?? '',
    references: true as const,
  }));
  return new SwitchedOff(populations).together([...populations.filter((one) => !one.endReached), ...references]);
}

function take(options: EvaluateOptions, finding: Finding): void {
  const { store } = options;
  const seen = store.see(finding.key, finding.verdict, finding.lastSeen);
  finding.firstSeen = seen.since;
  store.addFinding(finding);
  options.onFinding(
    finding,
    seen.previous === null ? 'new' : seen.previous === finding.verdict ? 'same' : 'changed',
    seen.previous,
  );
}
