import type { Finding } from '../model/finding.ts';
import { Change } from './change.ts';
import { Reach } from './reach.ts';
import type { FindingRow, ScanSide } from './side.ts';

/**
 * What changed from one scan to another, finding by finding, in the order of their keys: both are read side by side, and
 * no more than a page of each is held.
 *
 * @param previous null when there is none: then everything is new.
 */
export function* changesBetween(previous: ScanSide | null, current: ScanSide): IterableIterator<Change> {
  if (previous === null) {
    for (const now of current.rows()) yield new Change('new', { now });
    return;
  }
  const seen = { before: new Reach(previous), now: new Reach(current) };
  const olds = previous.rows()[Symbol.iterator]();
  const news = current.rows()[Symbol.iterator]();
  let [before, now] = [next(olds), next(news)];
  while (before !== undefined || now !== undefined) {
    if (now === undefined || (before !== undefined && before.key < now.key)) {
      if (before !== undefined) yield vanished(before, seen);
      before = next(olds);
    } else if (before === undefined || now.key < before.key) {
      yield appeared(now, seen);
      now = next(news);
    } else {
      yield compared(before, now);
      [before, now] = [next(olds), next(news)];
    }
  }
}

/** What became of the same finding since it was in another state than that of the scan before. */
export function changeSince(before: FindingRow, change: Change): Change {
  return change.row === undefined ? change : compared(before, change.row);
}

interface Reaches {
  before: Reach;
  now: Reach;
}

function next(rows: Iterator<FindingRow>): FindingRow | undefined {
  const { done, value } = rows.next();
  return done ? undefined : value;
}

function compared(before: FindingRow, now: FindingRow): Change {
  if (now.verdict === 'unknown' && before.verdict !== 'unknown') return new Change('blind', { before, now });
  if (now.verdict === 'pass' && before.verdict === 'fail') return new Change('resolved', { before, now });
  return new Change(stateOf(before) === stateOf(now) ? 'still' : 'changed', { before, now });
}

/** What is not there any more is gone only where everything that would have shown it was read. */
function vanished(before: FindingRow, seen: Reaches): Change {
  const absence = seen.now.lacking(parse(before), seen.before);
  return absence === undefined ? new Change('gone', { before }) : new Change('blind', { before }, absence);
}

/** A list that could be read before and cannot now makes blind, though its finding is new. */
function appeared(now: FindingRow, seen: Reaches): Change {
  const finding = parse(now);
  const absence = seen.before.lacking(finding, seen.now);
  const wasRead = absence === undefined || absence === 'cut-off';
  if (finding.population && wasRead) return new Change('blind', { now });
  return new Change('new', { now }, absence);
}

function parse({ line }: FindingRow): Finding {
  return JSON.parse(line) as Finding; // of the store, or checked when the folder was opened
}

const marker = '"stateHash":"';

/**
 * The state hash of a finding, without parsing it. Within a text quotes are escaped, so the marker is a name; a fact may
 * hold a map with that name, but what is observed comes before.
 */
function stateOf(row: FindingRow): string {
  const at = row.line.lastIndexOf(marker);
  return at === -1 ? parse(row).stateHash : row.line.slice(at + marker.length, at + marker.length + 64);
}
