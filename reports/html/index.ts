import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '../../src/model/errors.ts';
import { chosenFrameworks } from '../view/chosen-frameworks.ts';
import { openScanFolder } from '../view/folder.ts';
import { encodeScan } from './data/encode.ts';
import type { Frame } from './data/frames.ts';
import { reportData } from './report-data.ts';
import { readAssets, renderTemplate } from './templates.ts';

export interface HtmlOptions {
  /** Ids of the frameworks to report on; all of the scan's catalog where none is given. */
  frameworks?: readonly string[];
}

/** Where the frames go: the template writes it as an element of its own. */
const framesHere = '<template id="frames"></template>';

/**
 * Renders the HTML report of a finished scan: one file that needs nothing else and fetches nothing.
 *
 * @returns the path of `report.html` in the scan's folder; it is there in whole or not at all.
 * @throws PlumblineError CONFIG_INVALID when there is no scan or no such framework, STORE_CORRUPT when it is broken,
 * OUTPUT_UNWRITABLE or DISK_FULL when the file cannot be written.
 */
export async function renderHtml(dir: string, options: HtmlOptions = {}): Promise<string> {
  const folder = openScanFolder(dir);
  const frameworks = chosenFrameworks(folder.summary().catalog.frameworks, options.frameworks);
  const scan = await encodeScan(folder, frameworks);
  const page = renderTemplate(reportData(folder.summary(), scan, frameworks), readAssets());
  const [head, tail] = cutAtFrames(page);
  const core = frameElement(scan.coreFrame);
  const parts = [head.replace('<template id="core"></template>', () => core), ...scan.frames.map(frameElement), tail];
  return await writeWhole(join(dir, 'report.html'), parts);
}

function cutAtFrames(page: string): [string, string] {
  const at = page.indexOf(framesHere);
  if (at === -1) throw new PlumblineError('INTERNAL', 'the report template has no place for its data');
  return [page.slice(0, at), page.slice(at + framesHere.length)];
}

function frameElement({ id, base64 }: Frame): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw new PlumblineError('INTERNAL', `frame ${id} is not base64`);
  return `<script type="text/plain" id="frame-${id}">${base64}</script>\n`;
}

/** Writes beside the place and renames, so that a reader never sees half a report. */
async function writeWhole(path: string, parts: string[]): Promise<string> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await pipeline(Readable.from(parts), createWriteStream(temporary, { mode: 0o600 }));
    renameSync(temporary, path);
    return path;
  } catch (cause) {
    rmSync(temporary, { force: true });
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
    throw new PlumblineError(full ? 'DISK_FULL' : 'OUTPUT_UNWRITABLE', `${path} cannot be written`, {
      cause,
      hint: full ? 'Free some space and render again.' : 'Check that the folder may be written to, then render again.',
    });
  }
}
