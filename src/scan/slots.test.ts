import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

/** Work that ends when told, and what has begun and ended. */
function desk(size: number) {
  const slots = new Slots(size);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const start = (name: number) =>
    slots.run(() => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const end = async () => {
    ends.shift()?.();
    await turn();
  };
  return { slots, begun, start, end };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Whether a promise is settled by now. */
async function over(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await turn();
  return settled;
}

describe('places', () => {
  it('are given in the order of asking, no more at a time than there are', async () => {
    const { begun, start, end } = desk(2);
    for (const name of [1, 2, 3, 4]) void start(name);
    await turn();
    expect(begun).toEqual([1, 2]);
    await end();
    expect(begun).toEqual([1, 2, 3]);
    await end();
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('are free again after work', async () => {
    const slots = new Slots(1);
    await slots.run(async () => undefined);
    expect(await over(slots.run(async () => undefined))).toBe(true);
    expect(await over(slots.drained())).toBe(true);
  });

  it('are drained when the last work is over', async () => {
    const { slots, start, end } = desk(2);
    void start(1);
    void start(2);
    const drained = slots.drained();
    await end();
    expect(await over(drained)).toBe(false);
    await end();
    expect(await over(drained)).toBe(true);
  });
});

describe('room', () => {
  it.each([
    [1, 0, true],
    [2, 0, false],
    [2, 1, true],
    [4, 2, false],
  ])('with %i at one place and %i who may wait (there is room: %s)', async (asking, most, free) => {
    const { slots, start } = desk(1);
    for (let name = 1; name <= asking; name += 1) void start(name);
    await turn();
    expect(await over(slots.room(most))).toBe(free);
  });

  it('comes when enough have been served, for all who wait for it', async () => {
    const { slots, start, end } = desk(1);
    for (const name of [1, 2, 3, 4]) void start(name);
    await turn();
    const [first, second] = [slots.room(1), slots.room(1)];
    await end();
    expect([await over(first), await over(second)]).toEqual([false, false]);
    await end();
    expect([await over(first), await over(second)]).toEqual([true, true]);
  });
});
