import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Tells a process from a later one with its number, where the system says when a process began. */
function startedAt(pid: number): string {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}

/** This process as the owner of a sink. */
export function thisOwner(): string {
  return `${hostname()} ${process.pid} ${startedAt(process.pid)}`.trim();
}

/** Whether an owner still works. One of another machine is taken to: nobody here can tell. */
export function isOwnerAlive(owner: string): boolean {
  const [host, pid, started = ''] = owner.split(' ');
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // of the system; then there is such a process
  }
  return started === startedAt(Number(pid));
}
