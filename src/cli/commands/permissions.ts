import { Argument, type Command } from 'commander';
import { PlumblineError } from '../../model/errors.ts';
import { providers } from '../../model/verdict.ts';
import { choice, oneOf } from '../options.ts';
import { out } from '../terminal.ts';
import { assertKnown } from '../words.ts';

/** `plumbline permissions aws`, `azure`, `gcp`, `mlflow`. */
export function addPermissions(program: Command): void {
  program
    .command('permissions')
    .description('print the least-privilege policy that a scan needs, from what the collectors declare')
    .addArgument(new Argument('<provider>', 'cloud').choices(providers).argParser(choice(providers)))
    .addOption(
      oneOf('--format <name>', 'language of the policy (default: json; yaml for gcp, text for mlflow)', [
        'json',
        'terraform',
        'yaml',
        'text',
      ]),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline permissions aws > plumbline-read.json\n  plumbline permissions aws --format terraform',
    )
    .action(async (provider: string, flags: { format?: string }) => {
      const { clouds } = await import('../clouds/index.ts');
      const { permissions } = clouds.find((one) => one.provider === provider) ?? {};
      if (!permissions) throw new PlumblineError('CONFIG_INVALID', `There is no provider "${provider}".`);
      assertKnown(`format for ${provider}`, flags.format ? [flags.format] : [], permissions.formats);
      out(await permissions.print(flags.format ?? permissions.formats[0]));
    });
}
