/**
 * `npm run bench`: every number that the README tells, measured in this run, as ratios where a machine's speed would
 * decide. Nothing is asserted: a table is printed, and the exit code says whether every target was met.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { clouds } from './clouds.ts';
import { cpu } from './cpu.ts';
import { delivery } from './delivery.ts';
import { diff } from './diff.ts';
import { formats } from './formats.ts';
import { html } from './html.ts';
import type { Measure } from './measure.ts';
import { table } from './measure.ts';
import { memory } from './memory.ts';
import { parquet } from './parquet.ts';
import { pdf } from './pdf.ts';
import { speed } from './speed.ts';
import { startup } from './startup.ts';

const benches: Record<string, { about: string; run: () => Measure[] | Promise<Measure[]> }> = {
  startup: { about: 'how soon the command line answers', run: startup },
  speed: { about: 'a scan against the rates of a cloud', run: speed },
  clouds: { about: '50 subscriptions and 50 projects against the published rates', run: clouds },
  cpu: { about: 'what recording and translating cost beside the calls', run: cpu },
  html: { about: 'the HTML report of 121,000 findings in a real browser', run: html },
  pdf: { about: 'the PDF report of 10,000 and of 20,000 findings', run: pdf },
  formats: { about: 'findings as events of SIEMs, and the memory of a million', run: formats },
  parquet: { about: 'OCSF events into the Parquet files of a security lake', run: parquet },
  delivery: { about: 'events to a receiver over HTTP, and the memory of a million', run: delivery },
  diff: { about: 'two scans of a million findings side by side', run: diff },
  memory: { about: 'peak memory of scans of 50,000 and 100,000 resources', run: memory },
};

/** Several under one name. */
const groups: Record<string, { about: string; of: string[] }> = {
  export: { about: 'what scheduled scans tell the SIEM', of: ['formats', 'parquet', 'delivery', 'diff'] },
};

const usage = `npm run bench -- [name ...]

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`)
  .join('\n')}

${Object.entries(groups)
  .map(([name, { about, of }]) => `  ${name.padEnd(8)} ${about}: ${of.join(', ')}`)
  .join('\n')}

Without names: all of them, in about an hour, most of it for memory. The machine should have nothing else to do.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
});
const wanted = positionals.flatMap((name) => groups[name]?.of ?? [name]);
const unknown = wanted.filter((name) => !(name in benches));
if (values.help === true || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no bench "${unknown[0]}".\n\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}
const measures: Measure[] = [];
for (const [name, { about, run }] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name}: ${about}\n`);
  measures.push(...(await run()));
}
console.log(`Node ${process.version}, ${availableParallelism()} cores\n\n${table(measures)}`);
process.exitCode = measures.every((one) => one.met !== false) ? 0 : 1;
