import type { Command } from 'commander';
import { type StoreFlags, storeOf, withStore } from '../open-scans.ts';

/** `plumbline scans list`. */
export function addScans(program: Command): void {
  const scans = program
    .command('scans')
    .description('the scans of the store')
    .addHelpText('after', '\nExamples:\n  plumbline scans list');
  withStore(
    scans.command('list').description('every scan, a line each, the newest first').option('--json', 'print JSON'),
  )
    .addHelpText('after', '\nExamples:\n  plumbline scans list\n  plumbline scans list --config plumbline.yaml --json')
    .action(async (flags: StoreFlags & { json?: boolean }) => {
      const { listScans } = await import('../scans-text.ts');
      await listScans(await storeOf(flags), flags.json === true);
    });
}
