import type { z } from 'zod';
import type { Limits, Sink } from '../../src/model/sink.ts';
import type { SecretReader } from './secret.ts';

/** One sort of receiver: how it is configured, what it is sent, and how it is made. */
export interface SinkDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly about: string;
  /** Of its entry under `export:`, without what all entries have. */
  readonly schema: Schema;
  /** Format of its events, by name; a config may choose another among `formats`. */
  readonly format: string;
  readonly formats?: readonly string[];
  /** What its format is told of it; see FormatSettings. */
  settings?(config: z.infer<Schema>): object;
  /** Which batch an event belongs in, where a request holds events of one account or day only. */
  lane?(text: string): string;
  /**
   * @param name of the entry.
   * @param read what gives its secrets; one that gives '' makes a sink that is described, and never sent to.
   * @throws PlumblineError CONFIG_INVALID for a secret that is missing.
   */
  make(name: string, config: z.infer<Schema>, read?: SecretReader): Sink;
}

/** Keeps the type of the schema for `make`. */
export function defineSink<Schema extends z.ZodType>(definition: SinkDefinition<Schema>): SinkDefinition<Schema> {
  return definition;
}

const kB = 1000;

/** Limits with a little room below what is documented: a header or a field more must not break them. */
export function limitsOf(documented: { bytes: number; items: number; itemBytes?: number }): Limits {
  const bytes = Math.floor(documented.bytes * 0.95) - kB;
  return { bytes, items: documented.items, itemBytes: Math.min(documented.itemBytes ?? bytes, bytes) };
}
