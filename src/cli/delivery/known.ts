import { changeSince } from '../../drift/changes.ts';
import { type ScanSide, sideOf, storedSide } from '../../drift/side.ts';
import type { ScanSummary } from '../../model/scan-summary.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import type { StoredScan } from '../../store/stored-scan.ts';
import { type Choice, type Configured, choiceOf, placeOf } from './config.ts';

type DriftChange = Parameters<typeof changeSince>[1];

/** What a sink knows of an organisation before a scan tells it more. */
export interface Known {
  /** The scan that is compared with; null where there is none. */
  side: ScanSide | null;
  /** What it chose when it was told of that; null where it was told of nothing. */
  choice: Choice | null;
  /** Scans of other selections that it was told of since, the last one first. */
  later: readonly StoredScan[];
}

/**
 * What a sink was told: the last scan of the same selection, or else of any. One that was told of nothing, or leads to
 * another place since, hears everything, as it changed since the scan before: nothing is new for being told.
 */
export function knownTo(configured: Configured, store: ScanStore, { organisation }: ScanSummary): Known {
  const place = placeOf(configured);
  const told = store.outbox.told.of(configured.sink.name, organisation).filter((one) => one.place === place);
  const selection = store.selection();
  const last = told.find((one) => one.selection === selection) ?? told[0];
  const side = last && storedSide(store.other(last.scan));
  if (last === undefined || side === undefined) return { ...beforeOf(store, organisation), choice: null };
  const later = told.slice(0, told.indexOf(last)).map((one) => store.other(one.scan));
  return { side, choice: choiceOf(JSON.parse(last.choice) as object), later };
}

/** What a sink is taken to know that is told once more what one scan changed, or, with `all`, has lost what it knew. */
export function knownAgain(
  configured: Configured,
  store: ScanStore,
  summary: ScanSummary,
  again: 'changes' | 'all',
): Known {
  const known = knownTo(configured, store, summary);
  if (known.choice === null) return known;
  return { ...beforeOf(store, summary.organisation), choice: again === 'all' ? null : configured.choice };
}

function beforeOf(store: ScanStore, organisation: string): Omit<Known, 'choice'> {
  const before = store.previous(organisation);
  return { side: before ? sideOf(store.other(before.scan), before.summary) : null, later: [] };
}

/** What became of a finding since the sink last heard of it: another selection may have told it meanwhile. */
export function sinceTold(change: DriftChange, { later }: Known): DriftChange {
  for (const scan of later) {
    const row = change.row && scan.findingRow(change.key);
    if (row) return changeSince(row, change);
  }
  return change;
}

/** The row that says that a sink was told of a scan. */
export function toldRow(configured: Configured, store: ScanStore, organisation: string) {
  const { severities, verdicts, frameworks, accounts, tags } = configured.choice;
  return {
    sink: configured.sink.name,
    organisation,
    selection: store.selection(),
    scan: store.scan,
    place: placeOf(configured),
    choice: JSON.stringify({ severities, verdicts, frameworks, accounts, tags }),
  };
}
