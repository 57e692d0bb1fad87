import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { datadog } from '../../reports/sinks/datadog.ts';
import { elasticsearch } from '../../reports/sinks/elasticsearch.ts';
import { splunk } from '../../reports/sinks/splunk.ts';
import { webhook } from '../../reports/sinks/webhook.ts';
import type { Sink } from '../../src/model/sink.ts';
import { answer, type Behaviour, BulkIndex, brokenOff, Receiver, reset, sequence } from './receiver.ts';
import { ecsEvents, through } from './through.ts';

const token = 'tok-3f9a27c41d';

/** A receiver of each sort that takes everything, and which events it has. */
interface Sort {
  sink: (url: string) => Sink;
  good: () => { behaviour: Behaviour; events: () => string[] };
}

/** Takes what it is sent. @param read tells the events of one body. */
function plain(read: (body: string) => string[]): ReturnType<Sort['good']> {
  const got: string[] = [];
  return {
    behaviour: (request, response, index) => {
      got.push(...read(request.body));
      return answer(200, { text: 'Success', code: 0 })(request, response, index);
    },
    events: () => got,
  };
}

const idsOf = (parsed: { event: { id: string } }[]) => parsed.map((one) => one.event.id);

const sorts: Record<string, Sort> = {
  webhook: {
    sink: (url) => webhook.make('siem', { url: `${url}/hook/${token}?key=${token}`, allow_private: true }),
    good: () => plain((body) => idsOf(JSON.parse(body))),
  },
  splunk: {
    sink: (url) => splunk.make('siem', { url, token: { env: 'TEST_SINK_TOKEN' } }),
    good: () =>
      plain((body) =>
        idsOf(
          body
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line)),
        ),
      ),
  },
  datadog: {
    sink: (url) => datadog.make('siem', { url, api_key: { env: 'TEST_SINK_TOKEN' } }),
    good: () => plain((body) => idsOf(JSON.parse(body))),
  },
  elasticsearch: {
    sink: (url) => elasticsearch.make('siem', { url, api_key: { env: 'TEST_SINK_TOKEN' } }),
    good: () => {
      const bulk = new BulkIndex();
      return {
        behaviour: bulk.behaviour,
        events: () => [...(bulk.documents.get('logs-plumbline.findings-default')?.keys() ?? [])],
      };
    },
  },
};

let receiver: Receiver;
let url: string;
beforeEach(async () => {
  process.env.TEST_SINK_TOKEN = token;
  receiver = new Receiver(answer(200));
  url = await receiver.start();
});
afterEach(async () => {
  delete process.env.TEST_SINK_TOKEN;
  await receiver.stop();
});

const count = 40;
const all = Array.from({ length: count }, (_, index) => `e${index}`);
const echo = answer(503, `you sent ${token} in Authorization`);

