import type { Change, Notice } from '../model/event.ts';
import type { FormatContext } from './context.ts';

/** One way to write findings down. Pure: no file, no clock, the same input gives the same text. */
export interface Format {
  /** As `--format` takes it. */
  readonly name: string;
  readonly about: string;
  /** Versions of the format itself; the first is the default. */
  readonly versions: readonly string[];
  /** Of a file, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** `events`: each stands alone, one a line in a file. `document`: open, events and close make one text. */
  readonly kind: 'events' | 'document';
  /** @param version one of `versions`. */
  writer(context: FormatContext, version?: string): FormatWriter;
}

/** Writes one scan. Texts hold no lone surrogates; their bytes are their UTF-8. */
export interface FormatWriter {
  /** What stands before the first event; `` for most. */
  open(): string;
  /** One event without a line end; undefined where the format has no place for it. */
  event(change: Change): string | undefined;
  /** A scan that began or ended, or something that it could not see. */
  notice(notice: Notice): string | undefined;
  /** What stands after the last event. */
  close(): string;
}

/** A writer of events that stand alone. */
export function eventWriter(
  event: (change: Change) => string | undefined,
  notice: (notice: Notice) => string | undefined,
): FormatWriter {
  return { open: () => '', event, notice, close: () => '' };
}
