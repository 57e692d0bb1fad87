import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { demoFaults } from './demo/index.ts';
import { parseLabArgs } from './main.ts';

test('the demo with its faults is the default', () => {
  expect(parseLabArgs([])).toMatchObject({
    estate: { name: 'Harbour Vale Hospitals' },
    faults: demoFaults,
    latencyMs: 0,
    port: 0,
  });
  expect(parseLabArgs(['--no-demo-faults'])).toMatchObject({ faults: [] });
  expect(parseLabArgs(['--help'])).toBe('help');
});

test('a generated estate has no faults but those asked for', () => {
  const options = parseLabArgs([
    '--estate',
    'generated:500',
    '--accounts',
    '2',
    '--regions',
    'eu-west-1',
    '--fault',
    'deny',
  ]);
  expect(options).toMatchObject({
    faults: [{ kind: 'deny' }],
    estate: { accounts: [{ name: 'generated-1' }, { name: 'generated-2' }] },
  });
});

test('rates, one for all and some by operation', () => {
  const options = parseLabArgs(['--rate', '10:20', '--rate-op', 'sagemaker:ListModels=1', '--rate-op', 'kms:*=5:9']);
  expect(options).toMatchObject({
    rates: {
      default: { perSecond: 10, burst: 20 },
      overrides: { 'sagemaker:ListModels': { perSecond: 1, burst: 1 }, 'kms:*': { perSecond: 5, burst: 9 } },
    },
  });
});

test('faults with their members', () => {
  const options = parseLabArgs([
    '--no-demo-faults',
    '--fault',
    'slow,service=kms,delayMs=50,rate=0.5',
    '--fault',
    'deny,resource=arn:aws:kms:a=b,times=2',
  ]);
  expect(options).toMatchObject({
    faults: [
      { kind: 'slow', service: 'kms', delayMs: 50, rate: 0.5 },
      { kind: 'deny', resource: 'arn:aws:kms:a=b', times: 2 },
    ],
  });
});

test.each([
  [['--estate', 'big'], '--estate big'],
  [['--estate', 'generated:x'], 'generated:N'],
  [['--latency', 'soon'], '--latency soon'],
  [['--port', '-1'], '--port'],
  [['--rate', 'x:1'], '--rate x'],
  [['--rate-op', 'ListModels=1'], 'service:Operation'],
  [['--fault', 'explode'], 'the kind is one of'],
  [['--fault', 'deny,colour=red'], 'no member colour'],
  [['--colour', 'red'], '--colour'],
])('refused: %j', (args, message) => {
  expect(() => parseLabArgs(args)).toThrow(message);
});

test('as a process: one line of JSON, an endpoint that answers, counters, and an orderly end', async () => {
  const script = fileURLToPath(new URL('./main.ts', import.meta.url));
  const lab = spawn(process.execPath, [script, '--estate', 'generated:100'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: lab.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => JSON.parse(String((await lines.next()).value));
  const started = await next();
  const [account] = started.accounts as [{ id: string; accessKeyId: string; secretAccessKey: string }]; // as main.ts prints it
  const client = new STSClient({ endpoint: String(started.url), region: 'us-east-1', credentials: account });
  expect((await client.send(new GetCallerIdentityCommand({}))).Account).toBe(account.id);
  const counts = await (await fetch(`${String(started.url)}/_lab/counts`)).json();
  expect(counts).toEqual({ 'sts:GetCallerIdentity': { total: 1, throttled: 0, byStatus: { 200: 1 } } });
  lab.kill('SIGTERM');
  expect(await next()).toEqual({ counts });
  expect(await once(lab, 'exit')).toEqual([0, null]);
});