describe.each(Object.entries(sorts))('%s', (_name, sort) => {
  test.each<[string, readonly Behaviour[], number]>([
    ['429 with Retry-After in seconds', [answer(429, 'slow down', { 'retry-after': '7' })], 7000],
    [
      '429 with Retry-After as a date',
      // From when it is asked, and within the patience of a minute: 40 s may pass before the answer is read.
      [(...all) => answer(429, '', { 'retry-after': new Date(Date.now() + 50_000).toUTCString() })(...all)],
      10_000,
    ],
    ['429 without Retry-After', [answer(429, 'slow down')], 1],
    ['503, three times', [answer(503), answer(503), answer(503)], 1],
    ['408', [answer(408)], 1],
    ['a reset when it has read the body', [reset], 1],
    ['an answer that breaks off', [brokenOff], 1],
    ['a page of HTML with an error', [answer(502, '<html><script>alert(1)</script></html>')], 1],
  ])('%s: it is sent again, and every event arrives', async (_what, bad, atLeastMs) => {
    const good = sort.good();
    receiver.behaviour = sequence(...bad, good.behaviour);
    const { result, counts, waits } = await through(sort.sink(url), ecsEvents(count));
    expect(result).toEqual({ delivered: count, dead: 0, waiting: undefined });
    expect(counts).toMatchObject({ delivered: count, waiting: 0, dead: 0 });
    expect(good.events()).toEqual(all);
    expect(waits).toHaveLength(bad.length);
    expect(waits[0]).toBeGreaterThanOrEqual(atLeastMs);
    const bodies = receiver.received.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
  });

  test('413: it is sent in halves', async () => {
    const good = sort.good();
    receiver.behaviour = (request, response, index) =>
      request.body.length > 1500 ? answer(413)(request, response, index) : good.behaviour(request, response, index);
    const { result } = await through(sort.sink(url), ecsEvents(count));
    expect(result).toEqual({ delivered: count, dead: 0, waiting: undefined });
    expect(good.events()).toEqual(all);
    expect(receiver.received.length).toBeGreaterThan(2);
  });

  test('a poison event: it alone is given up, with what the receiver said', async () => {
    const good = sort.good();
    receiver.behaviour = (request, response, index) =>
      request.body.includes('"e17"')
        ? answer(400, 'no \u001b[31me17\u202e')(request, response, index)
        : good.behaviour(request, response, index);
    const { result, counts, dead } = await through(sort.sink(url), ecsEvents(count));
    expect(result).toEqual({ delivered: count - 1, dead: 1, waiting: undefined });
    expect(counts).toMatchObject({ delivered: count - 1, waiting: 0, dead: 1 });
    expect(good.events().toSorted()).toEqual(all.filter((one) => one !== 'e17').toSorted());
    const letters = dead
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { item: string; reason: string });
    expect(letters).toHaveLength(1);
    expect(letters[0]?.item).toBe(ecsEvents(count)[17]);
    expect(letters[0]?.reason).toMatch(/^HTTP 400 .*: no \[31me17$/);
  });

  test.each([401, 403, 404, 410, 302, 418])('%d: nothing more is sent, and nothing is lost', async (status) => {
    receiver.behaviour = answer(status, 'no', { location: 'http://169.254.169.254/' });
    const { result, counts } = await through(sort.sink(url), ecsEvents(count));
    expect(result).toMatchObject({ delivered: 0, dead: 0, waiting: expect.stringContaining(`HTTP ${status}`) });
    expect(counts).toMatchObject({ delivered: 0, waiting: count, dead: 0 });
    expect(receiver.received).toHaveLength(1);
  });

  test('nobody listens: it waits', async () => {
    await receiver.stop();
    const { result, counts } = await through(sort.sink(url), ecsEvents(3), 5000);
    expect(result.waiting).toContain('ECONNREFUSED');
    expect(counts).toMatchObject({ waiting: 3 });
    receiver = new Receiver(answer(200));
    await receiver.start();
  });

  test('its secret is in no address, error or dead letter, though the receiver quotes it', async () => {
    receiver.behaviour = sequence(echo, answer(400, `bad: ${token}`));
    const sink = sort.sink(url);
    expect(sink.target).not.toContain(token);
    const { counts, dead } = await through(sink, ecsEvents(1), 5000);
    expect(dead).toContain('[secret]');
    expect(dead + JSON.stringify(counts)).not.toContain(token);
    expect(JSON.stringify(receiver.received)).toContain(token);
  });

  test('its secret is read where the config says, and missing is an error that names it', () => {
    delete process.env.TEST_SINK_TOKEN;
    if (_name === 'webhook') return;
    expect(() => sort.sink(url)).toThrow(/the environment has no TEST_SINK_TOKEN/);
  });
});

