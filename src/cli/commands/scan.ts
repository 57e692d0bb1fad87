import type { Command } from 'commander';
import { type FailOn, gateOf } from '../../config/fail-on.ts';
import { PlumblineError } from '../../model/errors.ts';
import type { Exit } from '../exit.ts';
import { failOnOption, formatOption, list, oneOf, providerOption } from '../options.ts';
import { defaultOut } from '../places.ts';

interface Flags {
  provider: string[];
  regions: string[];
  account: string[];
  service: string[];
  out?: string;
  overwrite?: boolean;
  config?: string;
  controls: string[];
  store?: string;
  format: ('html' | 'pdf')[];
  framework: string[];
  failOn?: FailOn;
  failOnGaps?: boolean;
  log: 'auto' | 'json';
  json?: boolean;
  wait?: boolean;
}

const help = `
Examples:
  plumbline scan --provider aws --regions us-east-1,eu-west-1
  plumbline scan --config plumbline.yaml --out evidence/2026-11 --fail-on high --fail-on-gaps
  plumbline scan --config plumbline.yaml --fail-on new:high
  plumbline scan --regions eu-west-1 --account ml-prod --service sagemaker

Credentials come from the standard places of AWS: environment, profile, SSO, instance role.
Only reads are made; \`plumbline permissions aws\` prints the policy that they need.

--fail-on new:high fails on what did not fail in the baseline (\`plumbline baseline set\`), or else in the scan before;
where there is neither, every failure is new.

Exit codes: 0 done; 1 a finding at or above --fail-on; 2 bad usage, config or credentials;
3 something could not be seen, with --fail-on-gaps; 4 the run failed, or another scan reads the same; 130 stopped.`;

/** `plumbline scan`. */
export function addScan(program: Command, exit: Exit): void {
  program
    .command('scan')
    .description('scan an estate and write reports and evidence')
    .addOption(providerOption())
    .option('--regions <list>', 'regions, by comma (default: the config, then AWS_REGION)', list, [])
    .option('--account <id>', 'only this account, by id or name of the config (repeatable)', list, [])
    .option('--service <name>', 'only this service, e.g. sagemaker (repeatable)', list, [])
    .option('--out <dir>', 'folder to write (default: plumbline-out/<time>)')
    .option('--overwrite', 'replace an earlier scan in the folder of --out (default: refuse, exit 2)')
    .option('--config <file>', 'plumbline.yaml')
    .option('--controls <dir>', 'your own controls beside ours (repeatable)', list, [])
    .option('--store <url>', 'where all scans are kept: sqlite:PATH')
    .addOption(formatOption())
    .option('--framework <id>', 'frameworks that the PDF shows: soc2, hipaa, ... (repeatable; default: all)', list, [])
    .addOption(failOnOption())
    .option('--fail-on-gaps', 'exit 3 when something could not be seen: a read was refused, or a verdict is unknown')
    .addOption(oneOf('--log <mode>', 'progress on stderr', ['auto', 'json'], 'auto'))
    .option('--wait', 'wait while another scan reads the same accounts, regions and services (default: refuse, exit 4)')
    .option('--json', 'print scan.json on stdout instead of the summary')
    .addHelpText('after', help)
    .action(async (flags: Flags) => {
      const config = flags.config ? (await import('../delivery/config.ts')).loadFullConfig(flags.config) : {};
      const [{ performScan }, { announce, announceJson, printResult, gateCode }] = await Promise.all([
        import('../scan-job.ts'),
        import('../scan-text.ts'),
      ]);
      if (flags.store) config.store = flags.store;
      const stop = new AbortController();
      const onSignal = () => stop.abort(new PlumblineError('ABORTED', 'stopped by Ctrl-C'));
      const failOn = flags.failOn ?? config.fail_on;
      process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
      try {
        const done = await performScan({
          config,
          providers: flags.provider,
          regions: flags.regions,
          accounts: flags.account,
          services: flags.service,
          controls: flags.controls,
          out: flags.out ?? defaultOut(new Date()),
          overwrite: flags.overwrite ? 'always' : 'never',
          formats: flags.format,
          frameworks: flags.framework.length > 0 ? flags.framework : (config.frameworks ?? []),
          log: flags.log,
          countNew: failOn !== undefined && gateOf(failOn).onlyNew,
          signal: stop.signal,
          wait: flags.wait === true,
          announce: flags.log === 'json' ? announceJson : announce,
        });
        printResult(done, flags.json === true);
        if (done.delivery.sent.length > 0 && !flags.json)
          (await import('../delivery/text.ts')).sayDelivery(done.delivery.queued, done.delivery.sent);
        exit.code = gateCode(done.summary, failOn, flags.failOnGaps === true, done.fresh);
      } finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      }
    });
}
