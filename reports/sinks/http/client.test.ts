import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Behaviour, Receiver } from '../../../test/delivery/receiver.ts';
import { HttpClient } from './client.ts';
import { exchange } from './exchange.ts';

let receiver: Receiver;
let url: URL;
const client = new HttpClient('any');
beforeEach(async () => {
  receiver = new Receiver(() => undefined);
  url = new URL(await receiver.start());
});
afterEach(() => receiver.stop());

const send = (behaviour: Behaviour, timeoutMs = 5000, signal = new AbortController().signal) => {
  receiver.behaviour = behaviour;
  return exchange(client, { method: 'POST', url, body: 'events', timeoutMs }, { signal, secrets: [] });
};

test('a receiver that never answers is asked again later', async () => {
  await expect(send(() => undefined, 100)).rejects.toMatchObject({
    remedy: 'later',
    message: expect.stringContaining('no answer within 0.1 s'),
  });
});

test('one that answers drop by drop has no more time than any other', async () => {
  const drip: Behaviour = (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(timer));
  };
  await expect(send(drip, 200)).rejects.toMatchObject({ remedy: 'later' });
});

test('an answer that does not end is cut off', async () => {
  const flood: Behaviour = (_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(100_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  await expect(send(flood)).rejects.toMatchObject({ remedy: 'later' });
});

test('a slow one that answers in time is heard', async () => {
  const slow: Behaviour = (_request, response) => void setTimeout(() => response.end('{}'), 150);
  expect((await send(slow)).text).toBe('{}');
});

test('a stop is a stop', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  await expect(send(() => undefined, 5000, stop.signal)).rejects.toThrow();
});
