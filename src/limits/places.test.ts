import { expect, it } from 'vitest';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import type { RawAnswer, Session } from '../model/provider.ts';
import { Gate } from './gate.ts';
import { Places } from './places.ts';

it('gives a place that is left to the most urgent, and of equals to whoever came first', async () => {
  const places = new Places(1);
  const entered: string[] = [];
  const urgency = { a: 1, b: 3, c: 3, d: 0 };
  await places.take(() => 0);
  for (const name of Object.keys(urgency) as (keyof typeof urgency)[])
    void places.take(() => urgency[name]).then(() => entered.push(name));
  urgency.a = 2;
  urgency.d = 5; // what counts is how much it matters when a place is given away
  for (let turn = 0; turn < 4; turn += 1) {
    expect(places.takeFree()).toBe(false);
    places.giveBack();
    await Promise.resolve();
  }
  expect(entered).toEqual(['d', 'b', 'c', 'a']);
  places.giveBack();
  expect([places.takeFree(), places.takeFree()]).toEqual([true, false]);
});

const answer: RawAnswer = { status: 200, requestId: '', serverDate: '', receivedSha256: '', body: {} };
const rate = { perSecond: 10, burst: 20, fixed: true };
const small = 40;
const ofBusy = 120;

/** Seconds that a scan of many accounts takes, of which the last has a list of many that are read one by one. */
async function scanned(leads: boolean): Promise<number> {
  const clock = new VirtualClock();
  const send = async () => {
    await clock.sleep(100);
    return answer;
  };
  const session = (account: string) =>
    ({
      provider: 'azure',
      account,
      identity: '',
      send,
      redact: () => '',
      renew: async () => false,
      close() {},
    }) as Session;
  const gate = new Gate({
    allowed: new Set(['s:List', 's:Get']),
    rateOf: (_provider, _service, _operation, account) => ({ ...rate, pool: account }),
    record: () => 0,
    concurrency: 8,
    clock,
  });
  const ask = (account: string, operation: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        gate.call(
          session(account),
          '',
          { service: 's', operation, permission: '', leads: leads && operation === 'List' },
          {},
        ),
      ),
    );
  const account = async (name: string, count: number) => {
    // Lists that end with themselves are asked for at once, before the one that leads on.
    await Promise.all([ask(name, 'Get', small), ask(name, 'List', 1).then(() => ask(name, 'Get', count))]);
  };
  const names = Array.from({ length: 20 }, (_, index) => `a${index}`);
  await clock.run(Promise.all(names.map((name, index) => account(name, index === names.length - 1 ? ofBusy : 0))));
  return clock.now() / 1000;
}

it('a busy account spends its rate from the start, however many others want places', async () => {
  const bound = (small + 1 + ofBusy - rate.burst) / rate.perSecond;
  expect((await scanned(true)) / bound).toBeLessThan(1.1);
  // Where nobody says that the list leads on, it waits with all the others.
  expect((await scanned(false)) / bound).toBeGreaterThan(1.3);
});

it('those who wait for room come when nobody else wants a place, and only as many as there are', async () => {
  const places = new Places(2);
  const begun: string[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await places.idle(); // there is room
  await places.take(() => 0);
  await places.take(() => 0);
  for (const name of ['a', 'b', 'c']) void places.idle().then(() => begun.push(name));
  void places.take(() => -1).then(() => begun.push('call'));
  places.giveBack();
  await settle();
  expect(begun).toEqual(['call']);
  places.giveBack();
  await settle();
  expect(begun.slice(0, 2)).toEqual(['call', 'a']);
  // The first took no place after all: the next one comes.
  await settle();
  await settle();
  expect(begun).toEqual(['call', 'a', 'b', 'c']);
});
