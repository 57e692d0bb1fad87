import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syslog } from '../../reports/sinks/syslog/index.ts';
import { makeAuthority } from '../../src/lab/authority.ts';
import { through } from '../delivery/through.ts';
import { freePort } from '../support/free-port.ts';

/** A message as rsyslog parsed it. */
interface Parsed {
  input: string;
  pri: string;
  version: string;
  time: string;
  app: string;
  msgid: string;
  data: string;
  text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'plumbline-rsyslog-'));
const log = join(folder, 'received.json');
const trusted = getCACertificates('default');
let ports: { tls: number; tcp: number; udp: number };
let daemon: ChildProcess;
let said = '';

beforeAll(async () => {
  const { ca, cert, key } = await makeAuthority(['127.0.0.1', 'localhost']);
  for (const [name, text] of Object.entries({ ca, cert, key })) writeFileSync(join(folder, `${name}.pem`), text);
  ports = { tls: await freePort(), tcp: await freePort(), udp: await freePort() };
  writeFileSync(join(folder, 'rsyslog.conf'), config());
  setDefaultCACertificates([...trusted, ca]);
  daemon = spawn('rsyslogd', ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [daemon.stdout, daemon.stderr])
    stream?.on('data', (text) => {
      said += String(text);
    });
  for (let tries = 0; tries < 100 && !(await listens(ports.tls)); tries += 1) await sleep(100);
  if (daemon.exitCode !== null) throw new Error(`rsyslogd ended: ${said}`);
});

afterAll(async () => {
  setDefaultCACertificates(trusted);
  const gone = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true });
});

function config(): string {
  const property = (name: string, out: string) => `property(name="${name}" outname="${out}" format="jsonf")`;
  const members = [
    property('inputname', 'input'),
    property('pri', 'pri'),
    property('protocol-version', 'version'),
    property('timereported', 'time').replace('format=', 'dateFormat="rfc3339" format='),
    property('app-name', 'app'),
    property('msgid', 'msgid'),
    property('structured-data', 'data'),
    property('msg', 'text'),
  ];
  return `
global(workDirectory="${folder}" defaultNetstreamDriverCAFile="${folder}/ca.pem"
  defaultNetstreamDriverCertFile="${folder}/cert.pem" defaultNetstreamDriverKeyFile="${folder}/key.pem")
module(load="imudp")
module(load="imtcp")
template(name="json" type="list") {
  constant(value="{") ${members.join('\n  constant(value=",") ')} constant(value="}\\n")
}
ruleset(name="received") { action(type="omfile" file="${log}" template="json") }
input(type="imtcp" port="${ports.tls}" address="127.0.0.1" name="tls" ruleset="received"
  streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
input(type="imtcp" port="${ports.tcp}" address="127.0.0.1" name="tcp" ruleset="received")
input(type="imudp" port="${ports.udp}" address="127.0.0.1" name="udp" ruleset="received")
`;
}

async function listens(port: number): Promise<boolean> {
  const net = await import('node:net');
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Waits until rsyslog has written as many messages of an input. */
async function received(input: string, mark: string, count: number): Promise<Parsed[]> {
  let found: Parsed[] = [];
  for (let tries = 0; tries < 100; tries += 1) {
    const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
    found = lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Parsed)
      .filter((one) => one.input === input && (one.data + one.text).includes(mark));
    if (found.length >= count) break;
    await sleep(100);
  }
  return found;
}

const hostile = 'back\\\\slash \\"quote\\" \\] 漢字 🦊 <b>|=';

function messages(mark: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `<${13 * 8 + 3}>1 2026-11-28T10:00:00.000Z host plumbline - finding [plumbline@32473 key="${mark}-${index}" resource="${hostile}"] \ufeffText ${index} of ${mark} with 100 ünïcode${' x'.repeat(index * 10)}`,
  );
}

describe.each(['tls', 'tcp', 'udp'] as const)('rsyslog over %s', (transport) => {
  test('has every message once, whole, as it parses them', async () => {
    const sink = syslog.make('siem', { host: '127.0.0.1', port: ports[transport], transport });
    const sent = messages(`m-${transport}`, 200);
    const { result } = await through(sink, sent);
    expect(result).toEqual({ delivered: 200, dead: 0, waiting: undefined });
    const got = await received(transport, `m-${transport}`, 200);
    expect(got).toHaveLength(200);
    const order = got.map(({ data }) => /key="m-\w+-(\d+)"/.exec(data)?.[1]);
    // One reader a stream keeps the order; of datagrams nobody promises it.
    if (transport !== 'udp') expect(order).toEqual(sent.map((_, index) => String(index)));
    for (const one of got) {
      const index = Number(/key="m-\w+-(\d+)"/.exec(one.data)?.[1]);
      expect(one).toMatchObject({
        pri: '107',
        version: '1',
        app: 'plumbline',
        msgid: 'finding',
        time: '2026-11-28T10:00:00.000Z',
      });
      expect(one.data).toBe(`[plumbline@32473 key="m-${transport}-${index}" resource="${hostile}"]`);
      expect(one.text.replace(/^\ufeff/, '')).toBe(sent[index]?.split('\ufeff')[1]);
    }
  });
});

test.each(['tls', 'tcp', 'udp'] as const)(
  'over %s, the longest message that the sink sends is not cut by an rsyslog of default limits',
  async (transport) => {
    const sink = syslog.make('siem', { host: '127.0.0.1', port: ports[transport], transport });
    const head = `<107>1 2026-11-28T10:00:00.000Z host plumbline - finding [plumbline@32473 key="long-${transport}"] `;
    const message = `${head}${'x'.repeat(8095 - head.length)}y`;
    const { result } = await through(sink, [message, `${message}y`]);
    expect(result).toMatchObject({ delivered: 1, waiting: undefined });
    const got = await received(transport, `long-${transport}`, 1);
    expect(got.map(({ text }) => head.length + text.length)).toEqual([message.length]);
    expect(got[0]?.text.endsWith('y')).toBe(true);
  },
);

test('lines in place of octet counting', async () => {
  const sink = syslog.make('siem', { host: '127.0.0.1', port: ports.tcp, transport: 'tcp', framing: 'lines' });
  await through(sink, messages('lines', 20));
  expect(await received('tcp', 'lines', 20)).toHaveLength(20);
});

test('CEF gets a header, with the severity that it states', async () => {
  const sink = syslog.make('siem', { host: '127.0.0.1', port: ports.tls });
  await through(sink, ['CEF:0|Plumbline|Plumbline|0.1.0|NET-001|A \\| b|10|externalId=cef-mark reason=a\\=b']);
  expect(await received('tls', 'cef-mark', 1)).toMatchObject([
    {
      pri: String(13 * 8 + 2),
      app: 'plumbline',
      text: 'CEF:0|Plumbline|Plumbline|0.1.0|NET-001|A \\| b|10|externalId=cef-mark reason=a\\=b',
    },
  ]);
});

test('check connects', async () => {
  const sink = syslog.make('siem', { host: '127.0.0.1', port: ports.tls });
  expect(await sink.check?.(AbortSignal.timeout(10_000))).toBe('connected, its certificate is trusted');
});
