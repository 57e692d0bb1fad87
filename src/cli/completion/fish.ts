import type { CompletedCommand, CompletedOption, Value } from './tree.ts';

/** A completion script for fish 3 and later. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const rows = commands.flatMap((one) => [...commandRows(one), ...optionRows(one), ...argumentRows(one)]);
  return `# fish completion for plumbline; load it with: plumbline completion fish | source
complete -c plumbline -f
${rows.join('\n')}
`;
}

function commandRows(command: CompletedCommand): string[] {
  return command.commands.map(({ name, about }) => row(command, `-a ${name} -d ${quoted(about)}`));
}

function optionRows(command: CompletedCommand): string[] {
  return command.options.map((one) => row(command, `${flags(one)}${value(one.value)} -d ${quoted(one.about)}`));
}

function argumentRows(command: CompletedCommand): string[] {
  return command.arguments
    .filter((one) => one.value.kind !== 'any')
    .map((one) => row(command, one.value.kind === 'words' ? words(one.value) : files(one.value)));
}

function flags(option: CompletedOption): string {
  return option.flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
}

function value(of: Value): string {
  if (of.kind === 'none') return '';
  if (of.kind === 'any') return ' -x';
  return of.kind === 'words' ? ` -x ${words(of)}` : ` -r ${files(of)}`;
}

function words(of: Value): string {
  return `-a ${quoted(of.words.join(' '))}`;
}

function files(of: Value): string {
  return of.kind === 'folder' ? `-a '(__fish_complete_directories)'` : '-F';
}

/** Holds when the command was given, and none of those that may come next. */
function row({ path, commands }: CompletedCommand, what: string): string {
  const given = path.map((name) => `__fish_seen_subcommand_from ${name}`);
  const next = commands.map(({ name }) => name);
  const open = next.length > 0 ? [`not __fish_seen_subcommand_from ${next.join(' ')}`] : [];
  return `complete -c plumbline -n ${quoted([...given, ...open].join('; and '))} ${what}`;
}

/** Single quotes of fish: a backslash and a quote are escaped. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (one) => `\\${one}`)}'`;
}
