import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
let isSwept = false;

/**
 * A fresh folder in the temporary folder that only this user can enter. Goes at the latest when the process ends; where
 * it was killed, the next process that asks for one clears up after it.
 */
export function privateFolder(use: string): string {
  if (!isSwept) sweep();
  isSwept = true;
  if (folders.size === 0) process.once('exit', () => [...folders].forEach(removeFolder));
  const folder = mkdtempSync(join(tmpdir(), `plumbline-${use}-${owner(process.pid)}-`));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // A dying browser may still write; what is left holds no scan data and lies in a folder that only we can enter.
  }
}

/** Removes the folders of this user's processes that have ended. */
function sweep(): void {
  const name = new RegExp(`^plumbline-(?:browser|chromium)-${owner('(\\d+)')}-`);
  for (const entry of readdirSync(tmpdir())) {
    const pid = Number(name.exec(entry)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), entry);
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat?.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid)) removeFolder(folder);
  }
}

/** Process ids mean something within their namespace only: containers may share a temporary folder. */
function owner(pid: number | string): string {
  try {
    return `${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}-${pid}`;
  } catch {
    return `0-${pid}`;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
