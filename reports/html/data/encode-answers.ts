import { gzipSync } from 'node:zlib';
import { canonical } from '../../../src/model/canonical.ts';
import type { ScanFolder } from '../../view/folder.ts';
import type { Frame } from './frames.ts';

export interface AnswerBudget {
  /** Bytes of base64 that all answers together may take. */
  total: number;
  /** Answers whose text is longer stay outside. */
  longest: number;
}

export const answerBudget: AnswerBudget = { total: 8_000_000, longest: 1_000_000 };

/** Text of the answers in one frame: many small ones share what they have in common. */
const frameText = 400_000;

export interface PackedAnswers {
  frames: Frame[];
  /** Digest -> frame and place in it. */
  places: Map<string, [frame: number, place: number]>;
}

/**
 * Packs raw answers into frames `answers-<n>`, each a list of canonical JSON texts, until the budget is used up.
 *
 * @param hashes digests in the order of their worth. Where not all will fit, the first so many are taken, by the average
 * size of an answer in the store; the store then hands them out in its own order.
 * @throws PlumblineError STORE_CORRUPT when an answer does not have its digest.
 */
export async function packAnswers(
  folder: ScanFolder,
  hashes: Iterable<string>,
  budget = answerBudget,
): Promise<PackedAnswers> {
  const { answers, bytes } = folder.summary().evidence;
  const average = answers === 0 ? 1 : Math.max(1, (bytes / answers) * (4 / 3));
  const wanted = [...new Set(hashes)].slice(0, Math.ceil(budget.total / average));
  const packed: PackedAnswers = { frames: [], places: new Map() };
  let texts: string[] = [];
  let hashesHere: string[] = [];
  let length = 0;
  let used = 0;
  const flush = () => {
    const base64 = gzipSync(JSON.stringify(texts), { level: 7 }).toString('base64');
    if (texts.length > 0 && used + base64.length <= budget.total) {
      used += base64.length;
      for (const [place, hash] of hashesHere.entries()) packed.places.set(hash, [packed.frames.length, place]);
      packed.frames.push({ id: `answers-${packed.frames.length}`, base64 });
    }
    texts = [];
    hashesHere = [];
    length = 0;
  };
  for await (const { sha256, answer } of folder.answers(wanted)) {
    const text = canonical(answer);
    if (text.length > budget.longest) continue;
    texts.push(text);
    hashesHere.push(sha256);
    length += text.length;
    if (length >= frameText) flush();
    if (used >= budget.total) break;
  }
  flush();
  return packed;
}
