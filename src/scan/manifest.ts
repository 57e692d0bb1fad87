import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../model/identity.ts';
import { Breather } from './breather.ts';

export interface Manifest {
  format: 'plumbline-manifest/1';
  evidenceDigest: string;
  files: { path: string; sha256: string; bytes: number }[];
}

/**
 * Lists every file of a scan folder with its hash in manifest.json.
 *
 * @param known Files that were hashed a moment ago and have not changed since.
 * @throws PlumblineError ABORTED when the signal says so.
 */
export async function writeManifest(
  folder: string,
  { known = [], signal }: { known?: Manifest['files']; signal?: AbortSignal | undefined } = {},
): Promise<Manifest> {
  const hashed = new Map(known.map((file) => [file.path, file]));
  const breather = new Breather(signal);
  // One for all files: there are hundreds, and a new one each would stay in memory until much later.
  const piece = Buffer.allocUnsafeSlow(1 << 18);
  const files: Manifest['files'] = [];
  for (const full of filesBelow(folder)) {
    const path = relative(folder, full).split(sep).join('/');
    if (path !== 'manifest.json') files.push(hashed.get(path) ?? { path, ...(await hashOf(full, piece, breather)) });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: Manifest = { format: 'plumbline-manifest/1', evidenceDigest: evidenceDigest(files), files };
  writeFileSync(join(folder, 'manifest.json.tmp'), `${JSON.stringify(manifest, null, 1)}\n`);
  renameSync(join(folder, 'manifest.json.tmp'), join(folder, 'manifest.json'));
  return manifest;
}

/** SHA-256 over the lines `<sha256>  <path>` (as sha256sum prints them) of scan, findings, resources and evidence, by path. */
export function evidenceDigest(files: readonly { path: string; sha256: string }[]): string {
  const evidence = files.filter(
    ({ path }) => ['scan.json', 'findings.ndjson', 'resources.ndjson'].includes(path) || path.startsWith('evidence/'),
  );
  return sha256(evidence.map(({ path, sha256: hash }) => `${hash}  ${path}\n`).join(''));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Piece by piece: the findings of a large estate are longer than one buffer may be. */
async function hashOf(path: string, piece: Buffer, breather: Breather): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    let bytes = 0;
    for (;;) {
      const read = readSync(file, piece, 0, piece.length, null);
      if (read === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(piece.subarray(0, read));
      bytes += read;
      if (breather.due) await breather.breathe();
    }
  } finally {
    closeSync(file);
  }
}
