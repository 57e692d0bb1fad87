import type { Command } from 'commander';
import { formatOption, list } from '../options.ts';
import { out } from '../terminal.ts';

/** `plumbline report DIR`. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('render the reports of a finished scan again')
    .argument('<dir>', 'folder that a scan wrote')
    .addOption(formatOption())
    .option('--framework <id>', 'frameworks that the PDF shows: soc2, hipaa, ... (repeatable; default: all)', list, [])
    .addHelpText('after', '\nExamples:\n  plumbline report plumbline-out/demo --format pdf --framework soc2')
    .action(async (dir: string, flags: { format: ('html' | 'pdf')[]; framework: string[] }) => {
      const { renderAgain } = await import('../render-again.ts');
      for (const file of await renderAgain(dir, flags.format, flags.framework)) out(file);
    });
}
