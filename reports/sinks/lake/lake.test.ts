import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securitylake } from '../securitylake.ts';
import { batchOf, eventsOf, sent } from '../testing/batches.ts';
import { Receiver } from '../testing/receiver.ts';
import { type Column, type Columns, classes } from './columns.ts';
import { parquetOf } from './parquet.ts';
import { partitionOf } from './partition.ts';

type Event = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-lake-'));
const events = eventsOf('ocsf').map((text) => JSON.parse(text) as Event);
const findings = events.filter((one) => one.class_uid === 2003);
let duck: DuckDBConnection;

beforeAll(async () => {
  duck = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
  duck.closeSync();
  rmSync(folder, { recursive: true });
});

/** What somebody else's reader finds in a file. */
async function read(bytes: Uint8Array, select = '*'): Promise<Event[]> {
  const path = join(folder, 'file.parquet');
  writeFileSync(path, bytes);
  const rows = await duck.runAndReadAll(`SELECT ${select} FROM read_parquet('${path}', hive_partitioning = false)`);
  return rows.getRowObjectsJson() as Event[];
}

/** An event as it must come out: by the columns, and what they do not hold as texts by path. */
function expected(value: unknown, column: Column): unknown {
  if (value === undefined || value === null) return null;
  if (column === 'long') return String(value);
  if (column === 'json') return JSON.stringify(value);
  // The reader's binding for Node takes a byte order mark off; that it is in the file, another test asks.
  if (typeof value === 'string') return value.replace(/^\ufeff/, '');
  if (typeof column === 'string') return value;
  if ('list' in column) return (value as unknown[]).map((one) => expected(one, column.list));
  return row(value as Event, column.fields);
}

function row(event: Event, columns: Columns): Event {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) =>
      column === 'rest' ? [] : [[name, expected(event[name], column)]],
    ),
  );
}

function texts(value: unknown, path: string): { key: string; value: string }[] {
  if (typeof value !== 'object' || value === null)
    return [{ key: path, value: typeof value === 'string' ? value.replace(/^\ufeff/, '') : JSON.stringify(value) }];
  return Object.entries(value).flatMap(([name, member]) => texts(member, path === '' ? name : `${path}.${name}`));
}

