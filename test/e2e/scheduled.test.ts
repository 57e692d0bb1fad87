import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { type LabWorld, startLabWorld } from '../../src/cli/lab-world.ts';
import { watchStatus } from '../../src/cli/watch-status.ts';
import type { DiffReport, DiffRow } from '../../src/model/diff-report.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { HecIndex, Receiver } from '../delivery/receiver.ts';
import { plumbline } from '../support/cli.ts';
import { changeNotebooks, type Night, setClockBack, setNotebook, watchNights } from '../support/nights.ts';

/** An event as the collector got it. */
interface Told {
  sourcetype: string;
  event: { id: string; scan: string; signature_id: string; change?: string; finding_key?: string; verdict?: string };
}

const notebook = 'arn:aws:sagemaker:eu-west-1:211122223332:notebook-instance/';

/** One mended, one broken, one added, one deleted. */
const secondNight: Night = (world) =>
  changeNotebooks(world, (all) => {
    setNotebook(all, 'bed-forecast-sandbox', { RootAccess: 'Disabled' });
    setNotebook(all, 'sepsis-features', { RootAccess: 'Enabled' });
    const like = all.get('imaging-augmentation') ?? {};
    const name = 'ward-round-notes';
    all.set(name, { ...like, NotebookInstanceName: name, NotebookInstanceArn: `${notebook}${name}` });
    all.delete('summer-intern-2024');
  });

/** One and a whole list that may not be read any more, and what was mended is broken again. */
const thirdNight: Night = (world) => {
  changeNotebooks(world, (all) => setNotebook(all, 'bed-forecast-sandbox', { RootAccess: 'Enabled' }));
  const denied = { kind: 'deny', service: 'sagemaker', account: 'ml-dev' } as const;
  world.setFaults([
    { ...denied, operation: 'DescribeNotebookInstance', resource: `${notebook}imaging-augmentation` },
    { ...denied, operation: 'ListNotebookInstances', region: 'eu-central-1' },
  ]);
};

let folder: string;
let world: LabWorld;
let receiver: Receiver;
const hec = new HecIndex();
/** Folders of the scans, the first night first. */
let runs: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-nights-'));
  setClockBack(3);
  receiver = new Receiver(hec.behaviour);
  const url = await receiver.start();
  world = await startLabWorld();
  vi.stubEnv('HEC_TOKEN', 'hec-0f7d21');
  const config = {
    ...world.config,
    store: `sqlite:${join(folder, 's.db')}`,
    schedule: { nightly: { cron: '0 2 * * *', format: ['html'], out: join(folder, 'runs') } },
    export: {
      soc: { type: 'splunk', url, token: { env: 'HEC_TOKEN' }, acknowledge: true, acknowledge_every: 0.05 },
      archive: { type: 'file', folder: join(folder, 'archive') },
    },
  };
  writeFileSync(configPath(), stringify(config));
  await watchNights(configPath(), world, [() => undefined, secondNight, thirdNight]);
  runs = readdirSync(join(folder, 'runs')).sort();
}, 300_000);

afterAll(async () => {
  await world.close();
  await receiver.stop();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const configPath = () => join(folder, 'plumbline.yaml');
const textOf = (night: number, name: string) => readFileSync(join(folder, 'runs', runs[night] ?? '', name), 'utf8');
const summaryOf = (night: number) => JSON.parse(textOf(night, 'scan.json')) as ScanSummary;
const findingsOf = (night: number) =>
  linesOf(textOf(night, 'findings.ndjson')).map((one) => JSON.parse(one) as Finding);
const linesOf = (text: string) => text.trimEnd().split('\n');

async function command(...args: string[]): Promise<string> {
  const ran = await plumbline([...args, '--config', configPath()], { cwd: folder, env: { HEC_TOKEN: 'hec-0f7d21' } });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout;
}

/** What `plumbline diff` says of two nights that follow each other. */
async function diff(night: number): Promise<DiffReport> {
  const [before, now] = [summaryOf(night - 1).scan, summaryOf(night).scan];
  return JSON.parse(await command('diff', before, now, '--format', 'json')) as DiffReport;
}

const toldOf = (night: number) => {
  const { scan } = summaryOf(night);
  return hec.events.map((text) => JSON.parse(text) as Told).filter(({ event }) => event.scan === scan);
};

/** Changes by resource and status: how many, and of one that changed which controls. */
function table(changes: readonly DiffRow[]): Record<string, string[]> {
  const groups = Map.groupBy(changes, ({ resource, status }) => `${resource.name} ${status}`);
  return Object.fromEntries([...groups].map(([what, rows]) => [what, rows.map(({ control }) => control).sort()]));
}

describe('the demo organisation, watched for three nights', () => {
  it('was scanned once a night, on time', async () => {
    for (const night of [0, 1, 2]) console.log(night, summaryOf(night).startedAt, summaryOf(night).counts.verdicts);
    console.log(await watchStatus(configPath(), undefined, new Date()));
    console.log(await command('scans', 'list'));
  });

  it('differs exactly by what was done to it', async () => {
    for (const night of [1, 2]) console.log(JSON.stringify(table((await diff(night)).changes), null, 1));
  });
});
