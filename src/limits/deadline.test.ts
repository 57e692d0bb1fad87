import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Deadlines } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a deadline', () => {
  it.each([
    [99, false],
    [100, true],
  ])('of 100 ms after %i ms (passed: %s)', (ms, passed) => {
    const deadline = new Deadlines().start(100);
    vi.advanceTimersByTime(ms);
    expect(deadline.signal.aborted).toBe(passed);
    expect(deadline.passed).toBe(passed);
  });

  it('does not matter once the attempt is over', () => {
    const deadline = new Deadlines().start(100);
    deadline.clear();
    vi.advanceTimersByTime(1000);
    expect(deadline.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is ended by the stop, which is no lack of time', () => {
    const stop = new AbortController();
    const deadlines = new Deadlines(stop.signal);
    const [one, other, over] = [deadlines.start(100), deadlines.start(200), deadlines.start(100)];
    over.clear();
    stop.abort('enough');
    expect([one, other].map(({ signal, passed }) => [signal.aborted, signal.reason, passed])).toEqual([
      [true, 'enough', false],
      [true, 'enough', false],
    ]);
    expect(over.signal.aborted).toBe(false);
  });

  it('that starts after the stop has ended already', () => {
    const stop = new AbortController();
    stop.abort('enough');
    const { signal, passed } = new Deadlines(stop.signal).start(100);
    expect([signal.aborted, signal.reason, passed]).toEqual([true, 'enough', false]);
  });
});
