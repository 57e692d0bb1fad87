import { mkdirSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { StoredScan } from '../store/stored-scan.ts';
import { Breather } from './breather.ts';
import { LineFile } from './line-file.ts';

const compress = promisify<string, Buffer>(gzip);

/**
 * Characters that are compressed as one member of a gzip file: a file is a row of them, so that none has to be held in
 * memory as a whole.
 */
const memberLength = 1 << 16;

/** Errors of a disk that takes no more: full, over its quota, longer than a file may be. */
const noSpace = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

/**
 * Writes scan.json, findings, resources and evidence of a stored scan into a folder.
 *
 * @throws PlumblineError DISK_FULL; ABORTED when the signal says so.
 */
export async function writeScanFiles(
  folder: string,
  store: StoredScan,
  summary: ScanSummary,
  signal?: AbortSignal,
): Promise<void> {
  const put = (name: string) => join(folder, name);
  const breather = new Breather(signal);
  try {
    mkdirSync(put('evidence/answers'), { recursive: true });
    await lines(put('findings.ndjson'), store.findingLines(), breather);
    await lines(put('resources.ndjson'), store.resourceLines(), breather);
    await lines(put('evidence/calls.ndjson'), store.callLines(), breather);
    summary.evidence = await writeAnswers(put('evidence/answers'), store, breather);
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
async function writeAnswers(folder: string, store: StoredScan, breather: Breather): Promise<ScanSummary['evidence']> {
  const total = { answers: 0, bytes: 0 };
  let file: { prefix: string; handle: FileHandle } | undefined;
  let pending: string[] = [];
  let length = 0;
  const flush = async () => {
    // Compressed beside the event loop.
    if (length > 0) await file?.handle.appendFile(await compress(pending.join('')));
    pending = [];
    length = 0;
  };
  try {
    for (const { sha256: hash, text } of store.answers()) {
      if (breather.due) await breather.breathe();
      const prefix = hash.slice(0, 2);
      if (file?.prefix !== prefix) {
        await flush();
        await file?.handle.close();
        file = { prefix, handle: await open(join(folder, `${prefix}.ndjson.gz`), 'w', 0o600) };
      }
      const line = `{"sha256":"${hash}","answer":${text}}\n`;
      pending.push(line);
      length += line.length;
      if (length >= memberLength) await flush();
      total.answers += 1;
      total.bytes += text.length;
    }
    await flush();
  } finally {
    await file?.handle.close();
  }
  return total;
}

async function lines(path: string, rows: Iterable<string>, breather: Breather): Promise<void> {
  const file = new LineFile(path);
  try {
    for (const row of rows) {
      file.add(row);
      if (breather.due) await breather.breathe();
    }
  } finally {
    file.close();
  }
}
