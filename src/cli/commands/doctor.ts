import type { Command } from 'commander';
import type { Exit } from '../exit.ts';
import { list, providerOption } from '../options.ts';

/** `plumbline doctor`. */
export function addDoctor(program: Command, exit: Exit): void {
  program
    .command('doctor')
    .description('who am I; which reads are allowed where; which controls will be unknown because of what is not')
    .addOption(providerOption())
    .option('--regions <list>', 'regions, by comma (default: the config, then AWS_REGION)', list, [])
    .option('--account <id>', 'only this account (repeatable)', list, [])
    .option('--service <name>', 'only this service (repeatable)', list, [])
    .option('--config <file>', 'plumbline.yaml')
    .option('--controls <dir>', 'your own controls beside ours (repeatable)', list, [])
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline doctor --regions eu-west-1\n  plumbline doctor --config plumbline.yaml --json\n\nReads the first resource of every list, and what it refers to: enough to know which reads are allowed.\nExit codes: 0 every read that was tried is allowed; 3 some are not; 2 no credentials.',
    )
    .action(
      async (flags: {
        provider: string[];
        regions: string[];
        account: string[];
        service: string[];
        config?: string;
        controls: string[];
        json?: boolean;
      }) => {
        const [{ examine, printExamination }, { loadConfig }] = await Promise.all([
          import('../doctor.ts'),
          import('../../config/load.ts'),
        ]);
        const config = flags.config ? loadConfig(flags.config) : {};
        const found = await examine({
          config,
          providers: flags.provider,
          regions: flags.regions,
          accounts: flags.account,
          services: flags.service,
          controls: flags.controls,
          frameworks: [],
        });
        printExamination(found, flags.json === true);
        exit.code = found.reads.refused.length + found.reads.unanswered.length > 0 ? 3 : 0;
      },
    );
}
