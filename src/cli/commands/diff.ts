import type { Command } from 'commander';
import type { DiffFormat } from '../diff.ts';
import { type StoreFlags, storeOf, withStore } from '../open-scans.ts';
import { oneOf } from '../options.ts';

const help = `
A and B are scans of the store by id (or its beginning), latest, previous (the one before the other), baseline, or folders
that scans wrote.

new       was not there before
fixed     failed, and passes now
changed   another verdict, severity or observed value
gone      what it was about is no more, and every list that would have shown it was read to its end
newly blind   known before and unknown now, or what would have shown it was not read: never fixed, never gone

Examples:
  plumbline diff previous latest
  plumbline diff baseline latest --format html --out drift.html
  plumbline diff evidence/2026-10 evidence/2026-11 --format json`;

/** `plumbline diff A B`. */
export function addDiff(program: Command): void {
  withStore(
    program
      .command('diff')
      .description('what changed between two scans: new, fixed, changed, gone, newly blind')
      .argument('<A>', 'the scan before')
      .argument('<B>', 'the scan after it')
      .addOption(oneOf('--format <format>', 'how it is told', ['text', 'json', 'html'], 'text'))
      .option('--out <file>', 'file to write (default: standard output)'),
  )
    .addHelpText('after', help)
    .action(async (a: string, b: string, flags: StoreFlags & { format: DiffFormat; out?: string }) => {
      const [{ pickPair }, { writeDiff }, { open, organisation }] = await Promise.all([
        import('../../drift/pick.ts'),
        import('../diff.ts'),
        storeOf(flags),
      ]);
      const pair = await pickPair([a, b], open, organisation);
      try {
        await writeDiff(pair, flags.format, flags.out);
      } finally {
        pair.close();
      }
    });
}
