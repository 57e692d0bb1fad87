import { count, out, plainLine } from '../terminal.ts';
import type { Queued } from './queue.ts';
import type { Sent } from './send.ts';

/** One line a sink: what it has, what it still waits for and why. */
export function sayDelivery(queued: readonly Queued[], sent: readonly Sent[]): void {
  for (const one of sent) {
    const mine = queued.find(({ sink }) => sink === one.sink);
    const left = mine && mine.leftOut > 0 ? `, ${count(mine.leftOut)} have no place in its format` : '';
    out(plainLine(`${one.sink}: ${outcomeOf(one)}${left}`));
  }
}

function outcomeOf(one: Sent): string {
  if ('taken' in one) return `another process sends to it (${one.taken})`;
  const parts = [`${count(one.delivered)} events delivered`];
  if (one.dead > 0) parts.push(`${count(one.dead)} not taken, kept as dead letters`);
  if (one.waiting !== undefined) parts.push(`more wait: ${one.waiting}; see plumbline export status`);
  return parts.join(', ');
}
