import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { ScanStore } from '../store/scan-store.ts';

/** Errors of a disk that takes no more: full, over its quota, longer than a file may be. */
const noSpace = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

/**
 * Writes scan.json, findings, resources and evidence of a stored scan into a folder.
 *
 * @throws PlumblineError DISK_FULL
 */
export function writeScanFiles(folder: string, store: ScanStore, summary: ScanSummary): void {
  const put = (name: string) => join(folder, name);
  try {
    mkdirSync(put('evidence/answers'), { recursive: true });
    lines(put('findings.ndjson'), store.findingLines());
    lines(
      put('resources.ndjson'),
      mapped(store.resources(), (one) => JSON.stringify(one)),
    );
    lines(put('evidence/calls.ndjson'), store.callLines());
    summary.evidence = writeAnswers(folder, store);
    writeFileSync(put('scan.json'), `${JSON.stringify(summary, null, 1)}\n`);
  } catch (error) {
    throw diskFull(folder, error);
  }
}

/** @returns the error as DISK_FULL where it is one, else as it is. */
export function diskFull(folder: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && noSpace.has(String(error.code)))) return error;
  return new PlumblineError('DISK_FULL', `The disk is full: ${folder} could not be written.`, {
    cause: error,
    hint: 'Free some space, or name a folder on another disk with --out, and scan again. What was read is in the store.',
  });
}

/** Answers in 256 files by the first byte of their hash: few files, each small enough to open. */
function writeAnswers(folder: string, store: ScanStore): ScanSummary['evidence'] {
  let prefix = '';
  let pending: string[] = [];
  const total = { answers: 0, bytes: 0 };
  const flush = () => {
    if (pending.length > 0)
      writeFileSync(join(folder, 'evidence/answers', `${prefix}.ndjson.gz`), gzipSync(pending.join('')));
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

function lines(path: string, rows: Iterable<string>): void {
  const file = openSync(path, 'w', 0o600);
  try {
    let pending = '';
    for (const row of rows) {
      pending += `${row}\n`;
      if (pending.length > 1 << 20) {
        writeWhole(file, pending);
        pending = '';
      }
    }
    writeWhole(file, pending);
  } finally {
    closeSync(file);
  }
}

/** A disk that fills up may take a part and say so only when asked for the rest. */
function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function* mapped<T>(rows: Iterable<T>, fn: (row: T) => string): Iterable<string> {
  for (const row of rows) yield fn(row);
}
