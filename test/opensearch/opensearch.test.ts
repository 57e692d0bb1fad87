import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { elasticsearch } from '../../reports/sinks/elasticsearch.ts';
import { templatesFor } from '../../reports/sinks/index-templates.ts';
import { batchOf, eventsOf, refusalOf, sent } from '../../reports/sinks/testing/batches.ts';
import { formatOf } from '../../src/formats/index.ts';
import { through } from '../delivery/through.ts';
import { samples } from '../support/changes.ts';
import { freePort } from '../support/free-port.ts';
import { Server, type Users } from './server.ts';
import { mostBytes } from './settings.ts';

const history = 'logs-plumbline.findings-default';
const latest = 'plumbline-findings-latest';
const trusted = getCACertificates('default');
let server: Server;

beforeAll(async () => {
  const home = process.env.PLUMBLINE_OPENSEARCH_HOME;
  if (!home) throw new Error('run this by `npm run test:opensearch`');
  server = await Server.prepare(home, { http: await freePort(), transport: await freePort() });
  setDefaultCACertificates([...trusted, server.ca]);
  await server.start();
});

afterAll(async () => {
  setDefaultCACertificates(trusted);
  await server?.stop();
});

/** Each test begins with the templates and without a document. */
beforeEach(async () => {
  await server.ask('DELETE', '/_data_stream/logs-plumbline.findings-*');
  await server.ask('DELETE', '/logs-plumbline.findings-*,plumbline-findings-latest?ignore_unavailable=true');
  for (const { path, body } of templatesFor({ history, latest }))
    expect(await server.ask('PUT', `/${path}`, body)).toMatchObject({ status: 200, json: { acknowledged: true } });
});

function sinkOf(user: keyof Users = 'plumbline', more: object = {}) {
  process.env.TEST_OPENSEARCH_PASSWORD = server.users[user];
  const password = { env: 'TEST_OPENSEARCH_PASSWORD' };
  return elasticsearch.make('store', { url: server.url, username: user, password, ...more });
}

async function countOf(index: string): Promise<number> {
  await server.ask('POST', `/${index}/_refresh`);
  return Number((await server.ask('GET', `/${index}/_count`)).json.count);
}

// biome-ignore lint/suspicious/noExplicitAny: documents as they come back
async function documentsOf(index: string): Promise<Map<string, any>> {
  await server.ask('POST', `/${index}/_refresh`);
  const { json } = await server.ask('POST', `/${index}/_search`, { size: 10_000 });
  return new Map(json.hits.hits.map((hit: { _id: string; _source: unknown }) => [hit._id, hit._source]));
}

/** Of events with one id the history keeps the first. The samples have some: one finding with many hostile texts. */
function byId(events: readonly string[]): Map<string, unknown> {
  return new Map(events.toReversed().map((text) => [idOf(text), JSON.parse(text)]));
}

const idOf = (text: string) => String(JSON.parse(text).event.id);
const keyOf = (text: string) => JSON.parse(text).plumbline.finding_key as string | undefined;

test('the server takes the templates: a data stream for the history, an index for what is so now', async () => {
  await through(sinkOf(), eventsOf('ecs'));
  const stream = await server.ask('GET', `/_data_stream/${history}`);
  expect(stream.json.data_streams).toMatchObject([{ name: history, template: 'plumbline-findings-history' }]);
  const { json } = await server.ask('GET', `/${history},${latest}/_mapping`);
  const body = templatesFor({ history, latest })[0]?.body as { template: { mappings: { properties: object } } }; // our own
  const written = body.template.mappings.properties;
  expect(Object.keys(json)).toHaveLength(2);
  for (const { mappings } of Object.values<{ mappings: { dynamic: string; properties: object } }>(json)) {
    expect(mappings.dynamic).toBe('false');
    expect(Object.keys(mappings.properties).toSorted()).toEqual(Object.keys(written).toSorted());
  }
});

