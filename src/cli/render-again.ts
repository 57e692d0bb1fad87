import { openScanFolder } from '../../reports/view/folder.ts';
import { writeManifest } from '../scan/manifest.ts';
import { renderInto } from './scan-job.ts';
import { assertKnown } from './words.ts';

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
  const { catalog } = await openScanFolder(dir).summary();
  assertKnown(
    'framework',
    frameworks,
    catalog.frameworks.map(({ id }) => id),
  );
  const files = await renderInto(dir, formats, frameworks);
  await writeManifest(dir);
  return files;
}
