import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Exit } from '../exit.ts';
import { formatOption } from '../options.ts';
import { note } from '../terminal.ts';

/** `plumbline demo`. */
export function addDemo(program: Command, _exit: Exit): void {
  program
    .command('demo')
    .description('scan the lab: a simulated hospital group with three AWS accounts')
    .option('--out <dir>', 'folder to write', join('plumbline-out', 'demo'))
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline demo\n  plumbline demo --out /tmp/demo --format html\n\nNothing leaves this machine: the lab listens on loopback. Its reports say on every page that the estate is simulated.',
    )
    .action(async (flags: { out: string; format: ('html' | 'pdf')[] }) => {
      const [{ awsCloud }, { startLab }, { demoEstate, demoFaults }, { performScan }, { announce, printResult }] =
        await Promise.all([
          import('../clouds/aws.ts'),
          import('../../lab/lab.ts'),
          import('../../lab/demo/index.ts'),
          import('../scan-job.ts'),
          import('../scan-text.ts'),
        ]);
      const estate = demoEstate(new Date());
      const lab = await startLab({ estate, faults: demoFaults, keepRequests: false });
      const store = join(tmpdir(), `plumbline-demo-${process.pid}.db`);
      note(`The estate is simulated: ${estate.name}, on ${lab.url}.`);
      try {
        const done = await performScan({
          config: {
            organisation: estate.name,
            store: `sqlite:${store}`,
            aws: {
              endpoint: lab.url,
              regions: Object.keys(Object.assign({}, ...estate.accounts.map((one) => one.regions))),
              accounts: estate.accounts.map(({ id, name }) => ({ id, name })),
              // The lab answers as fast as it is asked.
              rates: { '*': { per_second: 500, burst: 500 } },
            },
          },
          providers: [],
          regions: [],
          accounts: [],
          services: [],
          controls: [],
          out: flags.out,
          formats: flags.format,
          frameworks: [],
          log: 'auto',
          simulated: true,
          clouds: [awsCloud((account) => async () => lab.credentialsFor(account.id ?? ''))],
          announce,
        });
        printResult(done, false);
      } finally {
        await lab.close();
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${store}${suffix}`, { force: true });
      }
    });
}
