import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { canonical } from '../../src/model/canonical.ts';
import { PlumblineError } from '../../src/model/errors.ts';
import type { CallRecord } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { sha256 } from '../../src/model/identity.ts';
import type { Json } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { severities, verdicts } from '../../src/model/verdict.ts';
import { evidenceDigestOf } from './digest.ts';
import { linesOf } from './lines.ts';

/** A finished scan on disk, read without ever holding more than a line of it. Every method may be called repeatedly. */
export interface ScanFolder {
  readonly dir: string;
  summary(): ScanSummary;
  /** In the order of the file: fail, unknown, manual, pass, not-applicable; then by severity, control, account. */
  findings(): AsyncIterable<Finding>;
  resources(): AsyncIterable<Resource>;
  calls(): AsyncIterable<CallRecord>;
  /** The stored answer, its hash checked; undefined when the scan holds none of that hash. */
  answer(sha256: string): Promise<Json | undefined>;
  /** The answers of those hashes that the scan holds, in the order of the hashes; each file is read once. */
  answers(hashes: Iterable<string>): AsyncIterable<StoredAnswer>;
  /** From manifest.json where there is one, else computed over the files. */
  evidenceDigest(): Promise<string>;
}

export interface StoredAnswer {
  sha256: string;
  answer: Json;
}

/**
 * Opens a scan that `--out DIR` wrote.
 *
 * @throws PlumblineError CONFIG_INVALID when the folder or its scan.json is not there; STORE_CORRUPT, from here or
 * from any method, when a file is missing, cut off or not what its name says.
 */
export function openScanFolder(dir: string): ScanFolder {
  const summary = readSummary(dir);
  return {
    dir,
    summary: () => summary,
    findings: () => records<Finding>(dir, 'findings.ndjson', findingProblem),
    resources: () => records<Resource>(dir, 'resources.ndjson', resourceProblem),
    calls: () => records<CallRecord>(dir, 'evidence/calls.ndjson', callProblem),
    answer: async (hash) => {
      for await (const found of answersIn(dir, [hash])) return found.answer;
      return undefined;
    },
    answers: (hashes) => answersIn(dir, hashes),
    evidenceDigest: () => evidenceDigestOf(dir),
  };
}

function readSummary(dir: string): ScanSummary {
  const path = join(dir, 'scan.json');
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new PlumblineError('CONFIG_INVALID', `There is no folder ${dir}`, {
      hint: 'Give the folder that `plumbline scan --out DIR` wrote.',
    });
  }
  if (!existsSync(path)) {
    throw new PlumblineError('CONFIG_INVALID', `${dir} holds no scan: scan.json is not there`, {
      hint: 'Give the folder that `plumbline scan --out DIR` wrote; a scan that was stopped early may have none.',
    });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw corrupt(path, 'is not JSON', cause);
  }
  if (typeof parsed !== 'object' || parsed === null || !('format' in parsed)) throw corrupt(path, 'has no format');
  if (parsed.format !== 'plumbline-scan/1') {
    throw corrupt(path, `has the format ${String(parsed.format).slice(0, 60)}; this version reads plumbline-scan/1`);
  }
  // The format is ours and versioned: what it says it is, it is.
  return parsed as ScanSummary;
}

/** @param problem says what is wrong with a parsed line, or nothing. */
async function* records<T>(
  dir: string,
  name: string,
  problem: (value: Record<string, unknown>) => string | undefined,
): AsyncGenerator<T> {
  const path = join(dir, name);
  if (!existsSync(path)) throw corrupt(path, 'is missing from the scan');
  for await (const line of linesOf(path)) {
    let value: unknown;
    try {
      value = JSON.parse(line.text);
    } catch (cause) {
      throw corrupt(`${path}:${line.number}`, 'is not JSON; the file may have been cut off', cause);
    }
    const wrong = isRecord(value) ? problem(value) : 'is not an object';
    if (wrong) throw corrupt(`${path}:${line.number}`, wrong);
    yield value as T; // Checked where a report would go wrong; the rest is the writer's type.
  }
}

async function* answersIn(dir: string, hashes: Iterable<string>): AsyncGenerator<StoredAnswer> {
  const byShard = new Map<string, Set<string>>();
  for (const hash of hashes) {
    const shard = hash.slice(0, 2);
    if (!/^[0-9a-f]{64}$/.test(hash)) continue;
    byShard.set(shard, (byShard.get(shard) ?? new Set()).add(hash));
  }
  for (const shard of [...byShard.keys()].sort()) {
    const path = join(dir, 'evidence', 'answers', `${shard}.ndjson.gz`);
    const wanted = byShard.get(shard);
    if (wanted && existsSync(path)) yield* answersInShard(path, wanted);
  }
}

async function* answersInShard(path: string, wanted: Set<string>): AsyncGenerator<StoredAnswer> {
  try {
    for await (const line of linesOf(path, { gzip: true })) {
      // The hash stands first in the line: lines that nobody asked for are not parsed.
      if (line.text.startsWith('{"sha256":"') && !wanted.has(line.text.slice(11, 75))) continue;
      const record = JSON.parse(line.text) as StoredAnswer;
      if (!wanted.has(record.sha256)) continue;
      if (sha256(canonical(record.answer)) !== record.sha256) {
        throw corrupt(`${path}:${line.number}`, `does not have the digest ${record.sha256} that it was stored under`);
      }
      yield record;
      wanted.delete(record.sha256);
      if (wanted.size === 0) return;
    }
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw corrupt(path, 'cannot be read; the file may have been cut off', cause);
  }
}

function findingProblem(value: Record<string, unknown>): string | undefined {
  if (typeof value.key !== 'string' || !/^[0-9a-f]{64}$/.test(value.key)) return 'has no finding key';
  if (!verdicts.some((verdict) => verdict === value.verdict)) return 'has no known verdict';
  if (!severities.some((severity) => severity === value.severity)) return 'has no known severity';
  if (!isRecord(value.resource) || typeof value.resource.uid !== 'string') return 'names no resource';
  return Array.isArray(value.observed) && Array.isArray(value.missing) ? undefined : 'has no observed or missing facts';
}

function resourceProblem(value: Record<string, unknown>): string | undefined {
  if (typeof value.uid !== 'string' || typeof value.kind !== 'string') return 'has no resource id or kind';
  return isRecord(value.facts) && isRecord(value.links) ? undefined : 'has no facts or links';
}

function callProblem(value: Record<string, unknown>): string | undefined {
  return typeof value.number === 'number' && typeof value.operation === 'string' ? undefined : 'is not a call record';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function corrupt(where: string, what: string, cause?: unknown): PlumblineError {
  return new PlumblineError('STORE_CORRUPT', `${where} ${what}`, {
    ...(cause === undefined ? {} : { cause }),
    hint: `Compare ${basename(where).replace(/:\d+$/, '')} with manifest.json, or write the folder again from the store.`,
  });
}
