import { existsSync, statSync } from 'node:fs';
import { PlumblineError } from '../model/errors.ts';
import type { ScanList, ScanRow } from '../store/scan-list.ts';
import { folderSide } from './folder-side.ts';
import { type ScanSide, storedSide } from './side.ts';

/** Words for scans of the store. */
export const scanWords = ['latest', 'previous', 'baseline'] as const;

/** The two scans of a comparison, opened. */
export interface Pair {
  before: ScanSide;
  now: ScanSide;
  close(): void;
}

/**
 * Opens what `A` and `B` of a comparison name: a scan of the store by its id or its beginning, `latest`, `previous` (the
 * one before the other), `baseline`, or the folder of a finished scan.
 *
 * @param store Opens the store; called only where a scan of it is named.
 * @throws PlumblineError CONFIG_INVALID where there is no such scan, or it did not finish.
 */
export async function pickPair(
  [a, b]: readonly [string, string],
  store: () => Promise<ScanList>,
  organisation?: string,
): Promise<Pair> {
  const close: (() => void)[] = [];
  let opened: ScanList | undefined;
  const list = async () => {
    if (opened === undefined) {
      const one = await store();
      opened = one;
      close.push(() => one.close());
    }
    return opened;
  };
  const open = async (word: string, other?: ScanSide): Promise<ScanSide> => {
    if (isFolder(word)) {
      const side = await folderSide(word);
      close.push(() => side.close());
      return side;
    }
    const scans = await list();
    const { id } = pickScan(scans, word, other, organisation);
    const side = storedSide(scans.scan(id));
    if (side === undefined) throw unfinished(id);
    return side;
  };
  try {
    // What leans on the other comes after it.
    const leans = (word: string) => !isFolder(word) && (word === 'previous' || word === 'baseline');
    let before = leans(a) ? undefined : await open(a);
    const now = await open(b, before ?? (leans(b) ? await open('latest') : undefined));
    before ??= await open(a, now);
    return { before, now, close: () => close.forEach((one) => void one()) };
  } catch (error) {
    for (const one of close) one();
    throw error;
  }
}

/** Which scan of the store a word names. @throws PlumblineError CONFIG_INVALID where there is none. */
export function pickScan(scans: ScanList, word: string, other?: ScanSide, organisation?: string): ScanRow {
  const all = scans.all(organisation ?? other?.summary.organisation);
  if (word === 'latest')
    return found(
      all.find(({ state }) => state === 'complete'),
      'There is no finished scan',
      all,
    );
  if (word === 'previous') {
    const id =
      other?.summary.scan ??
      found(
        all.find(({ state }) => state === 'complete'),
        'There is no finished scan',
        all,
      ).id;
    const owner = found(
      scans.all().find((one) => one.id === id),
      `The scan ${id} is not in the store`,
      all,
    ).organisation;
    const before = scans.scan(id).previous(owner)?.scan;
    return found(
      all.find((one) => one.id === before),
      `There is no scan before ${id}`,
      all,
    );
  }
  if (word === 'baseline') {
    const owner = organisation ?? other?.summary.organisation ?? all[0]?.organisation ?? '';
    const id = scans.baseline(owner)?.scan;
    return found(
      scans.all().find((one) => one.id === id),
      'No baseline is set',
      all,
      'Set one: plumbline baseline set latest',
    );
  }
  const every = scans.all();
  const exact = every.find(({ id }) => id === word);
  if (exact) return exact;
  const like = word.length < 4 ? [] : every.filter(({ id }) => id.startsWith(word));
  if (like.length > 1) {
    throw new PlumblineError('CONFIG_INVALID', `"${word}" begins the ids of ${like.length} scans.`, {
      hint: `They are ${like
        .slice(0, 5)
        .map(({ id }) => id)
        .join(', ')}.`,
    });
  }
  return found(like[0], `There is no scan or folder "${word}"`, every);
}

function found(row: ScanRow | undefined, message: string, all: readonly ScanRow[], hint?: string): ScanRow {
  if (row) return row;
  const ids = all.slice(0, 3).map(({ id }) => id);
  const known =
    ids.length > 0 ? `The newest are ${ids.join(', ')}; plumbline scans list shows all.` : 'The store is empty.';
  throw new PlumblineError('CONFIG_INVALID', `${message}.`, { hint: hint ?? known });
}

/** @throws PlumblineError CONFIG_INVALID: a scan that stopped early did not see everything, and judged nothing. */
function unfinished(id: string): PlumblineError {
  return new PlumblineError('CONFIG_INVALID', `The scan ${id} did not finish: it has no verdicts to compare.`, {
    hint: 'plumbline scans list shows which did.',
  });
}

function isFolder(word: string): boolean {
  if (scanWords.some((one) => one === word)) return false;
  return existsSync(word) && statSync(word).isDirectory();
}
