import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { elasticsearch } from '../reports/sinks/elasticsearch.ts';
import { classes } from '../reports/sinks/lake/columns.ts';
import { athenaTable } from '../reports/sinks/lake/ddl.ts';
import { parquetOf } from '../reports/sinks/lake/parquet.ts';
import { sentinel } from '../reports/sinks/sentinel.ts';
import { formatOf } from '../src/formats/index.ts';
import { samples } from './support/changes.ts';

type Event = Record<string, unknown>;

const here = fileURLToPath(new URL('../deploy/siem/', import.meta.url));
const read = (name: string) => readFileSync(join(here, name), 'utf8');
const { changes, notices, context } = await samples();

/** What the format writes now, not what it wrote when the content was made. */
function eventsOf(name: string): Event[] {
  const { format, version } = formatOf(name);
  const writer = format.writer(context, version);
  const texts = [...changes.map((one) => writer.event(one)), ...notices.map((one) => writer.notice(one))];
  return texts.flatMap((text) => (text ? [JSON.parse(text) as Event] : []));
}

/** Paths of all members that are no objects; through lists. */
function pathsOf(value: unknown, path = '', found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) pathsOf(one, path, found);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) pathsOf(member, path === '' ? name : `${path}.${name}`, found);
  else found.add(path);
  return found;
}

function allPaths(events: readonly Event[]): Set<string> {
  const found = new Set<string>();
  for (const event of events) pathsOf(event, '', found);
  return found;
}

describe('Elastic', () => {
  const { template } = JSON.parse(read('elastic/component-template.json'));
  const history = JSON.parse(read('elastic/index-template-history.json'));
  const latest = JSON.parse(read('elastic/index-template-latest.json'));
  type Mapping = { type?: string; properties?: Record<string, Mapping> };
  const leaves = (mapping: Mapping, path = ''): [string, string][] =>
    mapping.properties
      ? Object.entries(mapping.properties).flatMap(([name, one]) => leaves(one, path === '' ? name : `${path}.${name}`))
      : [[path, mapping.type ?? '']];
  const mapped = new Map(leaves(template.mappings));
  const events = eventsOf('ecs');

  it('maps every field that is written, and no other', () => {
    expect([...mapped.keys()].toSorted()).toEqual([...allPaths(events)].toSorted());
  });

  it('in the type that it is written in', () => {
    const accepts: Record<string, (value: unknown) => boolean> = {
      keyword: (value) => typeof value === 'string',
      match_only_text: (value) => typeof value === 'string',
      date: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
      long: (value) => Number.isSafeInteger(value),
      boolean: (value) => typeof value === 'boolean',
    };
    const wrong = new Set<string>();
    const look = (value: unknown, path: string): void => {
      if (Array.isArray(value)) for (const one of value) look(one, path);
      else if (typeof value === 'object' && value !== null)
        for (const [name, member] of Object.entries(value)) look(member, path === '' ? name : `${path}.${name}`);
      else if (!accepts[mapped.get(path) ?? '']?.(value)) wrong.add(`${path}: ${String(value).slice(0, 40)}`);
    };
    for (const event of events) look(event, '');
    expect([...wrong]).toEqual([]);
  });

  it('cuts no key: keywords that are searched by are longer than what is written', () => {
    const longest = Math.max(...events.map((one) => String((one.resource as Event | undefined)?.id ?? '').length));
    expect(longest).toBeLessThanOrEqual(8192);
    // Lucene takes 32,766 bytes a term.
    expect(template.mappings.properties.resource.properties.id.ignore_above * 4).toBeLessThanOrEqual(32_766);
  });

  it('stands on the indices that the sink writes to', () => {
    const source = readFileSync(join(here, '../../reports/sinks/elasticsearch.ts'), 'utf8');
    expect(elasticsearch.format).toBe('ecs');
    const glob = (pattern: string) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    const names = [...source.matchAll(/config\.(?:history|latest) \?\? '([^']+)'/g)].map((one) => one[1] ?? '');
    expect(names).toHaveLength(2);
    expect(names.filter((name) => glob(history.index_patterns[0]).test(name))).toEqual([names[0]]);
    expect(names.filter((name) => glob(latest.index_patterns[0]).test(name))).toEqual([names[1]]);
    expect(history.data_stream).toEqual({});
    expect(latest.data_stream).toBeUndefined();
    expect([history, latest].map((one) => one.composed_of)).toEqual([['plumbline-findings'], ['plumbline-findings']]);
  });
});

