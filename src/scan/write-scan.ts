import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { StoredScan } from '../store/stored-scan.ts';
import { Breather } from './breather.ts';
import { LineFile } from './line-file.ts';

const compress = promisify<string, Buffer>(gzip);

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
  let prefix = '';
  let pending: string[] = [];
  const total = { answers: 0, bytes: 0 };
  const flush = async () => {
    // Compressed beside the event loop: a file may hold many MB.
    if (pending.length > 0) writeFileSync(join(folder, `${prefix}.ndjson.gz`), await compress(pending.join('')));
    pending = [];
  };
  for (const { sha256: hash, text } of store.answers()) {
    if (breather.due) await breather.breathe();
    if (!hash.startsWith(prefix) || prefix === '') {
      await flush();
      prefix = hash.slice(0, 2);
    }
    pending.push(`{"sha256":"${hash}","answer":${text}}\n`);
    total.answers += 1;
    total.bytes += text.length;
  }
  await flush();
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
