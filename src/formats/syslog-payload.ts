import type { FormatSettings } from './context.ts';

/** Of the header that is put before a line without one, beside the name of the machine. */
const headerBytes = 80;

/** @returns bytes that a line has in a message of syslog; no limit where it becomes none. */
export function payloadBytes({ syslog }: FormatSettings): number {
  if (syslog?.messageBytes === undefined) return Number.POSITIVE_INFINITY;
  return syslog.messageBytes - headerBytes - (syslog.hostname?.length ?? 1);
}
