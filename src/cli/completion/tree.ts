import type { Argument, Command, Option } from 'commander';

/** What may follow a word: one of these words, a path, something of the user's own, or (for flags) nothing. */
export interface Value {
  kind: 'words' | 'file' | 'folder' | 'any' | 'none';
  words: readonly string[];
}

export interface CompletedOption {
  /** `--out`, and `-V` where there is one. */
  flags: string[];
  about: string;
  value: Value;
}

/** A command as shells complete it. */
export interface CompletedCommand {
  /** Names from the program on; empty for the program itself. */
  path: string[];
  about: string;
  commands: { name: string; about: string }[];
  options: CompletedOption[];
  arguments: { name: string; value: Value }[];
}

/** Every command of the tree, the program first; each also has the options of the program. */
export function commandsOf(program: Command): CompletedCommand[] {
  return collect(program, [], []);
}

function collect(command: Command, path: string[], inherited: readonly CompletedOption[]): CompletedCommand[] {
  const help: CompletedOption = { flags: ['--help', '-h'], about: 'display help for command', value: none };
  const own = command.options.filter((one) => !one.hidden).map(optionOf);
  const all = [...own, ...inherited];
  const one: CompletedCommand = {
    path,
    about: command.description(),
    commands: command.commands.map((each) => ({ name: each.name(), about: each.description() })),
    options: [...all, help],
    arguments: command.registeredArguments.map((each) => ({ name: each.name(), value: valueFrom(each.name(), each) })),
  };
  return [one, ...command.commands.flatMap((each) => collect(each, [...path, each.name()], all))];
}

const none: Value = { kind: 'none', words: [] };

function optionOf(option: Option): CompletedOption {
  const name = /<(.+)>/.exec(option.flags)?.[1];
  const flags = [option.long, option.short].filter((one) => one !== undefined && one !== null);
  return { flags, about: option.description, value: name === undefined ? none : valueFrom(name, option) };
}

/** The name in the usage says what a value is. */
function valueFrom(name: string, { argChoices }: Option | Argument): Value {
  if (argChoices) return { kind: 'words', words: argChoices };
  if (name === 'dir') return { kind: 'folder', words: [] };
  return { kind: name === 'file' ? 'file' : 'any', words: [] };
}

/** Text within single quotes of a shell of the Bourne family. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
