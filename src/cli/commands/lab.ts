import { type Command, InvalidArgumentError } from 'commander';
import { note, out } from '../terminal.ts';

const help = `
Examples:
  plumbline lab --port 4566
  plumbline lab --files lab    then, in another terminal:
  . lab/env.sh && plumbline doctor --config lab/plumbline.yaml
  AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... plumbline scan --regions us-east-1

The lab simulates clouds on loopback, for trying things. It prints the settings that point clients at them.`;

/** `plumbline lab`. */
export function addLab(program: Command): void {
  program
    .command('lab')
    .description('run the lab alone: simulated clouds on loopback')
    .option('--port <n>', 'port of the simulated AWS (default: a free one)', port, 0)
    .option('--latency <ms>', 'time before every answer, in ms', milliseconds, 0)
    .option('--files <dir>', 'write a config for all of it, the authority, credentials and variables')
    .addHelpText('after', help)
    .action(async (flags: { port: number; latency: number; files?: string }) => {
      const { startLabWorld } = await import('../lab-world.ts');
      const world = await startLabWorld({ port: flags.port, latencyMs: flags.latency });
      for (const line of world.lines) out(line);
      if (flags.files !== undefined) {
        const { writeLabFiles } = await import('../lab-files.ts');
        for (const file of writeLabFiles(world, flags.files)) out(file);
      }
      note('The estate is simulated. Ctrl-C stops the lab.');
      await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
      await world.close();
    });
}

function port(value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 0 || n > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return n;
}

function milliseconds(value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 0 || n > 60_000)
    throw new InvalidArgumentError('It is a number of ms from 0 to 60000.');
  return n;
}
