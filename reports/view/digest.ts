import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PlumblineError } from '../../src/model/errors.ts';
import { sha256 } from '../../src/model/identity.ts';

/** The files that the evidence digest covers, relative to the scan's folder, in the order of their names. */
export function evidenceFiles(dir: string): string[] {
  const files = ['scan.json', 'findings.ndjson', 'resources.ndjson'].filter((name) => existsSync(join(dir, name)));
  if (existsSync(join(dir, 'evidence'))) {
    for (const entry of readdirSync(join(dir, 'evidence'), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    }
  }
  return files.sort();
}

/**
 * The evidence digest: SHA-256 over lines `<sha256>  <path>\n`, the form of `sha256sum`. Taken from manifest.json
 * where there is one, since the report is rendered after it; else computed.
 *
 * @throws PlumblineError STORE_CORRUPT when the manifest is not one.
 */
export async function evidenceDigestOf(dir: string): Promise<string> {
  const manifest = join(dir, 'manifest.json');
  if (existsSync(manifest)) return digestInManifest(manifest);
  let text = '';
  for (const name of evidenceFiles(dir)) text += `${await fileSha256(join(dir, name))}  ${name}\n`;
  return sha256(text);
}

function digestInManifest(path: string): string {
  try {
    const { evidenceDigest } = JSON.parse(readFileSync(path, 'utf8')) as { evidenceDigest?: unknown };
    if (typeof evidenceDigest === 'string' && /^[0-9a-f]{64}$/.test(evidenceDigest)) return evidenceDigest;
  } catch (cause) {
    throw new PlumblineError('STORE_CORRUPT', `${path} is not JSON`, { cause, hint: 'Write the folder again.' });
  }
  throw new PlumblineError('STORE_CORRUPT', `${path} has no evidence digest`, { hint: 'Write the folder again.' });
}

/** SHA-256 of a file, hex, streamed. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
