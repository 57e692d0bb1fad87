import type { Command } from 'commander';
import { PlumblineError } from '../../model/errors.ts';
import type { Exit } from '../exit.ts';
import { oneOf } from '../options.ts';

interface Flags {
  config: string;
  store?: string;
  status?: boolean;
  json?: boolean;
  log: 'auto' | 'json';
}

const help = `
Entries stand under schedule: in the config; see the README. One scan runs at a time, the longest due first.

missed runs   a process that slept, or was not there, runs once for all that it missed
clock jumps   forward: as after a sleep; back by up to an hour: nothing is repeated; by more: the schedule begins anew
summer time   a time that is left out is due where the gap ends, one that comes twice is due the first time
config        is read again before each decision; another cron line or time zone begins anew; one that cannot be read
              is told, and the last good one stays; the store is that of the start
stopped       by Ctrl-C or SIGTERM: the scan under way ends as aborted, exit 130; without one, exit 0. The run that was
              stopped or killed is made up for once, at the next start
taken         where another process scans the same, it is asked again each minute

Examples:
  plumbline watch --config plumbline.yaml
  plumbline watch --config plumbline.yaml --status --json`;

/** `plumbline watch`. */
export function addWatch(program: Command, exit: Exit): void {
  program
    .command('watch')
    .description('scan on the schedule of a config, in one process')
    .requiredOption('--config <file>', 'plumbline.yaml, with schedule:')
    .option('--store <url>', 'where all scans are kept: sqlite:PATH')
    .option('--status', 'say who watches, what runs, what ran last and what runs next')
    .option('--json', 'print the status as JSON')
    .addOption(oneOf('--log <mode>', 'progress on stderr', ['auto', 'json'], 'auto'))
    .addHelpText('after', help)
    .action(async (flags: Flags) => {
      if (flags.status) {
        const { watchStatus, printStatus } = await import('../watch-status.ts');
        printStatus(await watchStatus(flags.config, flags.store, new Date()), flags.json === true);
        return;
      }
      const { runWatch } = await import('../watch.ts');
      const stop = new AbortController();
      const onSignal = () => stop.abort(new PlumblineError('ABORTED', 'stopped by a signal'));
      process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
      try {
        const { config, store, log } = flags;
        const { stopped } = await runWatch({
          ...{ configPath: config, log, signal: stop.signal },
          ...(store ? { store } : {}),
        });
        exit.code = stopped ? 130 : 0;
      } finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      }
    });
}
