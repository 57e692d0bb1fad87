import { type CompletedCommand, quoted, type Value } from './tree.ts';

/** A completion script for bash 3.2 and later; needs no other package. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter((one) => one.path.length > 0);
  const steps = paths.map((one) => `      ${quoted(one.path.join(' '))}) path="$next" ;;`);
  const values = commands.flatMap((one) =>
    one.options
      .filter((option) => option.value.kind !== 'none')
      .map(
        (option) =>
          `    ${option.flags.map((flag) => quoted(key(one, flag))).join('|')}) ${reply(option.value)}; return ;;`,
      ),
  );
  const words = commands.map((one) => {
    const flags = one.options.flatMap((option) => option.flags);
    const places = one.arguments.map(({ value }) => value);
    const names = [...one.commands.map(({ name }) => name), ...places.flatMap((value) => value.words)];
    const path = places.find((value) => value.kind === 'folder' || value.kind === 'file');
    return [
      `    ${quoted(one.path.join(' '))})`,
      `      if [[ "$cur" == -* ]]; then ${wordsReply(flags)}; else ${path ? reply(path) : wordsReply(names)}; fi ;;`,
    ].join('\n');
  });
  return `# bash completion for plumbline; load it with: source <(plumbline completion bash)
_plumbline() {
  local cur prev path next word i
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  path=''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    next="\${path:+$path }$word"
    case "$next" in
${steps.join('\n')}
    esac
  done
  COMPREPLY=()
  case "$path $prev" in
${values.join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
}
complete -o filenames -F _plumbline plumbline
`;
}

function key(command: CompletedCommand, flag: string): string {
  return `${command.path.join(' ')} ${flag}`;
}

function reply(value: Value): string {
  if (value.kind === 'words') return wordsReply(value.words);
  if (value.kind === 'any') return ':';
  return lines(`compgen ${value.kind === 'folder' ? '-d' : '-f'} -- "$cur"`);
}

function wordsReply(words: readonly string[]): string {
  return words.length === 0 ? ':' : lines(`compgen -W ${quoted(words.join(' '))} -- "$cur"`);
}

/** Names with spaces in them stay whole; `mapfile` is not in bash 3.2. */
function lines(command: string): string {
  return `while IFS= read -r word; do COMPREPLY+=("$word"); done < <(${command})`;
}
