/**
 * The sink `splunk` and an HTTP Event Collector that this project did not write. VictoriaLogs looks at no token and gives no
 * acknowledgement: those two are tested against receivers of our own, by Splunk's documentation.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splunk } from '../../reports/sinks/splunk.ts';
import { eventsOf } from '../../reports/sinks/testing/batches.ts';
import { through } from '../delivery/through.ts';
import { freePort } from '../support/free-port.ts';
import { type Kept, Server } from './server.ts';

interface Event {
  time: number;
  host: string;
  source: string;
  sourcetype: string;
  event: Record<string, unknown>;
  fields: Record<string, unknown>;
}

let server: Server;
beforeAll(async () => {
  process.env.TEST_HEC_TOKEN = 'any';
  server = new Server(await freePort());
  await server.start();
});
afterAll(() => server?.end());

const sinkOf = () => splunk.make('hec', { url: server.url, token: { env: 'TEST_HEC_TOKEN' } });

/** The sample events with a source of the test's own, so that tests do not see each other's. */
function samples(source: string): Event[] {
  return eventsOf('splunk').map((text) => ({ ...(JSON.parse(text) as Event), source })); // written by the format
}

const texts = (events: readonly Event[]) => events.map((one) => JSON.stringify(one));
const ids = (kept: readonly Kept[]) => kept.map((one) => one['fields.event_uid'] ?? '').toSorted();

/** Each text, number and truth value of an event, by the name that VictoriaLogs gives it. */
function flat(value: Record<string, unknown>, above = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, item]): [string, string][] => {
    const path = above === '' ? name : `${above}.${name}`;
    if (typeof item === 'object' && item !== null)
      return Array.isArray(item) ? [] : flat(item as Record<string, unknown>, path);
    return item === null || item === '' ? [] : [[path, String(item)]];
  });
}

test('says that it is well', async () => {
  await expect(sinkOf().check?.(AbortSignal.timeout(5000))).resolves.toBe('');
});

test('events arrive whole, each with its fields and its time', async () => {
  const events = samples('whole');
  const { result } = await through(sinkOf(), texts(events));
  expect(result).toEqual({ delivered: events.length, dead: 0, waiting: undefined });
  const kept = await server.of('whole');
  expect(kept).toHaveLength(events.length);
  for (const { time, ...event } of events) {
    const wanted = Object.fromEntries(flat(event));
    const mine = kept.filter((one) => one['event.id'] === event.event.id);
    expect(mine.length).toBeGreaterThan(0);
    // One finding is among the samples with many hostile texts, under one id.
    expect(mine).toContainEqual(expect.objectContaining(wanted));
    for (const one of mine) expect(Math.abs(Date.parse(String(one._time)) / 1000 - time)).toBeLessThan(1);
  }
});

test('a batch that comes again is there twice, as the README says', async () => {
  const events = samples('twice');
  await through(sinkOf(), texts(events));
  await through(sinkOf(), texts(events));
  expect(await server.of('twice')).toHaveLength(2 * events.length);
});

test('a server that is stopped while it is sent to has every event after it was started again', async () => {
  const [sample] = samples('stopped');
  const events = Array.from({ length: 4000 }, (_, index) => ({
    ...(sample as Event),
    fields: { event_uid: `stopped-${index}` },
  }));
  const sink = sinkOf();
  let batches = 0;
  const small = {
    ...sink,
    limits: { ...sink.limits, items: 50 },
    send: async (...args: Parameters<typeof sink.send>) => {
      batches += 1;
      if (batches === 20) void server.stop('SIGTERM').then(() => sleep(500).then(() => server.start()));
      return sink.send(...args);
    },
  };
  const { result, waits } = await through(small, texts(events), Number.POSITIVE_INFINITY, (ms) =>
    sleep(Math.min(ms, 500)),
  );
  expect(result).toEqual({ delivered: 4000, dead: 0, waiting: undefined });
  expect(waits.length).toBeGreaterThan(0);
  expect(new Set(ids(await server.of('stopped'))).size).toBe(4000);
});
