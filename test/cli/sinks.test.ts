import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { answer, BulkIndex, Receiver } from '../delivery/receiver.ts';
import { plumbline, temporaryFolder } from '../support/cli.ts';
import { closedNotebook, environmentOf, labFor, openNotebook } from '../support/cli-lab.ts';

const token = 'es-key-5512aa';

interface Event {
  event: { action?: string; id: string; outcome?: string };
  message: string;
  plumbline: { finding_key?: string; verdict?: string; change?: string; previous_verdict?: string };
}

let bulk: BulkIndex;
let down: boolean;
let receiver: Receiver;
let receiverUrl: string;
let folder: string;
beforeEach(async () => {
  bulk = new BulkIndex();
  down = false;
  receiver = new Receiver((request, response, index) =>
    (down
      ? answer(401, `no ${token}`)
      : request.path.endsWith('/_bulk')
        ? bulk.behaviour
        : answer(200, { tagline: 'You Know, for Search' }))(request, response, index),
  );
  const url = await receiver.start();
  receiverUrl = url;
  folder = temporaryFolder();
  writeFileSync(
    join(folder, 'plumbline.yaml'),
    `organisation: Test
store: sqlite:s.db
export:
  elastic: { type: elasticsearch, url: '${url}/es', api_key: { env: ES_KEY } }
  failures: { type: file, folder: siem, verdicts: [fail] }
`,
  );
});
afterEach(() => receiver.stop());

async function scan(lab: Awaited<ReturnType<typeof labFor>>, ...more: string[]) {
  const env = { ...environmentOf(lab), ES_KEY: token };
  const args = ['scan', '--config', 'plumbline.yaml', '--format=', '--out', 'out', '--overwrite', ...more];
  return plumbline(args, { cwd: folder, env });
}

const sinks = (...args: string[]) =>
  plumbline(['export', ...args, '--config', 'plumbline.yaml'], { cwd: folder, env: { ES_KEY: token } });

const history = () =>
  [...(bulk.documents.get('logs-plumbline.findings-default')?.values() ?? [])].map((text) => JSON.parse(text) as Event);
const latest = () =>
  [...(bulk.documents.get('plumbline-findings-latest')?.values() ?? [])].map((text) => JSON.parse(text) as Event);
const summary = () => JSON.parse(readFileSync(join(folder, 'out', 'scan.json'), 'utf8')) as ScanSummary;

