import type { Browser } from 'puppeteer';
import { PlumblineError } from '../../src/model/errors.ts';
import { GlyphCheck } from './glyphs.ts';
import { readPages } from './pages.ts';
import { guessPages, measured, planVolumes, type Volume } from './plan-volumes.ts';
import { printHtml } from './print.ts';
import type { Spool, SpooledChunk } from './spool.ts';
import type { Survey } from './survey.ts';
import { endId, type PageMap, VolumeWriter } from './volume-html.ts';

/** Printings to find the volumes, and to settle the page numbers, before we give up. */
const attempts = 4;

interface Laid {
  volumes: Volume[];
  writer: VolumeWriter;
  pages: PageMap;
}

/**
 * Prints the report: once to find where the headings lie, then again with the page numbers.
 *
 * @param save takes each volume as it is done.
 * @returns pages of each volume.
 * @throws PlumblineError RENDER_FAILED when the numbers do not settle.
 */
export async function printVolumes(
  browser: Browser,
  survey: Survey,
  spool: Spool,
  chunks: SpooledChunk[],
  maxPages: number,
  save: (index: number, pdf: Uint8Array) => void,
): Promise<number[]> {
  const glyphs = new GlyphCheck(browser);
  const laid = await layOut(browser, glyphs, survey, spool, chunks, maxPages);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const counts: number[] = [];
    let isSettled = true;
    for (const index of laid.volumes.keys()) {
      const pdf = await printHtml(browser, await glyphs.legible(laid.writer.html(index, laid.pages)), true);
      const { count, destinations } = await readPages(pdf);
      isSettled = agree(laid, index, destinations) && isSettled;
      save(index, pdf);
      counts.push(count);
    }
    if (isSettled) return counts;
  }
  throw new PlumblineError('RENDER_FAILED', 'The page numbers of the PDF report do not settle', {
    hint: 'Report this as a defect, with the scan if you may share it. The HTML report is not affected.',
  });
}

/** Whether the headings lie where they were said to lie; where not, the map is put right for the next printing. */
function agree({ writer, pages }: Laid, index: number, destinations: Map<string, number>): boolean {
  let same = true;
  for (const id of writer.idsIn(index)) {
    const page = destinations.get(id);
    if (page === undefined || page === pages.get(id)) continue;
    pages.set(id, page);
    same = false;
  }
  return same;
}

async function layOut(
  browser: Browser,
  glyphs: GlyphCheck,
  survey: Survey,
  spool: Spool,
  chunks: SpooledChunk[],
  maxPages: number,
): Promise<Laid> {
  let volumes = planVolumes(chunks, guessPages, maxPages);
  for (let attempt = 1; ; attempt++) {
    const writer = new VolumeWriter(survey, spool, volumes);
    const pages: PageMap = new Map();
    const counts: number[] = [];
    for (const index of volumes.keys()) {
      const html = await glyphs.legible(writer.html(index, undefined));
      const { destinations } = await readPages(await printHtml(browser, html, false));
      counts.push((destinations.get(endId) ?? 1) - 1);
      for (const id of writer.idsIn(index)) pages.set(id, destinations.get(id) ?? 0);
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    const isGood = counts.every((count) => count <= maxPages) && (volumes.length === 1 || total > maxPages);
    const isStuck = volumes.every((volume) => volume.chunks.length === 1) || attempt === attempts;
    if (isGood || isStuck) return { volumes, writer, pages };
    volumes = planVolumes(chunks, measured(volumes, counts), maxPages);
  }
}