describe('a file, as DuckDB reads it', () => {
  it.each([2003, 6007])('holds every field of every event of class %i', async (classUid) => {
    const columns = classes.get(classUid) ?? {};
    const own = events.filter((one) => one.class_uid === classUid);
    expect(own.length).toBeGreaterThan(3);
    const found = await read(await parquetOf(own, columns));
    expect(found).toHaveLength(own.length);
    for (const [index, event] of own.entries()) {
      const { unmapped, ...rest } = found[index] ?? {};
      expect(rest).toEqual(row(event, columns));
      expect(unmapped).toEqual(texts(event.unmapped, ''));
    }
  });

  it('takes members in any order, of one event after another', async () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([name, member]) => [name, reversed(member)]),
            )
          : value;
    const columns = classes.get(2003) ?? {};
    const turned = findings.map((one, index) => (index % 3 === 1 ? (reversed(one) as Event) : one));
    const found = await read(await parquetOf(turned, columns));
    expect(found.map(({ unmapped: _, ...rest }) => rest)).toEqual(turned.map((one) => row(one, columns)));
  });

  it('keeps a byte order mark', async () => {
    const bytes = await parquetOf([{ time: 1, class_uid: 2003, message: '\ufeffx' }], classes.get(2003) ?? {});
    expect(await read(bytes, 'hex(message) AS bytes')).toEqual([{ bytes: 'EFBBBF78' }]);
  });

  it('loses nothing that no column is for, or that has another type', async () => {
    const odd = {
      time: 1795338847000,
      class_uid: 2003,
      severity_id: 'very',
      activity_id: 2 ** 40,
      resources: [{ uid: 'a', owner: { name: 'x' } }, 'text', { uid: 'b', owner: 'y' }, null],
      finding_info: { title: 7, extra: null, types: 'one' },
      compliance: [],
      brand_new: [1],
      unmapped: { plumbline: { verdict: 'fail' } },
    };
    const [one] = await read(await parquetOf([odd, { time: 1, class_uid: 2003 }], classes.get(2003) ?? {}));
    const kept = Object.fromEntries(
      ((one?.unmapped ?? []) as { key: string; value: string }[]).map((e) => [e.key, e.value]),
    );
    expect(kept).toEqual({
      '/severity_id': 'very',
      '/activity_id': String(2 ** 40),
      '/resources/owner': '{"name":"x"}',
      '/resources': 'text',
      '/resources/owner#2': 'y',
      '/finding_info/title': '7',
      '/finding_info/extra': 'null',
      '/finding_info/types': 'one',
      '/compliance': '[]',
      '/brand_new': '[1]',
      'plumbline.verdict': 'fail',
    });
    expect(one?.resources).toEqual([
      expect.objectContaining({ uid: 'a' }),
      null,
      expect.objectContaining({ uid: 'b' }),
      null,
    ]);
    expect(one?.compliance).toBeNull();
  });

  it('holds lists within lists, empty ones and none apart', async () => {
    const checks = [
      { uid: '1', standards: ['a', 'b'] },
      { uid: '2', standards: [] },
      { uid: '3' },
      { uid: '4', standards: [null] },
      { uid: '5', standards: [null, 'c', null] },
    ];
    const rows = [{ compliance: { checks } }, { compliance: { checks: [] } }, { compliance: {} }, {}].map((one) => ({
      ...one,
      time: 1,
      class_uid: 2003,
    }));
    const found = await read(await parquetOf(rows, classes.get(2003) ?? {}), 'compliance');
    const of = (index: number) => (found[index]?.compliance as Event | null)?.checks;
    expect(of(0)).toMatchObject([
      { uid: '1', standards: ['a', 'b'] },
      { uid: '2', standards: [] },
      { uid: '3', standards: null },
      { uid: '4', standards: [null] },
      { uid: '5', standards: [null, 'c', null] },
    ]);
    expect(of(1)).toEqual([]);
    expect(of(2)).toBeNull();
    expect(found[3]?.compliance).toBeNull();
  });

  it('holds values that hardly repeat and values that do, over what a dictionary is tried for', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      time: 1_795_338_847_000 + index * 86_400_000,
      class_uid: 2003,
      activity_id: index % 2 === 0 ? 2 ** 31 - 1 - index : -(2 ** 31) + index,
      type_uid: index % 300,
      message: index % 3 === 0 ? undefined : `${'é日😀'.repeat(index % 4)} ${index}`,
      comment: ['', 'ß', '\ud800'][index % 3],
      finding_info: { created_time: -(2 ** 53) + 1 + index, modified_time: 2 ** 53 - 1 - (index % 2) * 2 ** 32 },
      resources: Array.from({ length: index % 3 }, (_, at) => ({
        uid: `${index}/${at}`,
        labels: at === 0 ? [] : ['a', `${index}`],
      })),
    }));
    const columns = classes.get(2003) ?? {};
    const bytes = await parquetOf(many, columns);
    const found = await read(bytes);
    const comments = ['', 'ß', '\ufffd']; // half a pair has no bytes in UTF-8
    expect(found).toEqual(
      many.map((one, index) => ({ ...row(one, columns), comment: comments[index % 3], unmapped: [] })),
    );
    const meta = await duck.runAndReadAll(
      `SELECT path_in_schema AS path, encodings, stats_min_value AS least, stats_max_value AS most
       FROM parquet_metadata('${join(folder, 'file.parquet')}') WHERE path IN ('time', 'type_uid', 'message', 'comment') ORDER BY path`,
    );
    expect(meta.getRowObjectsJson()).toEqual([
      { path: 'comment', encodings: 'PLAIN, RLE_DICTIONARY', least: null, most: null },
      { path: 'message', encodings: 'PLAIN', least: null, most: null },
      { path: 'time', encodings: 'PLAIN', least: '1795338847000', most: String(1_795_338_847_000 + 4999 * 86_400_000) },
      { path: 'type_uid', encodings: 'PLAIN', least: '0', most: '299' },
    ]);
  });

  it('has equal bytes for equal events, compressed by zstd', async () => {
    const columns = classes.get(2003) ?? {};
    const [one, two] = [await parquetOf(findings, columns), await parquetOf(findings, columns)];
    expect(Buffer.from(one).equals(two)).toBe(true);
    writeFileSync(join(folder, 'meta.parquet'), one);
    const meta = await duck.runAndReadAll(
      `SELECT DISTINCT compression FROM parquet_metadata('${join(folder, 'meta.parquet')}')`,
    );
    expect(meta.getRowObjectsJson()).toEqual([{ compression: 'ZSTD' }]);
  });

  it('can be asked for what failed, and an unknown is not among what passed', async () => {
    const bytes = await parquetOf(findings, classes.get(2003) ?? {});
    const found = await read(bytes, "compliance.status_id AS id, unmapped['plumbline.verdict'] AS verdict");
    const pairs = new Set(found.map(({ id, verdict }) => `${String(verdict)} ${String(id)}`));
    expect(pairs).toEqual(
      new Set(['pass 1', 'fail 3', 'unknown 2', 'manual 99', 'not-applicable 99', 'null 2']), // null: gaps
    );
  });
});

