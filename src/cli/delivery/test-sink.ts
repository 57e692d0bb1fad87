import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { frame } from '../../delivery/spool.ts';
import { formatOf } from '../../formats/index.ts';
import { type Batch, SinkError } from '../../model/sink.ts';
import { out, plainLine } from '../terminal.ts';
import { version } from '../version.ts';
import { openCatalog } from '../wiring.ts';
import { atSink, type SinkFlags } from './at-sink.ts';
import type { Configured } from './config.ts';
import { assertFilters } from './filters.ts';
import { contextOfStart } from './queue.ts';

/** `plumbline export test`: says each step. @returns 1 when one failed. */
export function testSink(name: string, flags: SinkFlags): Promise<number> {
  return atSink(name, flags, 'sink-tested', async (configured, { config, signal }) => {
    const { sink } = configured;
    out(plainLine(`${sink.name}: ${configured.definition.about}, ${sink.target}`));
    const { frameworks } = await openCatalog(config, []);
    assertFilters(
      config,
      frameworks.map(({ id }) => id),
    );
    const text = eventOf(configured, config.organisation ?? '');
    if (flags.dryRun) {
      out(text === undefined ? `The format ${configured.format} has no place for a test event.` : plainLine(text));
      return { code: 0 };
    }
    if (sink.check) out(plainLine(`connected: ${(await sink.check(signal)) || 'it answered'}`));
    if (text === undefined) {
      out(`The format ${configured.format} has no place for a test event: none was sent.`);
      return { code: 0, outcome: 'connected' };
    }
    await sendEvent(configured, text, signal);
    return { code: 0, outcome: 'delivered' };
  });
}

async function sendEvent(configured: Configured, text: string, signal: AbortSignal): Promise<void> {
  const { sink } = configured;
  const { answer, refused } = await sink.send(batchOf(configured, text), signal);
  const [refusal] = refused;
  if (refusal) throw new SinkError('stop', refusal.reason);
  out(plainLine(`sent one event, marked as a test; it answered: ${answer || 'nothing, as is its way'}`));
  out(
    plainLine(
      sink.deduplicates === ''
        ? 'It cannot tell an event that comes twice: search by event and finding key.'
        : `An event that comes twice: ${sink.deduplicates}.`,
    ),
  );
}

function eventOf({ format, version: formatVersion }: Configured, organisation: string): string | undefined {
  const at = new Date().toISOString();
  const scan = { id: `test-${at}`, organisation, version: version(), simulated: false, startedAt: at };
  const chosen = formatOf(format, formatVersion);
  const reason = 'a test by plumbline export test: nothing was scanned';
  return (
    chosen.format.writer(contextOfStart(scan), chosen.version).notice({ type: 'scan', state: 'started', at, reason }) ||
    undefined
  );
}

function batchOf({ sink, definition }: Configured, text: string): Batch {
  const body = frame([text], sink.framing);
  return {
    sha256: createHash('sha256').update(body).digest('hex'),
    body: sink.gzip ? gzipSync(body) : body,
    gzip: sink.gzip,
    items: 1,
    lane: definition.lane?.(text) ?? '',
    scanTime: new Date().toISOString(),
  };
}
