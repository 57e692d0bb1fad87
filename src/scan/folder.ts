import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PlumblineError } from '../model/errors.ts';
import { sha256 } from '../model/identity.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { ScanStore } from '../store/scan-store.ts';

export interface Manifest {
  format: 'plumbline-manifest/1';
  evidenceDigest: string;
  files: { path: string; sha256: string; bytes: number }[];
}

/**
 * The folder of one scan while it is written: everything goes into a sibling folder that takes its place only when it
 * is whole, so that nothing half-written looks finished.
 */
export class OutFolder {
  readonly final: string;
  readonly working: string;

  private constructor(final: string) {
    this.final = final;
    this.working = `${final}.incomplete-${process.pid}`;
  }

  /**
   * Makes sure, before any call, that the folder can be written.
   *
   * @throws PlumblineError OUTPUT_UNWRITABLE when it cannot, or holds something that is not a scan.
   */
  static prepare(path: string): OutFolder {
    const folder = new OutFolder(resolve(path));
    const { final, working } = folder;
    if (
      existsSync(final) &&
      (!statSync(final).isDirectory() || (readdirSync(final).length > 0 && !existsSync(join(final, 'manifest.json'))))
    ) {
      throw new PlumblineError('OUTPUT_UNWRITABLE', `${final} exists and is not a scan: it is left alone.`, {
        hint: 'Name an empty or a new folder with --out.',
      });
    }
    try {
      mkdirSync(dirname(final), { recursive: true });
      mkdirSync(working, { mode: 0o700 });
    } catch (error) {
      throw unwritable(final, error);
    }
    return folder;
  }

  /** Writes scan.json, findings, resources and evidence, and the manifest without the reports. */
  writeScan(store: ScanStore, summary: ScanSummary): Manifest {
    const put = (name: string) => join(this.working, name);
    mkdirSync(put('evidence/answers'), { recursive: true });
    lines(put('findings.ndjson'), store.findingLines());
    lines(
      put('resources.ndjson'),
      mapped(store.resources(), (one) => JSON.stringify(one)),
    );
    lines(put('evidence/calls.ndjson'), store.callLines());
    summary.evidence = this.writeAnswers(store);
    writeFileSync(put('scan.json'), `${JSON.stringify(summary, null, 1)}\n`);
    return this.writeManifest();
  }

  /** Answers in 256 files by the first byte of their hash: few files, each small enough to open. */
  private writeAnswers(store: ScanStore): ScanSummary['evidence'] {
    let prefix = '';
    let pending: string[] = [];
    const total = { answers: 0, bytes: 0 };
    const flush = () => {
      if (pending.length > 0)
        writeFileSync(join(this.working, 'evidence/answers', `${prefix}.ndjson.gz`), gzipSync(pending.join('')));
      pending = [];
    };
    for (const { sha256: hash, text } of store.answers()) {
      if (!hash.startsWith(prefix) || prefix === '') {
        flush();
        prefix = hash.slice(0, 2);
      }
      pending.push(`{"sha256":"${hash}","answer":${text}}\n`);
      total.answers += 1;
      total.bytes += text.length;
    }
    flush();
    return total;
  }

  /** Lists every file with its hash; called again when the reports are there. */
  writeManifest(): Manifest {
    return writeManifest(this.working);
  }

  /** Puts the finished folder in its place. */
  finish(): void {
    const old = `${this.final}.old-${process.pid}`;
    if (existsSync(this.final)) renameSync(this.final, old);
    renameSync(this.working, this.final);
    rmSync(old, { recursive: true, force: true });
  }

  discard(): void {
    rmSync(this.working, { recursive: true, force: true });
  }
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

function lines(path: string, rows: Iterable<string>): void {
  const file = openSync(path, 'w', 0o600);
  try {
    let pending = '';
    for (const row of rows) {
      pending += `${row}\n`;
      if (pending.length > 1 << 20) {
        writeSync(file, pending);
        pending = '';
      }
    }
    if (pending) writeSync(file, pending);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new PlumblineError('DISK_FULL', `The disk is full: ${path} could not be written.`, {
        cause: error,
        hint: 'Free some space and run `plumbline report` again; the scan is in the store.',
      });
    }
    throw error;
  } finally {
    closeSync(file);
  }
}

function* mapped<T>(rows: Iterable<T>, fn: (row: T) => string): Iterable<string> {
  for (const row of rows) yield fn(row);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function hashOf(path: string): { sha256: string; bytes: number } {
  const data = readFileSync(path);
  return { sha256: createHash('sha256').update(data).digest('hex'), bytes: data.length };
}

function unwritable(path: string, cause: unknown): PlumblineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new PlumblineError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${text}`, {
    cause,
    hint: 'Name another folder with --out.',
  });
}