describe('Splunk', () => {
  const events = eventsOf('splunk');
  const stanzas = (name: string) => [...read(`splunk/${name}`).matchAll(/^\[(.+)\]$/gm)].map((one) => one[1]);

  it('has a stanza for each source type that is written', () => {
    expect(stanzas('props.conf').toSorted()).toEqual([...new Set(events.map((one) => one.sourcetype))].toSorted());
  });

  it('searches for fields that are written', () => {
    const searches = read('splunk/savedsearches.conf').split(/^\[/m).slice(1);
    expect(searches).toHaveLength(3);
    for (const search of searches) {
      const sourcetype = /sourcetype="([^"]+)"/.exec(search)?.[1];
      const own = events.filter((one) => one.sourcetype === sourcetype);
      expect(own.length, search).toBeGreaterThan(0);
      const written = new Set(own.flatMap((one) => Object.keys(one.event as Event)));
      const asked = [
        ...[...search.matchAll(/latest\((\w+)\)/g)].map((one) => one[1] ?? ''),
        ...[...search.matchAll(/ BY (\w+)/g)].map((one) => one[1] ?? ''),
      ].filter((name) => name !== '_time');
      expect(asked.filter((name) => !written.has(name))).toEqual([]);
    }
  });

  it('the values that are searched for are written', () => {
    const text = JSON.stringify(events.map((one) => one.event));
    for (const value of ['"verdict":"fail"', '"severity":"critical"', '"severity":"high"', '"closed":true'])
      expect(text).toContain(value);
    for (const value of ['scan-finished', 'scan-incomplete']) expect(text).toContain(`"signature_id":"${value}"`);
  });
});

describe('Sentinel', () => {
  const template = JSON.parse(read('sentinel/template.json'));
  const of = (type: string) => template.resources.find((one: Event) => one.type === type).properties;
  const rule = of('Microsoft.Insights/dataCollectionRules');
  const [flow] = rule.dataFlows;
  type Typed = { name: string; type: string }[];
  const stream: Typed = rule.streamDeclarations['Custom-PlumblineFindings'].columns;
  const table: Typed = of('Microsoft.OperationalInsights/workspaces/tables').schema.columns;
  const kusto = kustoParser();
  const schemaOf = (columns: Typed) =>
    `(${columns.map(({ name, type }) => `['${name}']:${type === 'boolean' ? 'bool' : type}`).join(', ')})`;

  it('the stream has a column for each field that is written, in its type', () => {
    const written = new Map<string, Set<string>>();
    for (const event of eventsOf('ocsf'))
      for (const [name, value] of Object.entries(event)) {
        const type = typeof value === 'object' ? 'dynamic' : typeof value === 'number' ? 'number' : typeof value;
        written.set(name, (written.get(name) ?? new Set()).add(type));
      }
    const declared = stream.map(({ name, type }) => [name, type === 'int' || type === 'long' ? 'number' : type]);
    expect(declared.toSorted()).toEqual([...written].map(([name, types]) => [name, [...types].join()]).toSorted());
    const long = new Set(stream.filter(({ type }) => type === 'long').map(({ name }) => name));
    const wide = eventsOf('ocsf').flatMap((one) =>
      Object.entries(one).flatMap(([name, value]) => (typeof value === 'number' && value > 2 ** 31 ? [name] : [])),
    );
    expect([...new Set(wide)].filter((name) => !long.has(name))).toEqual([]);
  });

  it('the rule is KQL of what the stream has, and gives what the table has, in its types', () => {
    expect(kusto('source', schemaOf(stream), flow.transformKql)).toEqual({
      problems: [],
      columns: table.map(({ name, type }) => `${name}:${type === 'boolean' ? 'bool' : type}`),
    });
    expect(flow.outputStream).toBe('Custom-PlumblineFindings_CL');
    expect(kusto('source', schemaOf(stream), 'source | project X = nothing').problems).toHaveLength(1);
  });

  it('the rule uses only what Azure Monitor lets a transformation use', () => {
    // https://learn.microsoft.com/en-us/azure/azure-monitor/data-collection/data-collection-transformations-kql
    const may = new Set(['tostring', 'toint', 'tolong', 'tobool', 'datetime', 'iif']);
    const calls = [...String(flow.transformKql).matchAll(/\b(\w+)\(/g)].map((one) => one[1] ?? '');
    expect(calls.length).toBeGreaterThan(10);
    expect(calls.filter((name) => !may.has(name))).toEqual([]);
    expect([...String(flow.transformKql).matchAll(/\| *(\w+)/g)].map((one) => one[1])).toEqual(['project']);
  });

  it('every path that the rule reads is written', () => {
    const paths = allPaths(eventsOf('ocsf'));
    const asked = [
      ...String(flow.transformKql)
        .replaceAll(/\['(\w+)'\]/g, '.$1')
        .matchAll(/\b[a-z_]+(?:\[0\])?(?:\.[a-z_]+)+/g),
    ].map(([path]) => path);
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((path) => !paths.has(path.replace('[0]', '')) && !isGroup(path, paths))).toEqual([]);
  });

  it.each(['latest', 'new-critical-failure', 'blind'])('%s.kql is KQL of what the table has', (name) => {
    const { problems } = kusto('PlumblineFindings_CL', schemaOf(table), read(`sentinel/${name}.kql`));
    expect(problems).toEqual([]);
  });

  it('the rules look for values that are written', () => {
    const events = eventsOf('ocsf');
    const of = (name: string) => new Set(events.map((one) => one[name]));
    for (const severity of ['Critical', 'High']) expect(of('severity')).toContain(severity);
    expect(of('status')).toContain('Suppressed');
    const text = JSON.stringify(events.map((one) => one.unmapped));
    for (const one of ['"change":"new"', '"change":"changed"', '"verdict":"fail"', '"state":"finished"'])
      expect(text).toContain(one);
    expect(text).toContain('"state":"incomplete"');
  });

  it('the sink takes its stream', () => {
    const rest = { endpoint: 'https://x.ingest.monitor.azure.com', rule: `dcr-${'0'.repeat(32)}` };
    expect(sentinel.schema.safeParse({ ...rest, stream: template.outputs.stream.value }).success).toBe(true);
    expect(sentinel.format).toBe('ocsf');
  });
});

