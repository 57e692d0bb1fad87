import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that holds a lock, so that another one can tell whether it still lives. */
export interface Owner {
  /**
   * Machine, its start, the space of its process numbers, and the file that the lock is in: within one of these, a process
   * can be looked up. In a copy of the file stand locks of processes that live, and hold nothing there.
   */
  host: string;
  pid: number;
  /** When the process was started, in the system's own words: numbers are used again. Empty where it cannot be told. */
  token: string;
}

/** @param file that the lock is in; none for one in memory. */
export function thisProcess(file = ''): Owner {
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const space = read(() => readlinkSync('/proc/self/ns/pid'));
  const place = file === '' ? [] : [read(() => fileId(file))];
  return { host: [hostname(), boot, space, ...place].join(' '), pid: process.pid, token: tokenOf(process.pid) };
}

function fileId(path: string): string {
  const { dev, ino } = statSync(path);
  return `${dev}:${ino}`;
}

/** @returns undefined where it cannot be told: it runs on another machine, in another container, or with another copy of the file. */
export function isAlive(owner: Owner, me: Owner): boolean | undefined {
  if (owner.host !== me.host) return undefined;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // A process of another user is alive all the same.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const token = tokenOf(owner.pid);
  return owner.token === '' || token === '' || token === owner.token;
}

/** Field 22 of /proc/PID/stat, behind the name in parentheses, which may hold anything. */
function tokenOf(pid: number): string {
  const text = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function read(work: () => string): string {
  try {
    return work();
  } catch {
    return '';
  }
}
