import type { Captured } from './capture.ts';
import type { CommandClass, SdkClient } from './clients.ts';

interface SendOptions {
  abortSignal?: AbortSignal;
  captured?: Captured;
}

interface Prepared {
  handler: (args: { input: object }) => Promise<{ output: object }>;
  /** The handler was made with this object and hands it on with each request. */
  options: SendOptions;
}

/** Calls follow each other closely: the one that begins takes what the one that ended has left. */
const mostIdle = 4;

/**
 * Sends the commands of one client. For each call the SDK would put its chain of middleware together anew, which costs
 * as much as signing: a chain is kept here for the next call of the same operation, and serves one call at a time,
 * since it notes things about the call under way.
 */
export class Sender {
  private readonly client: SdkClient;
  private readonly idle = new Map<CommandClass, Prepared[]>();

  constructor(client: SdkClient) {
    this.client = client;
  }

  async send(command: CommandClass, input: object, options: Required<SendOptions>): Promise<object> {
    const idle = this.idle.get(command) ?? [];
    this.idle.set(command, idle);
    const prepared = idle.pop() ?? this.prepare(command, input);
    Object.assign(prepared.options, options);
    const { output } = await prepared.handler({ input });
    // After an error something of the call may still be under way, and would tell its end to the next one.
    if (idle.length < mostIdle) idle.push(prepared);
    return output;
  }

  private prepare(command: CommandClass, input: object): Prepared {
    const { middlewareStack, config } = this.client;
    const options: SendOptions = {};
    return { options, handler: new command(input).resolveMiddleware(middlewareStack, config, options) };
  }
}
