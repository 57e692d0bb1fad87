import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { sha256 } from '../model/identity.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { severities, verdicts } from '../model/verdict.ts';
import type { FindingRow, ScanSide } from './side.ts';

/** A scan in a folder, and the file that is held open while it is read. */
export interface FolderSide extends ScanSide {
  close(): void;
}

/** Bytes read at a time. */
const chunk = 1 << 20;
/** The longest finding that is taken: a line beyond it is none of ours. */
const longest = 64 << 20;
/** Rows fetched at a time. */
const pageSize = 500;

/**
 * A finished scan in a folder. Its findings come worst first, so their places are put in order of their keys first, in a
 * temporary file: memory does not grow with them.
 *
 * @throws PlumblineError CONFIG_INVALID where the folder is no finished scan, STORE_CORRUPT where its files are not those
 * of the manifest: what is missing from a file that was cut off must not look gone.
 */
export async function folderSide(dir: string): Promise<FolderSide> {
  const hashes = hashesOf(dir);
  const summary = summaryOf(dir, hashes.get('scan.json'));
  const path = join(dir, 'findings.ndjson');
  const { DatabaseSync } = await import('node:sqlite');
  // Without a name it is a temporary file of SQLite's own, gone when it is closed.
  const db = new DatabaseSync('');
  const file = openSync(path, 'r');
  const close = () => {
    db.close();
    closeSync(file);
  };
  try {
    db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;
      CREATE TABLE places (key TEXT NOT NULL, verdict INTEGER NOT NULL, severity INTEGER NOT NULL,
      unread INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL); BEGIN`);
    const insert = db.prepare('INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)');
    const hash = createHash('sha256');
    let found = 0;
    for (const { start, bytes } of lines(file, (piece) => hash.update(piece))) {
      const { key, verdict, severity, population } = findingOf(bytes, path);
      const places = [verdicts.indexOf(verdict), severities.indexOf(severity)] as const;
      insert.run(key, ...places, population ? 1 : 0, start, bytes.length);
      found += 1;
    }
    if (hash.digest('hex') !== hashes.get('findings.ndjson') || found !== summary.counts.findings) throw altered(path);
    db.exec('CREATE UNIQUE INDEX places_key ON places (key); COMMIT');
  } catch (error) {
    close();
    if (error instanceof PlumblineError) throw error;
    throw altered(path, error);
  }
  const text = (row: Record<string, unknown>) => {
    const bytes = Buffer.alloc(Number(row.length));
    readSync(file, bytes, 0, bytes.length, Number(row.start));
    return bytes.toString('utf8');
  };
  function* rows(): IterableIterator<FindingRow> {
    const page = db.prepare(`SELECT * FROM places WHERE key > ? ORDER BY key LIMIT ${pageSize}`);
    for (let after = ''; ; ) {
      const found = page.all(after);
      for (const row of found)
        yield {
          key: String(row.key),
          verdict: verdicts[Number(row.verdict)] ?? 'unknown',
          severity: severities[Number(row.severity)] ?? 'info',
          line: text(row),
        };
      const last = found.at(-1);
      if (!last || found.length < pageSize) return;
      after = String(last.key);
    }
  }
  return {
    summary,
    rows,
    unreadLines: () => db.prepare('SELECT * FROM places WHERE unread = 1').all().map(text),
    close,
  };
}

/** SHA-256 of each file by its path, as the manifest has them. */
function hashesOf(dir: string): Map<string, string> {
  const path = join(dir, 'manifest.json');
  if (!existsSync(path)) {
    throw new PlumblineError(
      'CONFIG_INVALID',
      `${dir} is not the folder of a finished scan: it has no manifest.json.`,
      {
        hint: 'Name a folder that a scan wrote with --out, a scan of the store, latest, previous or baseline.',
      },
    );
  }
  try {
    const { files } = JSON.parse(readFileSync(path, 'utf8')) as { files: { path: string; sha256: string }[] };
    return new Map(files.map((one) => [String(one.path), String(one.sha256)]));
  } catch (error) {
    throw altered(path, error);
  }
}

function summaryOf(dir: string, hash: string | undefined): ScanSummary {
  const path = join(dir, 'scan.json');
  try {
    const text = readFileSync(path, 'utf8');
    if (sha256(text) !== hash) throw altered(path);
    const summary = JSON.parse(text) as ScanSummary; // the one that the manifest names
    if (summary.format !== 'plumbline-scan/1') throw altered(path);
    return summary;
  } catch (error) {
    throw error instanceof PlumblineError ? error : altered(path, error);
  }
}

function findingOf(bytes: Buffer, path: string): Finding {
  const finding = JSON.parse(bytes.toString('utf8')) as Finding; // checked just below
  const known = verdicts.includes(finding.verdict) && severities.includes(finding.severity);
  if (!known || !/^[0-9a-f]{64}$/.test(finding.key) || typeof finding.resource?.kind !== 'string') throw altered(path);
  return finding;
}

/** The lines of a file with their places. */
function* lines(file: number, onPiece: (bytes: Buffer) => void): IterableIterator<{ start: number; bytes: Buffer }> {
  const { size } = fstatSync(file);
  let rest = Buffer.alloc(0);
  let start = 0;
  for (let at = 0; at < size; ) {
    const piece = Buffer.alloc(Math.min(chunk, size - at));
    const got = readSync(file, piece, 0, piece.length, at);
    if (got === 0) break;
    at += got;
    onPiece(piece.subarray(0, got));
    rest = Buffer.concat([rest, piece.subarray(0, got)]);
    let from = 0;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10, from)) {
      yield { start: start + from, bytes: rest.subarray(from, end) };
      from = end + 1;
    }
    rest = rest.subarray(from);
    start += from;
    if (rest.length > longest) throw new Error('a line is too long');
  }
  if (rest.length > 0) throw new Error('the last line has no end');
}

function altered(path: string, cause?: unknown): PlumblineError {
  return new PlumblineError('STORE_CORRUPT', `${path} is not as its scan wrote it.`, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'Compare with the scan of the store instead, or restore the folder.',
  });
}
