import type { SpooledChunk } from './spool.ts';

/** Lines on a page, before anything was printed. */
const guessedLinesPerPage = 41;

/** One PDF: a run of neighbouring chunks. */
export interface Volume {
  chunks: SpooledChunk[];
  /** Pages, as the plan expects. */
  expected: number;
}

/** How many pages a chunk takes. */
export type PagesOf = (chunk: SpooledChunk) => number;

export const guessPages: PagesOf = (chunk) => chunk.lines / guessedLinesPerPage;

/** Cuts the report into volumes that should stay below `maxPages`, with some room for covers and wrong guesses. */
export function planVolumes(chunks: SpooledChunk[], pagesOf: PagesOf, maxPages: number): Volume[] {
  const room = maxPages * 0.94;
  const volumes: Volume[] = [];
  let volume: Volume = { chunks: [], expected: 0 };
  for (const chunk of chunks) {
    const pages = pagesOf(chunk);
    if (volume.chunks.length > 0 && volume.expected + pages > room) {
      volumes.push(volume);
      volume = { chunks: [], expected: 0 };
    }
    volume.chunks.push(chunk);
    volume.expected += pages;
  }
  return [...volumes, volume];
}

/** A better guess after a printing: the pages of each volume spread over its chunks by their lines. */
export function measured(volumes: Volume[], counts: number[]): PagesOf {
  const perLine = new Map<SpooledChunk, number>();
  for (const [index, { chunks }] of volumes.entries()) {
    const lines = chunks.reduce((sum, chunk) => sum + chunk.lines, 0);
    for (const chunk of chunks) perLine.set(chunk, (counts[index] ?? 0) / Math.max(1, lines));
  }
  return (chunk) => chunk.lines * (perLine.get(chunk) ?? 1 / guessedLinesPerPage);
}
