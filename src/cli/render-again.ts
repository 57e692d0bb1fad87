import { openScanFolder } from '../../reports/view/folder.ts';
import { nearest } from '../catalog/nearest.ts';
import { PlumblineError } from '../model/errors.ts';
import { writeManifest } from '../scan/folder.ts';
import { renderInto } from './scan-job.ts';

/**
 * Renders reports into a folder that holds a finished scan, and lists them in its manifest.
 *
 * @returns paths of the reports.
 * @throws PlumblineError CONFIG_INVALID for a framework that the scan does not have.
 */
export async function renderAgain(
  dir: string,
  formats: readonly ('html' | 'pdf')[],
  frameworks: readonly string[],
): Promise<string[]> {
  const { catalog } = await (await openScanFolder(dir)).summary();
  const known = catalog.frameworks.map(({ id }) => id);
  for (const id of frameworks) {
    if (known.includes(id)) continue;
    const near = nearest(id, known);
    throw new PlumblineError('CONFIG_INVALID', `This scan has no framework "${id}".`, {
      hint: near ? `Did you mean ${near}?` : `It has ${known.join(', ')}.`,
    });
  }
  const files = await renderInto(dir, formats, frameworks);
  writeManifest(dir);
  return files;
}
