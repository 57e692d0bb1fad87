import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../src/model/errors.ts';
import { openScanFolder } from '../view/folder.ts';
import { launchBrowser } from './chromium.ts';
import { writeParts } from './parts/report.ts';
import { printVolumes } from './print-volumes.ts';
import { Spool } from './spool.ts';
import { surveyScan } from './survey.ts';

export interface PdfOptions {
  /** Ids of the frameworks to report on; all of the scan's catalog where not given. */
  frameworks?: string[];
  /** Pages of a volume at most. */
  maxPages?: number;
}

/**
 * Writes the evidence report of a finished scan into its folder: report.pdf, and report-2.pdf and so on where it is
 * longer than 500 pages. Files appear whole or not at all; volumes of an earlier, longer report are removed.
 *
 * @returns names of the files, in order.
 * @throws PlumblineError CONFIG_INVALID (no scan there, no such framework), STORE_CORRUPT, RENDER_FAILED.
 */
export async function renderPdf(dir: string, options: PdfOptions = {}): Promise<string[]> {
  const survey = await surveyScan(openScanFolder(dir), options.frameworks);
  const spool = new Spool();
  const written: string[] = [];
  try {
    const chunks = await writeParts(survey, spool);
    const browser = await launchBrowser();
    try {
      await printVolumes(browser, survey, spool, chunks, options.maxPages ?? 500, (index, pdf) => {
        if (index === written.length) written.push(nameOf(index));
        writeFileSync(unfinished(dir, index), pdf, { mode: 0o600 });
      });
    } finally {
      await browser.close();
    }
    for (const [index, name] of written.entries()) renameSync(unfinished(dir, index), join(dir, name));
    removeOlder(dir, written);
    return written;
  } catch (cause) {
    for (const index of written.keys()) rmSync(unfinished(dir, index), { force: true });
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError('RENDER_FAILED', `The PDF report of ${dir} could not be printed`, {
      cause,
      hint: 'Free memory and disk space and try again; the HTML report holds the same findings.',
    });
  } finally {
    spool.close();
  }
}

function nameOf(index: number): string {
  return index === 0 ? 'report.pdf' : `report-${index + 1}.pdf`;
}

function unfinished(dir: string, index: number): string {
  return join(dir, `.${nameOf(index)}.${process.pid}.tmp`);
}

function removeOlder(dir: string, written: string[]): void {
  for (const name of readdirSync(dir)) {
    if (/^report-\d+\.pdf$/.test(name) && !written.includes(name)) rmSync(join(dir, name));
  }
}