describe('elasticsearch', () => {
  const make = () => elasticsearch.make('siem', { url });

  test('events of a batch that it took in part are sent again by themselves', async () => {
    const bulk = new BulkIndex();
    receiver.behaviour = sequence(
      (_request, response, index) =>
        answer(200, {
          errors: true,
          items: Array.from({ length: 8 }, (_, at) =>
            at % 2 === 0
              ? {
                  create: {
                    status: at === 2 ? 429 : at === 4 ? 400 : 201,
                    error: at === 4 ? { type: 'mapper' } : undefined,
                  },
                }
              : { index: { status: 200 } },
          ),
        })(undefined as never, response, index),
      bulk.behaviour,
    );
    const { result, dead } = await through(make(), ecsEvents(4));
    expect(result).toEqual({ delivered: 3, dead: 1, waiting: undefined });
    expect([...(bulk.documents.get('logs-plumbline.findings-default')?.keys() ?? [])]).toEqual(['e1']);
    expect(dead).toContain('HTTP 400');
    expect(dead).toContain('mapper');
  });

  test.each([401, 403, 404])(
    'an index that it may not write to (%i) holds the events up, and costs none',
    async (status) => {
      receiver.behaviour = answer(200, {
        errors: true,
        items: Array.from({ length: 4 }, (_, at) =>
          at % 2 === 0 ? { create: { status: 201 } } : { index: { status, error: { type: 'security_exception' } } },
        ),
      });
      const { result, dead } = await through(make(), ecsEvents(2));
      expect(result).toEqual({ delivered: 0, dead: 0, waiting: expect.stringContaining('security_exception') });
      expect(dead).toBe('');
    },
  );

  test('what it has already is delivered: it can tell', async () => {
    const bulk = new BulkIndex();
    receiver.behaviour = bulk.behaviour;
    await through(make(), ecsEvents(5));
    expect((await through(make(), ecsEvents(5))).result).toMatchObject({ delivered: 5 });
    expect(bulk.again).toBe(5);
    expect(bulk.documents.get('logs-plumbline.findings-default')?.size).toBe(5);
  });

  test.each([{}, { items: [] }, { items: 'x' }, [], null, 'text'])(
    'an answer that tells nothing of each event (%j) is none',
    async (body) => {
      receiver.behaviour = answer(200, body);
      const { result } = await through(make(), ecsEvents(2), 3000);
      expect(result).toMatchObject({ delivered: 0, waiting: expect.stringContaining('does not tell') });
    },
  );
});

describe('splunk', () => {
  const make = (more: object = {}) =>
    splunk.make('siem', {
      url,
      token: { env: 'TEST_SINK_TOKEN' },
      acknowledge: true,
      acknowledge_every: 0.05,
      acknowledge_within: 1,
      ...more,
    });

  test('an event is delivered when the indexers have it, not when it was parsed', async () => {
    let asked = 0;
    receiver.behaviour = (request, response, index) => {
      if (request.path.endsWith('/event'))
        return answer(200, { text: 'Success', code: 0, ackId: 7 })(request, response, index);
      asked += 1;
      return answer(200, { acks: { 7: asked > 2 } })(request, response, index);
    };
    expect((await through(make(), ecsEvents(3))).result).toMatchObject({ delivered: 3 });
    expect(asked).toBe(3);
    const channels = receiver.received.map(({ headers }) => headers['x-splunk-request-channel']);
    expect(new Set(channels).size).toBe(1);
    expect(channels[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('an acknowledgement that never comes: it is sent again', async () => {
    let sent = 0;
    receiver.behaviour = (request, response, index) => {
      if (!request.path.endsWith('/event')) return answer(200, { acks: { 1: sent > 1 } })(request, response, index);
      sent += 1;
      return answer(200, { ackId: 1 })(request, response, index);
    };
    const { result } = await through(make({ acknowledge_within: 1 }), ecsEvents(1));
    expect(result).toMatchObject({ delivered: 1 });
    expect(sent).toBe(2);
  });

  test('a token without acknowledgements says so, and nothing counts as delivered', async () => {
    receiver.behaviour = answer(200, { text: 'Success', code: 0 });
    const { result } = await through(make(), ecsEvents(1));
    expect(result).toMatchObject({ delivered: 0, waiting: expect.stringContaining('acknowledge: false') });
  });
});
