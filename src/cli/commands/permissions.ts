import { Argument, type Command } from 'commander';
import { choice, oneOf } from '../options.ts';
import { out } from '../terminal.ts';

/** `plumbline permissions aws`. */
export function addPermissions(program: Command): void {
  program
    .command('permissions')
    .description('print the least-privilege policy that a scan needs, from what the collectors declare')
    .addArgument(new Argument('<provider>', 'cloud').choices(['aws']).argParser(choice(['aws'])))
    .addOption(oneOf('--format <name>', 'language of the policy', ['json', 'terraform'], 'json'))
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline permissions aws > plumbline-read.json\n  plumbline permissions aws --format terraform',
    )
    .action(async (_provider: 'aws', flags: { format: 'json' | 'terraform' }) => {
      const [{ providers }, { awsPolicy }, { callsOf }] = await Promise.all([
        import('../../../providers/index.ts'),
        import('../../../providers/aws/permissions.ts'),
        import('../../scan/plan.ts'),
      ]);
      const { collectors, support, natives } = await providers.aws();
      const policy = awsPolicy(callsOf([...collectors, ...support], natives));
      out(flags.format === 'json' ? policy.json : policy.terraform);
    });
}
