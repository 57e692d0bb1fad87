import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openPdf } from '../../reports/pdf/pages.ts';

/** A text that came out of a scan, and where it stands. */
export interface Output {
  where: string;
  text: string;
}

/** Every text below a scan's folder: files as they are, unpacked, and the data and the words of the reports. */
export async function outputsBelow(folder: string): Promise<Output[]> {
  const out: Output[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const where = relative(folder, path);
    const bytes = readFileSync(path);
    out.push({ where, text: bytes.toString('latin1') }, { where, text: bytes.toString('utf8') });
    if (path.endsWith('.gz')) out.push({ where: `${where} (unpacked)`, text: gunzipSync(bytes).toString('utf8') });
    if (path.endsWith('.html')) out.push(...framesOf(where, bytes.toString('utf8')));
    if (path.endsWith('.pdf')) out.push({ where: `${where} (text)`, text: await textOfPdf(bytes) });
  }
  return out;
}

/** The report's data: gzip in base64, each piece in an element of its own. */
export function framesOf(where: string, html: string): Output[] {
  const frames: Output[] = [];
  for (const [, base64 = ''] of html.matchAll(/>\s*(H4sI[A-Za-z0-9+/=]+)\s*</g))
    frames.push({ where: `${where} (data)`, text: gunzipSync(Buffer.from(base64, 'base64')).toString('utf8') });
  return frames;
}

/** All words of a PDF, with and without the spaces and line ends between its pieces. */
async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const document = await openPdf(bytes);
  let text = JSON.stringify(await document.getMetadata().then(({ info }) => info));
  text += JSON.stringify(await document.getOutline());
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const pieces = items.map((item) => ('str' in item ? item.str : ''));
    text += `${pieces.join(' ')}\n${pieces.join('')}\n`;
  }
  await document.loadingTask.destroy();
  return text;
}