describe('three scans with sinks', () => {
  it('tell everything once, then nothing, then what changed; the latest index is what the scan says', async () => {
    const [open, closed] = [await labFor({ estate: openNotebook() }), await labFor({ estate: closedNotebook() })];
    const first = await scan(open);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^elastic: \d+ events delivered$/m);
    const total = summary().counts.findings;
    const findings = (all: Event[]) =>
      all.filter((one) => one.plumbline.finding_key !== undefined && one.plumbline.change !== undefined);
    expect(findings(history())).toHaveLength(total);
    const states = () => history().filter((one) => one.event.action?.includes('scan') ?? false);
    expect(states().length + history().length).toBeGreaterThan(total);

    const before = history().length;
    await scan(open);
    const again = findings(history().slice(before));
    expect(again).toEqual([]);
    expect(history().length - before).toBeGreaterThan(0);

    const between = history().length;
    await scan(closed);
    const changed = findings(history().slice(between));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(total);
    const resolved = changed.filter((one) => one.plumbline.change === 'resolved');
    expect(resolved.length).toBeGreaterThan(0);
    for (const one of resolved) expect(one.plumbline).toMatchObject({ verdict: 'pass', previous_verdict: 'fail' });
    const counts = summary().counts.verdicts;
    for (const verdict of ['fail', 'pass', 'unknown'] as const)
      expect(findings(latest()).filter((one) => one.plumbline.verdict === verdict)).toHaveLength(counts[verdict]);

    // Who made the scanner do what is in its audit log, and no secret.
    const audit = readFileSync(join(folder, 's.db.audit.ndjson'), 'utf8');
    const deeds = audit
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; sink?: string });
    expect(deeds.filter(({ event }) => event === 'scan-began')).toHaveLength(3);
    expect(deeds.filter(({ event }) => event === 'scan-ended')).toHaveLength(3);
    expect(deeds.filter(({ event, sink }) => event === 'delivered' && sink === 'elastic')).toHaveLength(3);
    expect(deeds[0]).toMatchObject({
      event: 'scan-began',
      by: 'command line',
      user: expect.any(String),
      pid: expect.any(Number),
    });
    expect(audit).not.toContain(token);

    // The file hears of failures, and that they are none any more.
    const lines = readdirSync(join(folder, 'siem'))
      .flatMap((name) =>
        readFileSync(join(folder, 'siem', name), 'utf8')
          .trimEnd()
          .split('\n'),
      )
      .map((line) => JSON.parse(line) as { change?: string; finding?: { verdict: string } });
    const told = lines.filter((one) => one.finding);
    expect(told.filter((one) => one.change === 'new').every((one) => one.finding?.verdict === 'fail')).toBe(true);
    expect(told.filter((one) => one.change === 'resolved')).toHaveLength(resolved.length);
  });

  it('lose nothing where a receiver does not let us in: status says so, and retry sends it', async () => {
    const lab = await labFor({ estate: openNotebook() });
    down = true;
    const ran = await scan(lab);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^elastic: 0 events delivered, more wait: HTTP 401 .*\[secret\]/m);
    expect(ran.stdout + ran.stderr).not.toContain(token);
    const status = await sinks('status', '--json');
    expect(status.code).toBe(1);
    const [elastic, failures] = JSON.parse(status.stdout) as {
      sink: string;
      waiting: number;
      delivered: number;
      note: string;
    }[];
    expect(elastic).toMatchObject({ sink: 'elastic', delivered: 0, note: expect.stringContaining('HTTP 401') });
    expect(failures).toMatchObject({ sink: 'failures', waiting: 0 });
    expect(status.stdout).not.toContain(token);
    expect((await sinks('status')).stdout).toMatch(/elastic waits after 1 attempts, next at .*HTTP 401/);
    down = false;
    const retried = await sinks('retry');
    expect(retried.code).toBe(0);
    expect(history()).toHaveLength(elastic?.waiting ?? -1);
    const after = JSON.parse((await sinks('status', '--json')).stdout) as { waiting: number; delivered: number }[];
    expect(after[0]).toMatchObject({ waiting: 0, delivered: elastic?.waiting });
    expect((await sinks('status')).code).toBe(0);
  });

  it('hear that a scan began and that it failed', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' };
    const ran = await plumbline(
      ['scan', '--config', 'plumbline.yaml', '--format=', '--out', 'out', '--overwrite', '--regions', 'us-east-1'],
      {
        cwd: folder,
        env: { ...environmentOf(lab), ES_KEY: token, ...keys },
      },
    );
    expect(ran.code).not.toBe(0);
    // It ended before it began: nothing was promised.
    expect(history()).toEqual([]);
  });
});

it('a sink that is new hears everything first', async () => {
  const lab = await labFor({ estate: openNotebook() });
  await scan(lab);
  const path = join(folder, 'plumbline.yaml');
  writeFileSync(path, `${readFileSync(path, 'utf8')}  later: { type: file, folder: later }\n`);
  await scan(lab);
  await scan(lab);
  const told = readdirSync(join(folder, 'later')).map((name) =>
    readFileSync(join(folder, 'later', name), 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => line.includes('"type":"finding"')),
  );
  expect(told.flat()).toHaveLength(summary().counts.findings);
  expect(told.filter((lines) => lines.length > 0)).toHaveLength(1);
});