describe('the sink', () => {
  const config = { bucket: 'aws-security-data-lake-eu-west-1-x', region: 'eu-west-1', source: 'plumbline' };

  it('puts one class, account, region and day in a file, by time, and the same again under the same name', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    const stored = new Map<string, Buffer>();
    const receiver = await Receiver.start(({ path, bytes }) => {
      if (stored.has(path)) return { status: 412, body: '<Error><Code>PreconditionFailed</Code></Error>' };
      stored.set(path, bytes);
      return { status: 200 };
    });
    const sink = securitylake.make('lake', {
      ...config,
      scan_source: 'plumbline-scans',
      endpoint: receiver.url,
      path_style: true,
    });
    try {
      const texts = eventsOf('ocsf').toReversed();
      const batch = batchOf(sink, texts);
      const first = await sent(sink, batch);
      expect(first.refused).toEqual([]);
      const files = [...stored.keys()];
      expect(first.answer).toBe(`${files.length} files`);
      expect(await sent(sink, batch)).toEqual(first);
      expect([...stored.keys()]).toEqual(files);
      let rows = 0;
      for (const [path, bytes] of stored) {
        const parts =
          /^\/[^/]+\/ext\/(plumbline|plumbline-scans)\/region=([a-z0-9-]+)\/accountId=([\w.-]+)\/eventDay=(\d{8})\/[0-9a-f]{64}\.parquet$/.exec(
            path,
          );
        expect(parts, path).not.toBeNull();
        const [, source, region, account, day] = parts ?? [];
        const found = await read(bytes);
        rows += found.length;
        const times = found.map((one) => Number(one.time));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const one of found) {
          expect(one.class_uid).toBe(source === 'plumbline' ? 2003 : 6007);
          expect(new Date(Number(one.time)).toISOString().slice(0, 10).replaceAll('-', '')).toBe(day);
          const cloud = one.cloud as { provider: string; region: string; account: { uid: string } } | null;
          if (cloud?.provider === 'AWS') expect(account).toBe(cloud.account.uid);
          else if (account !== '211122223331') expect(account).toMatch(/^external_/); // gaps of an account of AWS
          if (cloud?.provider === 'AWS' && cloud.region !== 'global') expect(region).toBe(cloud.region);
        }
      }
      expect(rows).toBe(texts.length);
    } finally {
      await sink.close();
      await receiver.stop();
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });

  it('leaves out what it is told to, and refuses what it has no place for', async () => {
    const receiver = await Receiver.start(() => ({ status: 200 }));
    const sink = securitylake.make('lake', { ...config, scan_source: 'none', endpoint: receiver.url });
    const receipt = await sent(
      sink,
      batchOf(sink, ['{"class_uid":6007,"time":1}', '{"class_uid":1001,"time":1}', '{}']),
    );
    expect(receipt).toEqual({
      answer: '0 files, 1 events left out: scan_source is none',
      refused: [1, 2].map((index) => ({ index, reason: expect.stringContaining('no source') as string, retry: false })),
    });
    expect(receiver.received).toEqual([]);
    await receiver.stop();
    expect(securitylake.schema.safeParse(config).success).toBe(false);
    expect(securitylake.schema.safeParse({ ...config, scan_source: 'none', secret_access_key: 'x' }).success).toBe(
      false,
    );
  });

  it('batches hold one account and region; a gap is of the account that could not be read', () => {
    const lanes = eventsOf('ocsf').map((text) => [JSON.parse(text) as Event, securitylake.lane?.(text)] as const);
    for (const [{ cloud }, lane] of lanes) {
      const { provider, region, account } = (cloud ?? {}) as { provider?: string; region?: string; account?: Event };
      if (provider === 'AWS') expect(lane).toBe(`${String(account?.uid)}|${region === 'global' ? '' : region}`);
      else if (provider !== undefined) expect(lane).toBe(`external_${String(account?.uid)}|`);
    }
    const gaps = lanes.filter(([event]) => JSON.stringify(event.unmapped).includes('"gap":true'));
    expect(new Set(gaps.map(([, lane]) => lane))).toEqual(new Set(['211122223331|eu-west-1']));
    expect(securitylake.lane?.('{"class_uid":6007,"time":1}')).toBe('external_plumbline|');
  });

  it('no name of a cloud leads out of its folder', () => {
    const event = {
      class_uid: 2003,
      time: 1795338847000,
      cloud: { provider: 'GCP', account: { uid: '../../x=/y\n' } },
    };
    expect(partitionOf(event, 'eu-west-1')).toEqual({
      classUid: 2003,
      region: 'eu-west-1',
      account: 'external_..-..-x-y-',
      day: '20261122',
    });
    const project = { ...event, cloud: { provider: 'GCP', region: 'europe-west1', account: { uid: '123456789012' } } };
    expect(partitionOf(project, 'eu-west-1')?.account).toBe('external_123456789012');
  });
});
