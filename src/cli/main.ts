import { Command, CommanderError } from 'commander';
import { addCommands } from './commands.ts';
import { exitCodeOf, sayError } from './errors.ts';
import { describeOption } from './options.ts';
import { plainText } from './terminal.ts';
import { version } from './version.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 done; 1 a gate failed; 2 bad usage, config or credentials; 3 gaps with --fail-on-gaps;
 * 4 the run failed; 130 stopped by Ctrl-C.
 */
export async function main(args: readonly string[]): Promise<number> {
  // What a scan writes (evidence, reports, the store) is for its owner only.
  process.umask(0o077);
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(ignoreClosedPipe)) stream.on('error', ignoreClosedPipe);
  const exit = { code: 0 };
  try {
    await makeProgram(exit).parseAsync([...args], { from: 'user' });
    return exit.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    sayError(error, { debug: args.includes('--debug'), json: wantsJsonLog(args) });
    return exitCodeOf(error);
  }
}

/** The command tree; what it runs is imported when it runs. */
export function makeProgram(exit: { code: number }): Command {
  const program = new Command('plumbline')
    .description(
      'Reads the machine-learning estate of an organisation, judges it against one shared control catalog, and hands over evidence that an auditor can check. What could not be read is never a pass.',
    )
    .version(version(), '-V, --version', 'print the version')
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(see --help)')
    .showSuggestionAfterError()
    .configureOutput({ writeErr: (text) => process.stderr.write(plainText(text)) })
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true, optionDescription: describeOption })
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline demo\n  plumbline scan --regions us-east-1,eu-west-1\n  plumbline controls show NET-001',
    )
    .exitOverride();
  addCommands(program, exit);
  return program;
}

/** A reader that has seen enough (`| head`) closes its end: the work goes on, its files count. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function wantsJsonLog(args: readonly string[]): boolean {
  return args.some((one, index) => one === '--log=json' || (one === '--log' && args[index + 1] === 'json'));
}
