import { mkdtempSync, rmSync } from 'node:fs';
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
    .description('scan the lab: a simulated hospital group on AWS, Azure, Google Cloud and MLflow')
    .option('--out <dir>', 'folder to write; an earlier demo in it is replaced', join('plumbline-out', 'demo'))
    .option('--overwrite', 'replace a scan of a real estate in it, too (default: refuse, exit 2)')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline demo\n  plumbline demo --out /tmp/demo --format html\n\nNothing leaves this machine: the lab listens on loopback. Its reports say on every page that the estate is simulated.',
    )
    .action(async (flags: { out: string; overwrite?: boolean; format: ('html' | 'pdf')[] }) => {
      const [{ startLabWorld }, { performScan }, { announce, printResult }] = await Promise.all([
        import('../lab-world.ts'),
        import('../scan-job.ts'),
        import('../scan-text.ts'),
      ]);
      const world = await startLabWorld();
      const folder = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
      const store = join(folder, 'scans.db');
      note(`The estate is simulated: ${world.name}, on loopback.`);
      try {
        const done = await performScan({
          config: { ...world.config, store: `sqlite:${store}` },
          clouds: world.clouds,
          providers: [],
          regions: [],
          accounts: [],
          services: [],
          controls: [],
          out: flags.out,
          overwrite: flags.overwrite ? 'always' : 'simulated',
          formats: flags.format,
          frameworks: [],
          log: 'auto',
          simulated: true,
          announce,
        });
        printResult(done, false);
      } finally {
        await world.close();
        rmSync(folder, { recursive: true });
      }
    });
}
