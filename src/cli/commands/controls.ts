import type { Command } from 'commander';
import type { Exit } from '../exit.ts';
import { list } from '../options.ts';

interface Flags {
  controls: string[];
  json?: boolean;
}

/** `plumbline controls list|show|test|lint`. */
export function addControls(program: Command, exit: Exit): void {
  const controls = program
    .command('controls')
    .description('look at the control catalog, and test it')
    .addHelpText('after', '\nExamples:\n  plumbline controls list\n  plumbline controls show NET-001');
  const common = (command: Command) =>
    command
      .option('--controls <dir>', 'your own controls beside ours (repeatable)', list, [])
      .option('--json', 'print JSON');
  const text = () => import('../controls-text.ts');
  common(
    controls
      .command('list')
      .description('every control, a line each')
      .addHelpText(
        'after',
        '\nExamples:\n  plumbline controls list\n  plumbline controls list --controls our-controls --json',
      ),
  ).action(async (flags: Flags) => (await text()).listControls(flags.controls, flags.json === true));
  common(
    controls
      .command('show')
      .argument('<id>', 'e.g. NET-001')
      .description('one control: what it judges, how, why, and its cases')
      .addHelpText('after', '\nExamples:\n  plumbline controls show NET-001'),
  ).action(async (id: string, flags: Flags) => (await text()).showControl(id, flags.controls, flags.json === true));
  common(
    controls
      .command('test')
      .description('run every case of every control')
      .addHelpText('after', '\nExamples:\n  plumbline controls test --controls our-controls'),
  ).action(async (flags: Flags) => {
    exit.code = await (await text()).testControls(flags.controls, flags.json === true);
  });
  common(
    controls
      .command('lint')
      .description('check the catalog and say what is worth a second look')
      .addHelpText('after', '\nExamples:\n  plumbline controls lint --controls our-controls'),
  ).action(async (flags: Flags) => {
    exit.code = await (await text()).lintControls(flags.controls, flags.json === true);
  });
}