it('what is configured is told without its secrets', async () => {
  const every = `export:
  chat: { type: webhook, url: { env: NO_URL }, secret: { env: NO_SECRET } }
  splunk: { type: splunk, url: { file: /no/url }, token: { env: NO_TOKEN } }
  elastic: { type: elasticsearch, url: 'https://es.example', username: u, password: { env: NO_PASSWORD } }
  datadog: { type: datadog, api_key: { env: NO_KEY } }
  storage: { type: blob, container: findings, connection_string: { env: NO_STRING } }
  signed: { type: blob, container: findings, url: 'https://a.blob.core.windows.net', sas: { env: NO_SAS } }
  entra: { type: sentinel, endpoint: 'https://a.ingest.monitor.azure.com', rule: dcr-${'0'.repeat(32)}, stream: Custom-A, tenant: t, client_id: c, client_secret: { env: NO_CLIENT } }
  google: { type: gcs, bucket: findings, credentials: { file: /no/such.json } }
`;
  writeFileSync(join(folder, 'plumbline.yaml'), `organisation: Test\nstore: sqlite:s.db\n${every}`);
  const status = await sinks('status', '--json');
  expect(status).toMatchObject({ code: 0, stderr: '' });
  const rows = JSON.parse(status.stdout) as { sink: string; target: string }[];
  expect(Object.fromEntries(rows.map((one) => [one.sink, one.target]))).toMatchObject({
    chat: 'address in NO_URL',
    splunk: 'address in /no/url',
    elastic: expect.stringContaining('https://es.example'),
    storage: 'https://connection-string-not-read.invalid/findings/plumbline',
    google: 'gs://findings/plumbline',
  });
  for (const { sink } of rows) {
    expect(await sinks('test', sink, '--dry-run')).toMatchObject({ code: 0, stderr: '' });
    expect(await sinks('test', sink)).toMatchObject({ code: 2, stdout: '' });
  }
  expect(await sinks('install', 'elastic', '--dry-run')).toMatchObject({ code: 0, stderr: '' });
  expect(await sinks('acknowledge')).toMatchObject({ code: 0 });
});

it('what waits for a receiver of before is told, and discard gives it up', async () => {
  const lab = await labFor({ estate: openNotebook() });
  down = true;
  await scan(lab);
  const path = join(folder, 'plumbline.yaml');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace(/ {2}elastic: .*/, '  elastic: { type: file, folder: other }'));
  const retried = await sinks('retry', 'elastic');
  expect(retried).toMatchObject({ code: 1 });
  expect(retried.stdout).toMatch(/^elastic: 0 events delivered, [\d,]+ set aside, made for what it was before/);
  const status = await sinks('status');
  expect(status.code).toBe(1);
  expect(status.stdout).toMatch(
    /elastic: [\d,]+ events are set aside, made as elasticsearch ecs@9.4.0 .*export discard elastic/,
  );
  const discarded = await sinks('discard', 'elastic');
  expect(discarded).toMatchObject({ code: 0 });
  expect(discarded.stdout).toMatch(/^elastic: [\d,]+ events are given up, made as elasticsearch ecs@9.4.0/);
  expect((await sinks('status')).code).toBe(0);
  expect((await sinks('discard', 'elastic')).stdout).toContain('nothing waits');
  expect(readFileSync(join(folder, 's.db.audit.ndjson'), 'utf8')).toContain('"event":"sink-discarded"');
  expect(existsSync(join(folder, 'other'))).toBe(false);
  // The receiver of before heard nothing: it hears everything, should it come back.
  writeFileSync(path, before);
  down = false;
  await scan(lab);
  expect(bulk.documents.get('plumbline-findings-latest')?.size).toBeGreaterThanOrEqual(summary().counts.findings);
});

it('a token in the address of a webhook is in nothing that is written or said', async () => {
  const lab = await labFor({ estate: openNotebook() });
  const hook = 'T0K3N-of-the-hook-91ab';
  const url = `${receiverUrl}/in/${hook}?sig=${hook}x`;
  let quoted = 0;
  receiver.behaviour = (request, response, index) => {
    quoted += 1;
    const answers = [answer(400, `no ${request.path}`), answer(302, 'moved', { location: `http://a${request.path}` })];
    return (answers[index % 2] ?? answer(500))(request, response, index);
  };
  writeFileSync(
    join(folder, 'plumbline.yaml'),
    'organisation: Test\nstore: sqlite:s.db\nexport:\n  chat: { type: webhook, url: { env: HOOK }, allow_private: true }\n',
  );
  const env = { HOOK: url };
  const run = (...args: string[]) =>
    plumbline([...args, '--config', 'plumbline.yaml'], { cwd: folder, env: { ...environmentOf(lab), ...env } });
  const said = [
    await run('scan', '--format=', '--out', 'out', '--overwrite', '--log', 'json'),
    await run('export', 'status'),
    await run('export', 'status', '--json'),
    await run('export', 'test', 'chat'),
    await run('export', 'retry', '--dead', '--debug'),
    await run('export', 'send', '--full', '--dry-run'),
    await run('export', 'send', '--full'),
  ];
  expect(quoted).toBeGreaterThan(3);
  for (const { stdout, stderr } of said) expect(stdout + stderr).not.toContain(hook);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.map(({ name }) => name)).toContain('s.db.audit.ndjson');
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(hook)).toBe(false);
});

