import type { Command } from 'commander';

/** `plumbline explain KEY`. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('one finding: what was read, how it was judged, what to do')
    .argument('<key>', 'finding key, or its beginning (8 characters or more)')
    .option('--scan <dir>', 'folder that a scan wrote (default: the newest below plumbline-out)')
    .option('--json', 'print the finding as JSON')
    .addHelpText('after', '\nExamples:\n  plumbline explain 3fa9c1d2 --scan plumbline-out/demo')
    .action(async (key: string, flags: { scan?: string; json?: boolean }) => {
      const { explain } = await import('../explain-text.ts');
      await explain(key, flags.scan, flags.json === true);
    });
}
