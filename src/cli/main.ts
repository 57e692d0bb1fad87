import { Command, CommanderError } from 'commander';
import { addCommands } from './commands.ts';
import { exitCodeOf, sayError } from './errors.ts';
import { version } from './version.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 done; 1 a gate failed; 2 bad usage, config or credentials; 3 gaps with --fail-on-gaps;
 * 4 the run failed; 130 stopped by Ctrl-C.
 */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command('plumbline')
    .description(
      'Reads the machine-learning estate of an organisation, judges it against one shared control catalog,\nand hands over evidence that an auditor can check. What could not be read is never a pass.',
    )
    .version(version(), '-V, --version', 'print the version')
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(see --help)')
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .exitOverride();
  const exit = { code: 0 };
  addCommands(program, exit);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    sayError(error, args.includes('--debug'));
    return exitCodeOf(error);
  }
}
