import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import type { ErrorCode } from '../model/errors.ts';
import { CallError, type CallFailure, type RawAnswer, type Session } from '../model/provider.ts';
import type { Rate } from './bucket.ts';
import { Gate, type GateOptions, type Settled } from './gate.ts';

const spec = { service: 'svc', operation: 'ListThings', permission: 'svc:ListThings' };
const answer: RawAnswer = { status: 200, requestId: 'r', serverDate: '', receivedSha256: 'x', body: { Things: [] } };

function failure(code: ErrorCode, more: Partial<CallFailure> = {}): CallError {
  return new CallError({
    code,
    errorCode: code,
    status: 400,
    requestId: '',
    serverDate: '',
    message: code,
    receivedSha256: '',
    ...more,
  });
}

function session(
  send: (attempt: number, signal: AbortSignal) => Promise<RawAnswer>,
  renew = async () => false,
): Session & { sent: number } {
  const one = {
    provider: 'aws' as const,
    account: '1',
    identity: 'me',
    sent: 0,
    send: ({ signal }: { signal: AbortSignal }) => {
      one.sent += 1;
      return send(one.sent, signal);
    },
    redact: (_s: string, _o: string, body: unknown) => body as never, // nothing secret here
    renew,
    close: () => undefined,
  };
  return one;
}

function gate(
  clock: VirtualClock,
  more: Partial<GateOptions> = {},
  rate: Rate = { perSecond: 1000, burst: 1000 },
): { gate: Gate; settled: Settled[] } {
  const settled: Settled[] = [];
  const options: GateOptions = {
    allowed: new Set(['svc:ListThings']),
    rateOf: () => rate,
    record: (one) => settled.push(one),
    clock,
    random: () => 1,
    ...more,
  };
  return { gate: new Gate(options), settled };
}

