import { type Command, InvalidArgumentError } from 'commander';
import { note, out } from '../terminal.ts';

const help = `
Examples:
  plumbline lab --port 4566
  AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... plumbline scan --regions us-east-1

The lab simulates clouds on loopback, for trying things. It prints the settings that point AWS clients at it.`;

/** `plumbline lab`. */
export function addLab(program: Command): void {
  program
    .command('lab')
    .description('run the lab alone: simulated clouds on loopback')
    .option('--port <n>', 'port to listen on (default: a free one)', port, 0)
    .option('--latency <ms>', 'time before every answer, in ms', milliseconds, 0)
    .addHelpText('after', help)
    .action(async (flags: { port: number; latency: number }) => {
      const [{ startLab }, { demoEstate, demoFaults }] = await Promise.all([
        import('../../lab/lab.ts'),
        import('../../lab/demo/index.ts'),
      ]);
      const now = new Date();
      const estate = demoEstate(now);
      const lab = await startLab({
        estate,
        faults: demoFaults,
        port: flags.port,
        latencyMs: flags.latency,
        keepRequests: false,
      });
      out(`AWS_ENDPOINT_URL=${lab.url}`);
      for (const account of estate.accounts) {
        const { accessKeyId, secretAccessKey } = lab.credentialsFor(account.id);
        out(
          `# ${account.name} ${account.id}\nAWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
        );
      }
      note('The estate is simulated. Ctrl-C stops the lab.');
      await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
      await lab.close();
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