it('what waits for a sink that was taken out of the config is told, and given up where it is asked for', async () => {
  const lab = await labFor({ estate: openNotebook() });
  receiver.behaviour = answer(500);
  const path = join(folder, 'plumbline.yaml');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace(/ {2}elastic: .*/, '  elastic: { type: file, folder: s.db }'));
  await scan(lab);
  writeFileSync(path, before.replace(/ {2}elastic: .*/, ''));
  const status = await sinks('status');
  expect(status.code).toBe(1);
  expect(status.stdout).toContain('elastic is not in the config any more');
  expect((await sinks('acknowledge', 'elastc')).stderr).toContain('Did you mean elastic?');
  expect(await sinks('acknowledge')).toMatchObject({ code: 0 });
  expect((await sinks('discard', 'elastic')).stdout).toMatch(
    /^elastic: [\d,]+ events are given up, made as file ndjson/,
  );
  expect(await sinks('status')).toMatchObject({ code: 0 });
  expect(readdirSync(join(folder, 's.db.outbox', 'waiting', 'elastic'))).toEqual([]);
});

it('dead letters are told until they are sent again or acknowledged', async () => {
  const lab = await labFor({ estate: openNotebook() });
  let poison = true;
  receiver.behaviour = (request, response, index) =>
    request.path.endsWith('/_bulk') && !poison
      ? bulk.behaviour(request, response, index)
      : request.body.includes('"NET-') || request.body.split('\n').length > 5
        ? answer(400, 'not to my taste')(request, response, index)
        : bulk.behaviour(request, response, index);
  await scan(lab);
  const told = async () => JSON.parse((await sinks('status', '--json')).stdout)[0] as Record<string, number>;
  const { dead = 0, newDead } = await told();
  expect(dead).toBeGreaterThan(0);
  expect(newDead).toBe(dead);
  const status = await sinks('status');
  expect(status.code).toBe(1);
  expect(status.stdout).toMatch(
    /elastic did not take [\d,]+ events, [\d,]+ of them new: .*export retry elastic --dead/,
  );
  expect((await sinks('acknowledge', 'elastic')).stdout).toMatch(/^elastic: [\d,]+ dead letters are acknowledged/);
  const known = await sinks('status');
  expect(known.code).toBe(0);
  expect(known.stdout).toContain('all acknowledged');
  poison = false;
  const before = history().length;
  const retried = await sinks('retry', 'elastic', '--dead');
  expect(retried).toMatchObject({ code: 0 });
  expect(retried.stdout).toMatch(/^elastic: [\d,]+ dead letters are sent again\nelastic: [\d,]+ events delivered$/m);
  expect(history()).toHaveLength(before + dead);
  expect(await told()).toMatchObject({ dead: 0, newDead: 0 });
});

