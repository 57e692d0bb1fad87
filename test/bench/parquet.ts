import { classes } from '../../reports/sinks/lake/columns.ts';
import { parquetOf } from '../../reports/sinks/lake/parquet.ts';
import { eventsOf } from '../../reports/sinks/testing/batches.ts';
import { atLeast, type Measure, median } from './measure.ts';

/** As many as the sink puts into one batch. */
const rows = 10_000;
const rounds = 9;

/** Parsed OCSF events into a Parquet file, on one core: the batch that the sink sends, again and again; the first round warms up. */
export async function parquet(): Promise<Measure[]> {
  const columns = classes.get(2003) ?? {};
  const texts = batch();
  const parsing: number[] = [];
  const writing: number[] = [];
  let bytes = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const start = process.threadCpuUsage();
    const events = texts.map((text) => JSON.parse(text) as Record<string, unknown>); // of the sample
    const parsed = process.threadCpuUsage(start);
    const middle = process.threadCpuUsage();
    bytes = (await parquetOf(events, columns)).length;
    const written = process.threadCpuUsage(middle);
    if (round === 0) continue;
    parsing.push(parsed.user + parsed.system);
    writing.push(written.user + written.system);
  }
  const perSecond = (micros: number) => Math.round((rows / micros) * 1e6);
  const [parse, write] = [median(parsing), median(writing)];
  const size = `${(bytes / rows).toFixed(0)} bytes a row`;
  return [
    atLeast('parquet, rows a second', [perSecond(write), `${perSecond(write)} rows/s`], size, 50_000, 'rows/s'),
    {
      name: 'parquet, with parsing',
      measured: `${perSecond(parse + write)} rows/s`,
      against: `parsing alone: ${perSecond(parse)} rows/s`,
    },
  ];
}

/** Findings of the sample, each of a resource of its own: what tells findings of one control apart differs in every row. */
function batch(): string[] {
  const findings = eventsOf('ocsf').filter(
    (text) => text.includes('"class_uid":2003') && text.includes('"event_code"'),
  );
  return Array.from({ length: rows }, (_, index) => {
    const event = JSON.parse(findings[index % findings.length] ?? '{}');
    const uid = index.toString(16).padStart(64, '5ec0de');
    event.metadata.uid = uid;
    event.finding_info.uid = uid;
    event.message += ` (${index})`;
    event.unmapped.plumbline.state_hash = uid;
    for (const one of event.resources) Object.assign(one, { uid: `${one.uid}-${index}`, name: `${one.name}-${index}` });
    for (const one of event.observables) one.value += `-${index}`;
    for (const one of event.evidences) if (one.uid !== undefined) one.uid += index;
    return JSON.stringify(event);
  });
}
