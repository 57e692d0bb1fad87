import { count, out, plainLine } from '../terminal.ts';
import type { Queued } from './queue.ts';
import type { Sent } from './send.ts';

/** One line a sink: what it has, what it still waits for and why. */
export function deliveryLines(queued: readonly Queued[], sent: readonly Sent[]): string[] {
  return sent.map((one) => {
    const mine = queued.find(({ sink }) => sink === one.sink);
    const left = mine && mine.leftOut > 0 ? `, ${count(mine.leftOut)} have no place in its format` : '';
    const large =
      mine && mine.tooLarge > 0 ? `, ${count(mine.tooLarge)} larger than it takes, kept as dead letters` : '';
    const none =
      mine && mine.filtered > 0 ? `; its filter lets none of the ${count(mine.filtered)} findings through` : '';
    return plainLine(`${one.sink}: ${outcomeOf(one)}${large}${left}${none}`);
  });
}

export function sayDelivery(queued: readonly Queued[], sent: readonly Sent[]): void {
  for (const line of deliveryLines(queued, sent)) out(line);
}

function outcomeOf(one: Sent): string {
  if ('taken' in one) return `another process sends to it (${one.taken})`;
  const parts = [`${count(one.delivered)} events delivered`];
  if (one.dead > 0) parts.push(`${count(one.dead)} not taken, kept as dead letters`);
  if (one.waiting !== undefined) parts.push(`more wait: ${one.waiting}; see plumbline export status`);
  if (one.aside !== undefined)
    parts.push(`${count(one.aside)} set aside, made for what it was before; see plumbline export status`);
  return parts.join(', ');
}
