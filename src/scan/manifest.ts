import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../model/identity.ts';

export interface Manifest {
  format: 'plumbline-manifest/1';
  evidenceDigest: string;
  files: { path: string; sha256: string; bytes: number }[];
}

/** Lists every file of a scan folder with its hash in manifest.json. */
export function writeManifest(folder: string): Manifest {
  const files = filesBelow(folder)
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), ...hashOf(path) }))
    .filter(({ path }) => path !== 'manifest.json')
    .sort((a, b) => (a.path < b.path ? -1 : 1));
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
function hashOf(path: string): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    let bytes = 0;
    for (;;) {
      const read = readSync(file, piece, 0, piece.length, null);
      if (read === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(file);
  }
}
