import type { Command } from 'commander';
import { type StoreFlags, storeOf, withStore } from '../open-scans.ts';

/** `plumbline baseline set|show|clear`. */
export function addBaseline(program: Command): void {
  const baseline = program
    .command('baseline')
    .description('the scan that an organisation compares with: what failed in it is known')
    .addHelpText('after', '\nExamples:\n  plumbline baseline set latest\n  plumbline scan --fail-on new:high');
  const text = () => import('../scans-text.ts');
  withStore(
    baseline
      .command('set')
      .argument('<scan>', 'id of a finished scan, or latest')
      .description('make a scan the baseline'),
  )
    .addHelpText('after', '\nExamples:\n  plumbline baseline set latest\n  plumbline baseline set 20261122T0914')
    .action(async (scan: string, flags: StoreFlags) => (await text()).setBaseline(await storeOf(flags), scan));
  withStore(baseline.command('show').description('the baseline of each organisation').option('--json', 'print JSON'))
    .addHelpText('after', '\nExamples:\n  plumbline baseline show')
    .action(async (flags: StoreFlags & { json?: boolean }) =>
      (await text()).showBaseline(await storeOf(flags), flags.json === true),
    );
  withStore(baseline.command('clear').description('compare with the scan before again'))
    .addHelpText('after', '\nExamples:\n  plumbline baseline clear --organisation "Example Hospitals"')
    .action(async (flags: StoreFlags) => (await text()).clearBaseline(await storeOf(flags)));
}