describe('the gate', () => {
  it('refuses an operation that nobody declared, before it is sent', async () => {
    const one = session(async () => answer);
    const { gate: door, settled } = gate(new VirtualClock(), { allowed: new Set() });
    await expect(door.call(one, 'r', spec, {})).rejects.toMatchObject({ code: 'INTERNAL' });
    expect([one.sent, settled.length]).toEqual([0, 0]);
  });

  it.each<[ErrorCode, number]>([
    ['THROTTLED', 10],
    ['SERVER_ERROR', 10],
    ['NETWORK', 10],
    ['TIMED_OUT', 10],
    ['RESPONSE_SHAPE', 10],
    ['ACCESS_DENIED', 1],
    ['API_DISABLED', 1],
    ['REJECTED', 1],
    ['NOT_FOUND', 1],
  ])('%s for ever takes %i attempts and comes out as a failure', async (code, attempts) => {
    const clock = new VirtualClock();
    const one = session(async () => {
      throw failure(code);
    });
    const { gate: door, settled } = gate(clock);
    const called = await clock.run(door.call(one, 'r', spec, {}));
    expect('failure' in called && called.failure.code).toBe(code);
    expect(one.sent).toBe(attempts);
    expect(settled).toHaveLength(1);
    expect(settled[0]?.attempts).toBe(attempts);
  });

  it('answers after failures that pass', async () => {
    const clock = new VirtualClock();
    const one = session(async (attempt) => {
      if (attempt < 4) throw failure('THROTTLED');
      return answer;
    });
    const { gate: door, settled } = gate(clock);
    expect(await clock.run(door.call(one, 'r', spec, {}))).toMatchObject({ answer: { status: 200 } });
    expect(settled[0]).toMatchObject({ attempts: 4 });
  });

  it('does not wait a day because one API says so, and asks it no more', async () => {
    const day = 86_400_000;
    const clock = new VirtualClock();
    const begun = clock.now();
    const one = session(async () => {
      throw failure('THROTTLED', { retryAfterMs: day });
    });
    const other = { ...spec, operation: 'ListOthers' };
    const well = session(async () => answer);
    const pool = { perSecond: 1000, burst: 1000, pool: 'all' };
    const { gate: door, settled } = gate(clock, { allowed: new Set(['svc:ListThings', 'svc:ListOthers']) }, pool);
    const first = await clock.run(door.call(one, 'r', spec, {}));
    const [again, neighbour] = await clock.run(
      Promise.all([door.call(one, 'r', spec, {}), door.call(well, 'r', other, {})]),
    );
    expect([first, again].map((called) => 'failure' in called && called.failure.code)).toEqual([
      'THROTTLED',
      'THROTTLED',
    ]);
    expect('answer' in neighbour).toBe(true);
    expect(one.sent).toBe(1);
    expect(settled).toHaveLength(3);
    expect(clock.now() - begun).toBeLessThan(60_000);
  });

  it('waits at least as long as Retry-After says', async () => {
    const clock = new VirtualClock();
    const one = session(async (attempt) => {
      if (attempt === 1) throw failure('THROTTLED', { retryAfterMs: 7000 });
      return answer;
    });
    await clock.run(gate(clock).gate.call(one, 'r', spec, {}));
    expect(clock.now()).toBeGreaterThanOrEqual(7000);
  });

  it('gives a call no more time than callMs', async () => {
    const clock = new VirtualClock();
    const one = session(async () => {
      throw failure('SERVER_ERROR');
    });
    await clock.run(gate(clock, { retry: { callMs: 1000 } }).gate.call(one, 'r', spec, {}));
    expect(one.sent).toBeLessThan(5);
  });

  it('stops trying hard on an operation that never answers', async () => {
    const clock = new VirtualClock();
    const one = session(async () => {
      throw failure('SERVER_ERROR');
    });
    const { gate: door } = gate(clock, { retry: { attempts: 5, givenUp: { after: 2, attempts: 1 } } });
    for (let n = 0; n < 4; n += 1) await clock.run(door.call(one, 'r', spec, {}));
    expect(one.sent).toBe(5 + 5 + 1 + 1);
  });

  it('gives up on an operation that says nothing but 500, for calls under way, too', async () => {
    const clock = new VirtualClock();
    const one = session(async () => {
      throw failure('SERVER_ERROR', { status: 500 });
    });
    const { gate: door, settled } = gate(clock, { retry: { brokenMs: 5000 } });
    await clock.run(Promise.all(Array.from({ length: 40 }, () => door.call(one, 'r', spec, {}))));
    expect(settled).toHaveLength(40);
    // Waits of 250, 500, 1000 and 2000 ms are within five seconds, the next one of 4000 ends after them.
    expect(settled.map((each) => each.attempts)).toEqual(Array(40).fill(6));
    const before = one.sent;
    await clock.run(door.call(one, 'r', spec, {}));
    expect(one.sent - before).toBe(2);
    await clock.run(door.call(one, 'elsewhere', spec, {}));
    expect(one.sent - before - 2).toBe(6);
  });

  it.each<[string, Partial<CallFailure> & { code: ErrorCode }]>([
    ['a gateway that is busy', { code: 'SERVER_ERROR', status: 503 }],
    ['a refusal for the rate', { code: 'THROTTLED', status: 400 }],
    ['a network that is down', { code: 'NETWORK', status: 0 }],
  ])('does not give up early on %s', async (_name, { code, ...more }) => {
    const clock = new VirtualClock();
    const one = session(async () => {
      throw failure(code, more);
    });
    const { gate: door } = gate(clock, { retry: { brokenMs: 1000 } });
    await clock.run(door.call(one, 'r', spec, {}));
    expect(one.sent).toBe(10);
  });

  it('does not give up on an operation that answers some', async () => {
    const clock = new VirtualClock();
    const one = session(async (attempt) => {
      if (attempt % 4 !== 0) throw failure('SERVER_ERROR', { status: 500 });
      return answer;
    });
    const { gate: door, settled } = gate(clock, { retry: { brokenMs: 3000 } });
    for (let n = 0; n < 20; n += 1) await clock.run(door.call(one, 'r', spec, {}));
    expect(settled.every((each) => each.answer)).toBe(true);
  });

  it('takes a refusal for an answer', async () => {
    const clock = new VirtualClock();
    let refuse = false;
    const one = session(async () => {
      throw refuse ? failure('NOT_FOUND') : failure('NETWORK');
    });
    const { gate: door } = gate(clock, { retry: { attempts: 3, givenUp: { after: 1, attempts: 1 } } });
    await clock.run(door.call(one, 'r', spec, {}));
    refuse = true;
    await clock.run(door.call(one, 'r', spec, {}));
    refuse = false;
    await clock.run(door.call(one, 'r', spec, {}));
    expect(one.sent).toBe(3 + 1 + 3);
  });

  it('renews expired credentials once, then gives the account up', async () => {
    const clock = new VirtualClock();
    let renewals = 0;
    const one = session(
      async () => {
        throw failure('AUTH_EXPIRED');
      },
      async () => {
        renewals += 1;
        return true;
      },
    );
    const { gate: door } = gate(clock);
    const called = await clock.run(door.call(one, 'r', spec, {}));
    expect('failure' in called && called.failure.code).toBe('AUTH_EXPIRED');
    await clock.run(door.call(one, 'r', spec, {}));
    expect([renewals, one.sent]).toEqual([1, 2]);
  });

  it('renews for a call that was refused before, in the same tick of the clock', async () => {
    const clock = new VirtualClock();
    let fresh = false;
    const refusals: (() => void)[] = [];
    const one = session(
      async () => {
        if (fresh) return answer;
        await new Promise<void>((resolve) => refusals.push(resolve));
        throw failure('AUTH_EXPIRED');
      },
      async () => {
        fresh = true;
        return true;
      },
    );
    const { gate: door } = gate(clock);
    const calls = [door.call(one, 'r', spec, {}), door.call(one, 'r', spec, {})];
    const settle = async () => {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    };
    await settle();
    refusals[0]?.();
    await settle();
    refusals[1]?.();
    for (const one of await clock.run(Promise.all(calls))) expect(one).toMatchObject({ answer: { status: 200 } });
  });

  it('goes on with renewed credentials', async () => {
    const clock = new VirtualClock();
    let fresh = false;
    const one = session(
      async () => {
        if (!fresh) throw failure('AUTH_EXPIRED');
        return answer;
      },
      async () => {
        fresh = true;
        return true;
      },
    );
    expect(await clock.run(gate(clock).gate.call(one, 'r', spec, {}))).toMatchObject({ answer: { status: 200 } });
  });

  it('keeps to the rate of a known limit', async () => {
    const clock = new VirtualClock();
    const one = session(async () => answer);
    const { gate: door } = gate(clock, {}, { perSecond: 10, burst: 10, fixed: true });
    await clock.run(Promise.all(Array.from({ length: 109 }, () => door.call(one, 'r', spec, {}))));
    // 9 at once, then 100 at just below 10 a second.
    expect(clock.now() / 1000).toBeGreaterThan(10);
    expect(clock.now() / 1000).toBeLessThan(10.5);
  });

  it('has a bucket of its own for each account, region and operation', async () => {
    const clock = new VirtualClock();
    const one = session(async () => answer);
    const { gate: door } = gate(clock, {}, { perSecond: 1, burst: 1 });
    await clock.run(
      Promise.all([
        door.call(one, 'a', spec, {}),
        door.call(one, 'b', spec, {}),
        door.call({ ...one, account: '2' }, 'a', spec, {}),
      ]),
    );
    expect(clock.now()).toBe(0);
  });

  it('finds a limit that it was not told, without giving up calls', async () => {
    const clock = new VirtualClock();
    // The server: 5 a second, burst 5; we believe 10.
    let tokens = 5;
    let last = 0;
    let refused = 0;
    const one = session(async () => {
      tokens = Math.min(5, tokens + ((clock.now() - last) / 1000) * 5);
      last = clock.now();
      if (tokens < 1) {
        refused += 1;
        throw failure('THROTTLED');
      }
      tokens -= 1;
      return answer;
    });
    const { gate: door, settled } = gate(clock, { random: Math.random }, { perSecond: 10, burst: 10, fixed: true });
    const calls = 500;
    await clock.run(Promise.all(Array.from({ length: calls }, () => door.call(one, 'r', spec, {}))));
    expect(settled.every((each) => each.answer)).toBe(true);
    const bound = (calls - 5) / 5;
    expect(clock.now() / 1000 / bound).toBeLessThan(1.5);
    expect(refused).toBeLessThan(calls / 2);
  });

  it('stops when the scan is stopped', async () => {
    const clock = new VirtualClock();
    const stop = new AbortController();
    const one = session(async () => {
      stop.abort(new Error('enough'));
      throw failure('NETWORK');
    });
    await expect(clock.run(gate(clock, { signal: stop.signal }).gate.call(one, 'r', spec, {}))).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(one.sent).toBe(1);
  });

  it('calls a deadline of ours a time-out, whatever the client makes of it', async () => {
    const one = session(
      (_attempt, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(failure('NETWORK', { errorCode: 'AbortError', status: 0 })));
        }),
    );
    const { gate: door } = gate(new VirtualClock(), { retry: { attempts: 1, attemptMs: 20 } });
    const called = await door.call(one, 'r', spec, {});
    expect('failure' in called && called.failure.code).toBe('TIMED_OUT');
  });
});

describe('a pool', () => {
  it('is shared by the operations that name it, and by no others', async () => {
    const clock = new VirtualClock();
    const one = session(async () => answer);
    const names = ['svc:A', 'svc:B', 'svc:C'];
    const { gate: door } = gate(clock, {
      allowed: new Set(names),
      rateOf: (_provider, _service, operation, account) => ({
        perSecond: 1,
        burst: 2,
        fixed: false,
        ...(operation === 'C' ? {} : { pool: `reads of ${account}` }),
      }),
    });
    const begun = clock.now();
    const ask = (operation: string) => clock.run(door.call(one, 'r', { ...spec, operation }, {}));
    for (const operation of ['A', 'B', 'C', 'C']) await ask(operation);
    expect(clock.now() - begun).toBe(0);
    await ask('B');
    expect(clock.now() - begun).toBeGreaterThanOrEqual(900);
  });
});