describe('events', () => {
  test('arrive whole: each once in the history, each finding once in what is so now', async () => {
    const events = eventsOf('ecs');
    const { result, counts } = await through(sinkOf(), events);
    expect(result).toEqual({ delivered: events.length, dead: 0, waiting: undefined });
    expect(counts).toMatchObject({ delivered: events.length, waiting: 0, dead: 0 });
    expect(await documentsOf(history)).toEqual(byId(events));
    const keyed = events.flatMap((text): [string, unknown][] => {
      const key = keyOf(text);
      return key === undefined ? [] : [[key, JSON.parse(text)]];
    });
    expect(keyed.length).toBeGreaterThan(20);
    expect(await documentsOf(latest)).toEqual(new Map(keyed));
  });

  test('of a batch that comes again are there once', async () => {
    const events = eventsOf('ecs');
    await through(sinkOf(), events);
    const before = [await countOf(history), await countOf(latest)];
    const again = await through(sinkOf(), events);
    expect(again.result).toEqual({ delivered: events.length, dead: 0, waiting: undefined });
    expect([await countOf(history), await countOf(latest)]).toEqual(before);
  });

  test('that come again after a rollover are in the history twice, as the README says', async () => {
    const events = eventsOf('ecs').slice(0, 5);
    await through(sinkOf(), events);
    expect((await server.ask('POST', `/${history}/_rollover`)).json).toMatchObject({ rolled_over: true });
    await through(sinkOf(), events);
    expect(await countOf(history)).toBe(10);
    expect(await countOf(latest)).toBe(new Set(events.flatMap((text) => keyOf(text) ?? [])).size);
  });

  test('change what is so now, and what is gone stays, marked as closed', async () => {
    const { changes, context } = await samples();
    const { format, version } = formatOf('ecs');
    const open = changes.find((one) => one.finding.verdict === 'fail' && !one.waiver);
    if (!open) throw new Error('no failure among the samples');
    const { finding } = open;
    const passed = { ...finding, scan: 'scan-2', verdict: 'pass' as const, reason: 'it was mended' };
    let scans = 0;
    const tell = async (change: (typeof changes)[number]) => {
      scans += 1;
      const text = format.writer({ ...context, scan: `scan-${scans}` }, version).event(change) ?? '';
      await through(sinkOf(), [text]);
      return (await documentsOf(latest)).get(keyOf(text) ?? '')?.plumbline;
    };
    expect(await tell({ finding, status: 'new' })).toMatchObject({ verdict: 'fail', closed: false });
    expect(await tell({ finding: passed, status: 'resolved', previous: finding })).toMatchObject({
      verdict: 'pass',
      previous_verdict: 'fail',
      closed: true,
    });
    expect(await tell({ finding, status: 'gone', previous: finding })).toMatchObject({ change: 'gone', closed: true });
    expect([await countOf(history), await countOf(latest)]).toEqual([3, 1]);
  });

  test('of which the mapping refuses one: it is given up with what the server said, the others arrive', async () => {
    const events = eventsOf('ecs');
    const bad = JSON.parse(events[3] ?? '');
    bad.event = { ...bad.event, id: 'poison', severity: 'not a number' };
    const { result, counts, dead } = await through(sinkOf(), [...events, JSON.stringify(bad)]);
    expect(result).toEqual({ delivered: events.length, dead: 1, waiting: undefined });
    expect(counts).toMatchObject({ delivered: events.length, dead: 1 });
    expect(dead).toContain('HTTP 400');
    expect(dead).toContain('mapper_parsing_exception');
    expect(dead).toContain('poison');
    expect(await countOf(history)).toBe(byId(events).size);
  });

  test('that are too large together are sent in halves until the server takes them', async () => {
    const filler = 'x'.repeat(1000);
    const events = Array.from({ length: 1500 }, (_, index) =>
      JSON.stringify({
        '@timestamp': '2026-11-28T10:00:00.000Z',
        message: filler,
        event: { id: `large-${index}` },
        plumbline: { finding_key: `large-key-${index}` },
      }),
    );
    const whole = await refusalOf(sent(sinkOf(), batchOf(sinkOf(), events)));
    expect(events.join('\n').length).toBeGreaterThan(mostBytes);
    expect(whole).toMatchObject({ remedy: 'split', message: expect.stringContaining('HTTP 413') });
    const { result } = await through(sinkOf(), events);
    expect(result).toEqual({ delivered: 1500, dead: 0, waiting: undefined });
    expect([await countOf(history), await countOf(latest)]).toEqual([1500, 1500]);
  });
});

test('`export test` is told who answers, by a user who has only the rights of a sink', async () => {
  expect(await sinkOf().check?.(AbortSignal.timeout(10_000))).toMatch(/"cluster_name" ?: ?"plumbline-test"/);
});

