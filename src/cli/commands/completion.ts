import { Argument, type Command } from 'commander';
import { choice } from '../options.ts';
import { out } from '../terminal.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

/** `plumbline completion bash|zsh|fish`. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'whose script to print').choices(shells).argParser(choice(shells)))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(plumbline completion bash)\n  plumbline completion zsh > "$fpath[1]/_plumbline"\n  plumbline completion fish > ~/.config/fish/completions/plumbline.fish',
    )
    .action(async (shell: (typeof shells)[number]) => {
      const [{ commandsOf }, { bashScript }, { zshScript }, { fishScript }] = await Promise.all([
        import('../completion/tree.ts'),
        import('../completion/bash.ts'),
        import('../completion/zsh.ts'),
        import('../completion/fish.ts'),
      ]);
      const script = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell];
      out(script(commandsOf(program)).trimEnd());
    });
}
