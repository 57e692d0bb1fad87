import { expect, test } from 'vitest';
import type { Captured } from './capture.ts';
import type { CommandClass, SdkClient } from './clients.ts';
import { Sender } from './sender.ts';

type Options = { abortSignal?: AbortSignal; captured?: Captured };

const client: SdkClient = { send: async () => ({}), destroy: () => undefined, middlewareStack: {}, config: {} };

/** A command whose handlers answer with what the request handler would see, when they are let. */
function commandOf(answer: (options: Options, input: object) => Promise<object>): {
  Command: CommandClass;
  made: number;
} {
  const world = { made: 0, Command: undefined as unknown as CommandClass };
  world.Command = class {
    resolveMiddleware(_stack: object, _config: object, options: Options) {
      world.made += 1;
      return async ({ input }: { input: object }) => ({ output: await answer(options, input) });
    }
  };
  return world;
}

function call(): Required<Options> {
  return {
    abortSignal: new AbortController().signal,
    captured: { status: 0, headers: {}, bytes: undefined, error: undefined },
  };
}

test('calls one after the other share a chain, each with its own input, signal and capture', async () => {
  const seen: unknown[] = [];
  const world = commandOf(async (options, input) => {
    seen.push({ ...options, input });
    return input;
  });
  const sender = new Sender(client);
  const [first, second] = [call(), call()];
  expect(await sender.send(world.Command, { name: 'a' }, first)).toEqual({ name: 'a' });
  expect(await sender.send(world.Command, { name: 'b' }, second)).toEqual({ name: 'b' });
  expect(world.made).toBe(1);
  expect(seen).toEqual([
    { ...first, input: { name: 'a' } },
    { ...second, input: { name: 'b' } },
  ]);
});

test('calls at the same time never share one', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const world = commandOf(async (options) => {
    await gate;
    return { captured: options.captured };
  });
  const sender = new Sender(client);
  const calls = Array.from({ length: 10 }, call);
  const sent = calls.map((one) => sender.send(world.Command, {}, one));
  release();
  const answers = (await Promise.all(sent)) as { captured: Captured }[];
  expect(world.made).toBe(10);
  for (const [index, { captured }] of answers.entries()) expect(captured).toBe(calls[index]?.captured);
});

test('a chain whose call failed is not used again: something of that call may still be under way', async () => {
  const late: (() => void)[] = [];
  const world = commandOf(async (options) => {
    late.push(() => {
      if (options.captured) options.captured.status = 200;
    });
    throw new Error('aborted');
  });
  const sender = new Sender(client);
  const [first, second] = [call(), call()];
  await expect(sender.send(world.Command, {}, first)).rejects.toThrow('aborted');
  await expect(sender.send(world.Command, {}, second)).rejects.toThrow('aborted');
  expect(world.made).toBe(2);
  late[0]?.();
  expect([first.captured.status, second.captured.status]).toEqual([200, 0]);
});
