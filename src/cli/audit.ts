import { appendFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { makeFolder } from '../store/make-folder.ts';
import { version } from './version.ts';

/** What the scanner itself was made to do. */
export type Deed =
  | {
      event: 'scan-began';
      scan: string;
      organisation: string;
      by: string;
      identities: readonly string[];
      catalog: string;
    }
  | { event: 'scan-ended'; scan: string; state: string; reason: string; evidenceDigest: string; folder: string }
  | { event: 'delivered'; sink: string; delivered: number; dead: number; waiting: string }
  | { event: 'baseline-set' | 'baseline-cleared'; scan: string; organisation: string }
  | {
      event: 'sink-tested' | 'sink-installed' | 'sink-retried' | 'scan-sent-again';
      sinks: readonly string[];
      scan: string;
      outcome: string;
    };

/**
 * Writes into the audit log beside the store: who made this scanner do what, when, one JSON object a line, only ever
 * appended to. Nothing of what was read in a cloud is in it.
 *
 * @param storeFile of the store that the deed is about.
 */
export function audit(storeFile: string, deed: Deed): void {
  const path = auditPath(storeFile);
  makeFolder(dirname(path));
  const who = { user: userName(), host: hostname(), pid: process.pid, version: version() };
  appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), ...deed, ...who })}\n`, { mode: 0o600 });
}

export function auditPath(storeFile: string): string {
  return `${storeFile}.audit.ndjson`;
}

/** A user without an entry in the system's list has only a number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