describe('who may not', () => {
  test('sign in: the events wait, and nothing says the password', async () => {
    process.env.TEST_OPENSEARCH_WRONG = 'not-the-password';
    const password = { env: 'TEST_OPENSEARCH_WRONG' };
    const { result, dead, counts } = await through(sinkOf('plumbline', { password }), eventsOf('ecs'));
    expect(result).toEqual({ delivered: 0, dead: 0, waiting: expect.stringContaining('HTTP 401') });
    expect(dead + JSON.stringify(counts)).not.toContain('not-the-password');
    await expect(sinkOf('plumbline', { password }).check?.(AbortSignal.timeout(10_000))).rejects.toThrow('HTTP 401');
  });

  test('write: the events wait until somebody grants it, and are not given up', async () => {
    const { result, dead } = await through(sinkOf('stranger'), eventsOf('ecs'));
    expect(result).toEqual({ delivered: 0, dead: 0, waiting: expect.stringMatching(/HTTP 403.*security_exception/) });
    expect(dead).toBe('');
  });

  test('write, since an index is closed to writing', async () => {
    await through(sinkOf(), eventsOf('ecs').slice(0, 3));
    await server.ask('PUT', `/${latest}/_settings`, { 'index.blocks.write': true });
    const { result, dead } = await through(sinkOf(), eventsOf('ecs'));
    expect(result).toEqual({ delivered: 0, dead: 0, waiting: expect.stringContaining('cluster_block_exception') });
    expect(dead).toBe('');
  });

  test('trust its certificate', async () => {
    setDefaultCACertificates(trusted);
    try {
      const { result } = await through(sinkOf(), eventsOf('ecs'));
      expect(result).toMatchObject({ delivered: 0, waiting: expect.stringContaining('certificate is not trusted') });
    } finally {
      setDefaultCACertificates([...trusted, server.ca]);
    }
  });
});

test('names of one own: templates of their own, beside the usual ones', async () => {
  const own = { history: 'security-plumbline', latest: 'security-plumbline-now' };
  const sink = sinkOf('admin', own);
  for (const content of sink.content ?? [])
    expect(await sink.install?.(content, AbortSignal.timeout(10_000))).toContain('"acknowledged":true');
  await through(sinkOf('admin', own), eventsOf('ecs'));
  try {
    expect((await server.ask('GET', `/_data_stream/${own.history}`)).status).toBe(200);
    expect(await countOf(own.history)).toBe(byId(eventsOf('ecs')).size);
    const { json } = await server.ask('GET', `/${own.latest}/_mapping`);
    expect(json[own.latest].mappings.dynamic).toBe('false');
  } finally {
    await server.ask('DELETE', `/_data_stream/${own.history}`);
    await server.ask('DELETE', `/${own.latest}`);
  }
});

test('without the templates it takes events, too, into an index that does not roll over', async () => {
  for (const name of ['history', 'latest']) {
    const { json } = await server.ask('DELETE', `/_index_template/plumbline-findings-${name}`);
    expect(json).toEqual({ acknowledged: true });
  }
  const { result } = await through(sinkOf(), eventsOf('ecs').slice(0, 5));
  expect(result).toMatchObject({ delivered: 5, dead: 0 });
  expect((await server.ask('GET', `/_data_stream/${history}`)).json).toEqual({ data_streams: [] });
});

test('a server that is killed while it is sent to has everything once after it was started again', async () => {
  const events = Array.from({ length: 4000 }, (_, index) =>
    JSON.stringify({
      '@timestamp': '2026-11-28T10:00:00.000Z',
      event: { id: `killed-${index}` },
      plumbline: { finding_key: `killed-key-${index}` },
    }),
  );
  const sink = sinkOf();
  let batches = 0;
  const small = {
    ...sink,
    limits: { ...sink.limits, items: 50 },
    send: async (...args: Parameters<typeof sink.send>) => {
      batches += 1;
      if (batches === 20) void server.stop('SIGKILL').then(() => server.start());
      return sink.send(...args);
    },
  };
  const { result, waits } = await through(small, events, Number.POSITIVE_INFINITY, (ms) => sleep(Math.min(ms, 500)));
  expect(result).toEqual({ delivered: 4000, dead: 0, waiting: undefined });
  expect(waits.length).toBeGreaterThan(0);
  expect([await countOf(history), await countOf(latest)]).toEqual([4000, 4000]);
}, 180_000);
