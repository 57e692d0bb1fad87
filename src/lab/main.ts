import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PlumblineError } from '../model/errors.ts';
import { demoEstate, demoFaults } from './demo/index.ts';
import type { Estate } from './estate.ts';
import { generateEstate } from './generate.ts';
import { startLab } from './lab.ts';
import { type Fault, faultKinds, type LabOptions, type Rate } from './options.ts';

/** Usage, printed by `--help`. */
const usage = `node src/lab/main.ts [options]: the lab as a process of its own; it prints one line of JSON and serves until it is stopped.

  --estate demo | generated:N   what it simulates (default demo)
  --accounts N --regions a,b    of a generated estate
  --seed N                      of the generated estate and of the faults
  --port N                      default: a free one
  --latency MS                  before every answer
  --rate PER_SECOND:BURST       for every operation, by account and region
  --rate-op svc:Op=PS:BURST     for one operation, or svc:* (repeatable)
  --fault KIND[,key=value...]   service, operation, account, region, resource, rate, times, delayMs (repeatable)
  --no-demo-faults              the demo without the permissions that its scanner lacks
Counters: GET /_lab/counts. They are printed as JSON when the process is told to stop, too.`;

/**
 * Options of a lab from command line arguments.
 *
 * @throws PlumblineError CONFIG_INVALID that names the argument.
 */
export function parseLabArgs(args: readonly string[]): (LabOptions & { port?: number }) | 'help' {
  const { values } = parse(args);
  if (values.help === true) return 'help';
  const rates = ratesOf(values.rate, values['rate-op'] ?? []);
  const options: LabOptions & { port?: number } = {
    estate: estateOf(values),
    latencyMs: number('--latency', values.latency ?? '0'),
    seed: number('--seed', values.seed ?? '1'),
    faults: [
      ...(isDemo(values.estate) && values['no-demo-faults'] !== true ? demoFaults : []),
      ...(values.fault ?? []).map(faultOf),
    ],
    keepRequests: false,
    port: number('--port', values.port ?? '0'),
  };
  return rates === undefined ? options : { ...options, rates };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        estate: text,
        accounts: text,
        regions: text,
        seed: text,
        port: text,
        latency: text,
        rate: text,
        'rate-op': texts,
        fault: texts,
        'no-demo-faults': flag,
        help: flag,
      },
    });
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause));
  }
}

function isDemo(estate: string | undefined): boolean {
  return estate === undefined || estate === 'demo';
}

function estateOf(values: ReturnType<typeof parse>['values']): Estate {
  const { estate } = values;
  if (isDemo(estate)) return demoEstate(new Date());
  const size = /^generated:(\d+)$/.exec(estate ?? '')?.[1];
  if (size === undefined) throw invalid(`--estate ${estate}: it is "demo" or "generated:N".`);
  return generateEstate({
    resources: Number(size),
    seed: number('--seed', values.seed ?? '1'),
    ...(values.accounts === undefined ? {} : { accounts: number('--accounts', values.accounts) }),
    ...(values.regions === undefined ? {} : { regions: values.regions.split(',') }),
  });
}

function ratesOf(all: string | undefined, single: readonly string[]): LabOptions['rates'] {
  if (all === undefined && single.length === 0) return undefined;
  const overrides = single.map((text) => {
    const [operation = '', rate = ''] = text.split('=');
    if (!/^[\w-]+:(\w+|\*)$/.test(operation))
      throw invalid(`--rate-op ${text}: it is service:Operation=PER_SECOND:BURST.`);
    return [operation, rateOf('--rate-op', rate)] as const;
  });
  return {
    overrides: Object.fromEntries(overrides),
    ...(all === undefined ? {} : { default: rateOf('--rate', all) }),
  };
}

function rateOf(option: string, text: string): Rate {
  const [perSecond = '', burst = perSecond] = text.split(':');
  return { perSecond: number(option, perSecond), burst: number(option, burst) };
}

function faultOf(text: string): Fault {
  const [kind = '', ...members] = text.split(',');
  const known = faultKinds.find((name) => name === kind);
  if (known === undefined) throw invalid(`--fault ${text}: the kind is one of ${faultKinds.join(', ')}.`);
  const fault: Record<string, string | number> = {};
  for (const member of members) {
    const [name = '', ...value] = member.split('=');
    if (['rate', 'times', 'delayMs'].includes(name)) fault[name] = number('--fault', value.join('='));
    else if (['service', 'operation', 'account', 'region', 'resource'].includes(name)) fault[name] = value.join('=');
    else throw invalid(`--fault ${text}: it has no member ${name}.`);
  }
  return { ...fault, kind: known };
}

function number(option: string, text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || value < 0)
    throw invalid(`${option} ${text}: it is a number from 0 up.`);
  return value;
}

function invalid(message: string): PlumblineError {
  return new PlumblineError('CONFIG_INVALID', message, { hint: 'node src/lab/main.ts --help lists the options.' });
}

async function main(): Promise<void> {
  const options = parseLabArgs(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
    return;
  }
  const lab = await startLab(options);
  const accounts = options.estate.accounts.map(({ id, name }) => ({ id, name, ...lab.credentialsFor(id) }));
  console.log(JSON.stringify({ url: lab.url, port: lab.port, estate: options.estate.name, accounts }));
  const stop = async () => {
    console.log(JSON.stringify({ counts: lab.counts() }));
    await lab.close();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error instanceof PlumblineError ? `${error.message} ${error.hint ?? ''}` : error);
    process.exitCode = 2;
  });
}
