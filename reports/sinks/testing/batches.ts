import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Batch, type Receipt, type Sink, SinkError } from '../../../src/model/sink.ts';

/** Texts of one format as it wrote them for a sample estate: every verdict, every platform, hostile names. */
export function eventsOf(format: 'asff' | 'ecs' | 'ocsf' | 'splunk' | 'udm'): string[] {
  return readFileSync(new URL(`events/${format}.ndjson`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

/** A batch as delivery freezes it for the sink. */
export function batchOf(
  { framing, gzip }: Pick<Sink, 'framing' | 'gzip'>,
  events: readonly string[],
  { lane = '', scanTime = '2026-11-22T09:14:02.000Z' } = {},
): Batch {
  const body = Buffer.from(`${framing.open}${events.join(framing.between)}${framing.close}`);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { sha256, body: gzip ? gzipSync(body, { level: 1 }) : body, gzip, items: events.length, lane, scanTime };
}

const never = new AbortController().signal;

export function sent(sink: Sink, batch: Batch): Promise<Receipt> {
  return sink.send(batch, never);
}

/** @returns the error that sending ended with. @throws Error when it was taken, or ended with any other. */
export async function refusalOf(sending: Promise<unknown>): Promise<SinkError> {
  const outcome = await sending.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof SinkError) return outcome;
  throw new Error(`no SinkError but ${outcome === undefined ? 'a receipt' : String(outcome)}`, { cause: outcome });
}

/** All that an error says, to whomever it is shown. */
export function allOf(error: SinkError): string {
  const chain: unknown[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause)
    chain.push(one.name, one.message, one.stack, JSON.stringify(one, Object.getOwnPropertyNames(one)));
  return chain.join('\n');
}
