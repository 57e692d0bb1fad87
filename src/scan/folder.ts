import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { makeFolder } from '../store/make-folder.ts';
import type { StoredScan } from '../store/stored-scan.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { diskFull, writeScanFiles } from './write-scan.ts';

/** Which finished scan in the same folder a new one may replace. */
export type Overwrite = 'never' | 'simulated' | 'always';

/** Begins the name of a folder that is being written, inside the final one. */
const inside = '.incomplete-';

/**
 * The folder of one scan while it is written: everything goes into a folder of its own that takes the final place only
 * when it is whole, so that nothing half-written looks finished. It stands beside the final one; or inside, where that
 * one cannot be moved: a mounted volume, the working directory, a parent that may not be written.
 */
export class OutFolder {
  readonly final: string;
  readonly working: string;

  private constructor(final: string, working: string) {
    this.final = final;
    this.working = working;
  }

  /**
   * Makes sure, before any call, that the folder can be written.
   *
   * @throws PlumblineError OUTPUT_UNWRITABLE when it cannot, holds something that is not a scan, or a scan that may not
   * be replaced.
   */
  static prepare(path: string, overwrite: Overwrite = 'never'): OutFolder {
    const final = resolve(path);
    const foreign = existsSync(final) ? foreignIn(final) : undefined;
    if (foreign !== undefined) {
      throw new PlumblineError('OUTPUT_UNWRITABLE', `${final} ${foreign}: it is left alone.`, {
        hint: 'Name an empty or a new folder with --out.',
      });
    }
    if (overwrite !== 'always') keepEarlier(final, overwrite);
    try {
      makeFolder(dirname(final));
      // A new name each time: what a killed scan left behind must not stand in the way.
      if (!existsSync(final) || isMovable(final)) {
        try {
          return new OutFolder(final, mkdtempSync(`${final}${inside}`));
        } catch (error) {
          if (!existsSync(final)) throw error;
        }
      }
      return new OutFolder(final, mkdtempSync(join(final, inside)));
    } catch (error) {
      throw unwritable(final, error);
    }
  }

  /** Writes scan.json, findings, resources and evidence, and the manifest without the reports. @throws PlumblineError DISK_FULL, ABORTED */
  async writeScan(store: StoredScan, summary: ScanSummary, signal?: AbortSignal): Promise<Manifest> {
    await writeScanFiles(this.working, store, summary, signal);
    return this.writeManifest([], signal);
  }

  /** Lists every file with its hash; called again when the reports are there, with what is known of the others. */
  async writeManifest(known: Manifest['files'] = [], signal?: AbortSignal): Promise<Manifest> {
    try {
      return await writeManifest(this.working, { known, signal });
    } catch (error) {
      throw diskFull(this.final, error);
    }
  }

  /** Puts the finished folder in its place. @throws PlumblineError OUTPUT_UNWRITABLE */
  finish(): void {
    try {
      if (dirname(this.working) === this.final) this.moveUp();
      else {
        const old = `${this.working}.old`;
        if (existsSync(this.final)) renameSync(this.final, old);
        renameSync(this.working, this.final);
        rmSync(old, { recursive: true, force: true });
      }
    } catch (error) {
      throw unwritable(this.final, error);
    }
  }

  discard(): void {
    rmSync(this.working, { recursive: true, force: true });
  }

  /** The manifest goes first and comes last: without it, a folder is no finished scan. */
  private moveUp(): void {
    const { final, working } = this;
    rmSync(join(final, 'manifest.json'), { force: true });
    for (const name of readdirSync(final))
      if (name !== basename(working)) rmSync(join(final, name), { recursive: true, force: true });
    const names = readdirSync(working).filter((name) => name !== 'manifest.json');
    for (const name of [...names, 'manifest.json']) renameSync(join(working, name), join(final, name));
    rmSync(working, { recursive: true, force: true });
  }
}

/** Evidence is not lost by a second run. @throws PlumblineError OUTPUT_UNWRITABLE where a finished scan stands. */
function keepEarlier(final: string, overwrite: Overwrite): void {
  if (!existsSync(join(final, 'manifest.json'))) return;
  const { scan, simulated, endedAt } = summaryIn(final);
  if (overwrite === 'simulated' && simulated === true) return;
  const which = scan === undefined ? 'a scan' : `scan ${scan}${endedAt === undefined ? '' : ` of ${endedAt}`}`;
  throw new PlumblineError('OUTPUT_UNWRITABLE', `${final} holds ${which}: it is left alone.`, {
    hint: 'Name a new folder with --out, or give --overwrite to replace the earlier scan.',
  });
}

/** What the scan that stands there says of itself; nothing where it cannot be read. */
function summaryIn(final: string): Partial<Pick<ScanSummary, 'scan' | 'simulated' | 'endedAt'>> {
  try {
    return JSON.parse(readFileSync(join(final, 'scan.json'), 'utf8')) as Partial<ScanSummary>; // checked by the catch below
  } catch {
    return {};
  }
}

/** What stands there that is not of a scan; nothing where a scan may be written. */
function foreignIn(final: string): string | undefined {
  if (!statSync(final).isDirectory()) return 'is a file';
  const names = readdirSync(final).filter((name) => !name.startsWith(inside) && name !== 'manifest.json');
  if (names.length === 0) return undefined;
  const known = new Set(filesOfManifest(join(final, 'manifest.json')));
  if (known.size === 0) return 'exists and is not a scan';
  const other = names.find((name) => !known.has(name));
  return other === undefined ? undefined : `holds ${other}, which is not of a scan`;
}

/** Names at the top of a scan's folder; none where there is no manifest. */
function filesOfManifest(path: string): string[] {
  try {
    const { files } = JSON.parse(readFileSync(path, 'utf8')) as Manifest; // checked by the catch below
    return files.map((file) => file.path.split('/')[0] ?? '');
  } catch {
    return [];
  }
}

function isMovable(final: string): boolean {
  return statSync(final).dev === statSync(dirname(final)).dev && !`${process.cwd()}/`.startsWith(`${final}/`);
}

function unwritable(path: string, cause: unknown): PlumblineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new PlumblineError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${text}`, {
    cause,
    hint: 'Name another folder with --out.',
  });
}