function isGroup(path: string, paths: ReadonlySet<string>): boolean {
  return [...paths].some((one) => one.startsWith(`${path}.`));
}

/** Microsoft's own parser of KQL: the script that its editors run. */
function kustoParser(): (table: string, schema: string, query: string) => { problems: string[]; columns: string[] } {
  const folder = dirname(createRequire(import.meta.url).resolve('@kusto/language-service-next/package.json'));
  const sandbox = createContext({ console });
  for (const name of ['bridge.min.js', 'Kusto.Language.Bridge.min.js'])
    runInContext(readFileSync(join(folder, name), 'utf8'), sandbox, { filename: name });
  const parse = runInContext(
    `(table, schema, query) => {
      const S = Kusto.Language.Symbols;
      const database = new S.DatabaseSymbol.$ctor3('db', '', [new S.TableSymbol.$ctor7(table, schema, '')], false);
      const globals = Kusto.Language.GlobalState.Default.WithDatabase(database);
      const code = Kusto.Language.KustoCode.ParseAndAnalyze(query, globals);
      const said = code.GetDiagnostics();
      const problems = [];
      for (let i = 0; i < said.Count; i++) problems.push(said.getItem(i).Message);
      const columns = [];
      const of = code.ResultType && code.ResultType.Columns;
      for (let i = 0; of && i < of.Count; i++) columns.push(of.getItem(i).Name + ':' + of.getItem(i).Type.Name);
      return JSON.stringify({ problems, columns });
    }`,
    sandbox,
  ) as (table: string, schema: string, query: string) => string; // what the script above gives
  return (...args) => JSON.parse(parse(...args));
}

describe('Athena', () => {
  it.each([
    ['compliance_finding', 'plumbline', 2003],
    ['scan_activity', 'plumbline-scans', 6007],
  ])('%s.sql has the columns of the files', (name, source, classUid) => {
    expect(read(`athena/${name}.sql`)).toBe(athenaTable(`plumbline_${name}`, source, classes.get(classUid) ?? {}));
  });

  it('no column of a file is missing that the format writes', () => {
    const names = new Set(Object.keys(classes.get(2003) ?? {}));
    const written = eventsOf('ocsf').filter((one) => one.class_uid === 2003);
    expect(new Set(written.flatMap((one) => Object.keys(one)))).toEqual(names);
    const scans = eventsOf('ocsf').filter((one) => one.class_uid === 6007);
    expect(new Set(scans.flatMap((one) => Object.keys(one)))).toEqual(new Set(Object.keys(classes.get(6007) ?? {})));
  });

  it('open-failures.sql finds what fails, in a dialect that is near', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-athena-'));
    try {
      const events = eventsOf('ocsf').filter((one) => one.class_uid === 2003);
      writeFileSync(join(folder, 'a.parquet'), await parquetOf(events, classes.get(2003) ?? {}));
      const duck = await (await DuckDBInstance.create(':memory:')).connect();
      await duck.run(
        `CREATE VIEW plumbline_compliance_finding AS SELECT *, 'eu-west-1' AS region, '111122223333' AS accountid, '20261122' AS eventday FROM read_parquet('${join(folder, 'a.parquet')}')`,
      );
      const found = (await duck.runAndReadAll(read('athena/open-failures.sql'))).getRowObjectsJson();
      duck.closeSync();
      expect(found.length).toBeGreaterThan(5);
      const failing = new Set(
        events
          .filter((one) => (one.compliance as Event).status_id === 3 && one.status_id !== 4)
          .map((one) => (one.finding_info as Event).uid),
      );
      expect(found.filter((one) => !failing.has(one.finding))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('the README speaks of every file', () => {
  const files = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/README\.md$/.test(one.name))
    .map((one) => one.name);
  const text = read('README.md');
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((name) => !text.includes(name))).toEqual([]);
});
