import { type CompletedCommand, type CompletedOption, quoted, type Value } from './tree.ts';

/** A completion script for zsh, for a file `_plumbline` on the fpath or for `source`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef plumbline
# zsh completion for plumbline; load it with: source <(plumbline completion zsh)
${commands.map(functionOf).join('\n')}
if [ "$funcstack[1]" = "_plumbline" ]; then
  _plumbline "$@"
else
  compdef _plumbline plumbline
fi
`;
}

function functionOf(command: CompletedCommand): string {
  const specs = command.options.map(optionSpec);
  if (command.commands.length === 0) {
    const places = command.arguments.map(({ name, value }, index) =>
      quoted(`${index + 1}:${plain(name)}:${action(value)}`),
    );
    return `${nameOf(command.path)}() {
  _arguments -s -S \\
    ${[...specs, ...places].join(' \\\n    ')}
}`;
  }
  const names = command.commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`);
  const cases = command.commands.map(({ name }) => `        ${name}) ${nameOf([...command.path, name])} ;;`);
  return `${nameOf(command.path)}() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${names.join('\n')}
  )
  _arguments -C -s -S \\
    ${[...specs, quoted('1: :->command'), quoted('*:: :->rest')].join(' \\\n    ')}
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}`;
}

/** One spec for each flag; an option with a value may be given again. */
function optionSpec({ flags, about, value }: CompletedOption): string {
  const tail = value.kind === 'none' ? '' : `:value:${action(value)}`;
  return flags.map((flag) => quoted(`${value.kind === 'none' ? '' : '*'}${flag}[${plain(about)}]${tail}`)).join(' ');
}

function action({ kind, words }: Value): string {
  // A colon would end the action.
  if (kind === 'words') return `(${words.map((one) => one.replaceAll(':', '\\:')).join(' ')})`;
  if (kind === 'any') return '';
  return kind === 'folder' ? '_files -/' : '_files';
}

function nameOf(path: readonly string[]): string {
  return ['_plumbline', ...path].join('_');
}

/** Brackets and colons mean something in a spec. */
function plain(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, (one) => `\\${one}`);
}