describe('plumbline export', () => {
  it('test connects, sends one marked event and says what came back', async () => {
    const ran = await sinks('test', 'elastic');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('connected: ');
    expect(ran.stdout).toContain('sent one event, marked as a test');
    expect(history()).toHaveLength(1);
    expect(history()[0]?.message).toContain('nothing was scanned');
    expect((await sinks('test', 'elastic', '--dry-run')).stdout).toContain('nothing was scanned');
    expect(history()).toHaveLength(1);
    down = true;
    const refused = await sinks('test', 'elastic');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/failed: HTTP 401.*\[secret\]/);
    expect((await sinks('test', 'elastc')).stderr).toContain('Did you mean elastic? It has elastic, failures.');
  });

  it('test does not mind that a key may only write', async () => {
    const write = receiver.behaviour;
    receiver.behaviour = (request, response, index) =>
      (request.path === '/es/' ? answer(403, 'action [cluster:monitor/main] is unauthorized') : write)(
        request,
        response,
        index,
      );
    const ran = await sinks('test', 'elastic');
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(/connected: it knows us.*\nsent one event/);
    expect(history()).toHaveLength(1);
  });

  it('send tells a stored scan once more: what changed, or all of it; a dry run only says', async () => {
    const lab = await labFor({ estate: openNotebook() });
    await scan(lab);
    await scan(lab);
    const before = history().length;
    const total = summary().counts.findings;
    const dry = await sinks('send', 'elastic', '--full', '--dry-run');
    expect(dry.stdout).toMatch(new RegExp(`elastic: would send ${total + 1} events`));
    const args = ['export', 'send', '--full', '--dry-run', '--config', 'plumbline.yaml'];
    expect(await plumbline(args, { cwd: folder })).toMatchObject({ code: 0 });
    expect(history()).toHaveLength(before);
    expect((await sinks('send', 'elastic', '--full')).stdout).toMatch(
      new RegExp(`^elastic: ${total + 1} events delivered`),
    );
    expect(bulk.documents.get('plumbline-findings-latest')?.size).toBeLessThanOrEqual(total + summary().gaps.length);
  });

  it.each([
    ['a sink that is none', 'x: { type: splnk }', /export\.x\.type/],
    ['a key that is none', 'x: { type: file, folder: a, foldr: b }', /unknown key 'foldr'/],
    [
      'a secret in the text',
      "x: { type: splunk, url: 'https://a', token: abc }",
      /\{ env: NAME \} or \{ file: PATH \}/,
    ],
    ['a format that is none', 'x: { type: file, folder: a, format: ocfs }', /it is no format/],
    [
      'a format that the receiver does not take',
      'x: { type: file, folder: a, format: sarif }',
      /does not take the format sarif/,
    ],
    ['a framework that is none', 'x: { type: file, folder: a, frameworks: [sco2] }', /no framework "sco2".*\n.*soc2/],
    ['an account that is none', 'x: { type: file, folder: a, accounts: [prod] }\naws: {}', /no account "prod"/],
    ['a name that is none', 'X y: { type: file, folder: a }', /name of a sink/],
    [
      'a secret that is missing',
      "x: { type: splunk, url: 'https://a', token: { env: NO_SUCH } }",
      /the environment has no NO_SUCH/,
    ],
  ])('%s is an error before anything is asked', async (_what, entry, message) => {
    writeFileSync(join(folder, 'plumbline.yaml'), `export:\n  ${entry}\n`);
    const ran = await plumbline(['scan', '--config', 'plumbline.yaml', '--regions', 'us-east-1'], { cwd: folder });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(message);
  });
});

describe('export install', () => {
  const asked = () => receiver.received.map(({ path }) => path);

  it('puts the templates there, in the order in which they refer to each other', async () => {
    const { code, stdout } = await sinks('install', 'elastic');
    expect(code).toBe(0);
    expect(asked()).toEqual([
      '/es/_component_template/plumbline-findings',
      '/es/_index_template/plumbline-findings-history',
      '/es/_index_template/plumbline-findings-latest',
    ]);
    expect(stdout).toContain('_component_template/plumbline-findings: ');
    expect(readFileSync(join(folder, 's.db.audit.ndjson'), 'utf8')).toContain('"event":"sink-installed"');
  });

  it('prints them with --dry-run, and asks nobody', async () => {
    const { code, stdout } = await sinks('install', 'elastic', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('PUT _index_template/plumbline-findings-history');
    expect(stdout).toContain('"data_stream"');
    expect(asked()).toEqual([]);
  });

  it('says what came back where the receiver does not let it, without the key', async () => {
    down = true;
    const { code, stdout, stderr } = await sinks('install', 'elastic');
    expect(code).toBe(1);
    expect(stdout).toContain('HTTP 401');
    expect(stdout + stderr).not.toContain(token);
  });

  it('says where there is nothing to put', async () => {
    const { code, stdout } = await sinks('install', 'failures');
    expect(code).toBe(2);
    expect(stdout).toContain('deploy/siem');
  });
});
