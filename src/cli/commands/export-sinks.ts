import type { Command } from 'commander';
import type { Exit } from '../exit.ts';

interface Flags {
  config: string;
  store?: string;
  json?: boolean;
  dryRun?: boolean;
  dead?: boolean;
  full?: boolean;
  scan?: string;
}

type Make = (name: string, description: string, examples: readonly string[]) => Command;

/** `plumbline export test|install|status|retry|send|acknowledge|discard`: the sinks of the config. */
export function addExportSinks(parent: Command, exit: Exit): void {
  const sinks: Make = (name, description, examples) =>
    parent
      .command(name)
      .description(description)
      .requiredOption('--config <file>', 'plumbline.yaml with the sinks under export:')
      .option('--store <url>', 'where all scans are kept: sqlite:PATH')
      .addHelpText('after', `\nExamples:\n${examples.map((one) => `  plumbline export ${name} ${one}`).join('\n')}`);
  sinks('test', 'connect to a sink, sign in, send one marked event and say what came back', [
    'soc --config plumbline.yaml',
    'soc --config plumbline.yaml --dry-run',
  ])
    .argument('<name>', 'name under export:')
    .option('--dry-run', 'print the event in place of sending it')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { testSink } = await import('../delivery/test-sink.ts');
      exit.code = await testSink(name, command.optsWithGlobals<Flags>());
    });
  addInstall(sinks, exit);
  sinks(
    'status',
    'what each sink has, what waits for it and why; exit 1 where something waits, or was given up and not acknowledged',
    ['--config plumbline.yaml', '--config plumbline.yaml --json'],
  )
    .option('--json', 'as JSON')
    .action(async (_flags: unknown, command: Command) => {
      const { printStatus } = await import('../delivery/status.ts');
      exit.code = await printStatus(command.optsWithGlobals<Flags>());
    });
  sinks('retry', 'send now what waits', [
    '--config plumbline.yaml',
    'soc elastic --config plumbline.yaml',
    'soc --dead --config plumbline.yaml',
  ])
    .argument('[names...]', 'names under export: (default: all)')
    .option('--dead', 'send again what was given up, too: the dead letters, each once')
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { retry } = await import('../delivery/resend.ts');
      exit.code = await retry(names, command.optsWithGlobals<Flags>());
    });
  sinks('send', 'send a finished scan of the store once more', [
    'soc --config plumbline.yaml --full --dry-run',
    '--scan 20261122T0914 --config plumbline.yaml',
  ])
    .argument('[names...]', 'names under export: (default: all)')
    .option('--scan <id>', 'id of a scan in the store, or latest', 'latest')
    .option('--full', 'everything it found, not only what changed')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { resend } = await import('../delivery/resend.ts');
      exit.code = await resend(names, command.optsWithGlobals<Flags>());
    });
  addGivingUp(sinks, exit);
}

function addGivingUp(sinks: Make, exit: Exit): void {
  sinks('acknowledge', 'say that the dead letters are known: status ends with 1 for later ones only', [
    '--config plumbline.yaml',
    'soc --config plumbline.yaml',
  ])
    .argument('[names...]', 'names under export: (default: all)')
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { acknowledge } = await import('../delivery/dead.ts');
      exit.code = await acknowledge(names, command.optsWithGlobals<Flags>());
    });
  sinks(
    'discard',
    'give up what was made for a sink before its type or format was changed, or it was taken out of the config',
    ['soc --config plumbline.yaml'],
  )
    .argument('<name>', 'name under export:')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { discard } = await import('../delivery/discard.ts');
      exit.code = await discard(name, command.optsWithGlobals<Flags>());
    });
}

function addInstall(sinks: Make, exit: Exit): void {
  sinks('install', 'put at a sink what belongs there: the templates of Elasticsearch and OpenSearch', [
    'elastic --config plumbline.yaml',
    'elastic --config plumbline.yaml --dry-run',
  ])
    .argument('<name>', 'name under export:')
    .option('--dry-run', 'print it in place of putting it there')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { installAtSink } = await import('../delivery/install.ts');
      exit.code = await installAtSink(name, command.optsWithGlobals<Flags>());
    });
}
