import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGcpLab } from '../../src/lab/gcp/lab.ts';
import { plumbline, type Ran } from '../support/cli.ts';
import { location, plantedGcp, plantedInGcp, project } from '../support/planted-gcp.ts';
import { recordingProxy } from '../support/recording-proxy.ts';
import { type Output, outputsBelow } from '../support/scan-outputs.ts';
import { holds, textsOfStore } from '../support/spellings.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-secrets-gcp-'));
let ran: Ran;
/** What the scan was told. */
let answers: string[];
let outputs: Output[];
let stored: string[];

beforeAll(async () => {
  const lab = await startGcpLab({ estate: plantedGcp() });
  const proxy = await recordingProxy(lab.url);
  answers = proxy.answers;
  const config = { gcp: { endpoint: proxy.url, projects: [{ id: project }], locations: [location] } };
  writeFileSync(join(folder, 'plumbline.yaml'), JSON.stringify(config)); // JSON is YAML
  writeFileSync(join(folder, 'google.json'), JSON.stringify(lab.credentials));
  const env = { GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'google.json'), GOOGLE_CLOUD_PROJECT: project };
  ran = await plumbline(['scan', '--config', 'plumbline.yaml', '--out', 'out', '--store', 'sqlite:s.db', '--debug'], {
    cwd: folder,
    env,
  });
  await proxy.close();
  await lab.close();
  if (ran.code !== 0) throw new Error(ran.stderr.slice(0, 2000));

  outputs = [
    ...(await outputsBelow(join(folder, 'out'))),
    { where: 'stdout', text: ran.stdout },
    { where: 'stderr', text: ran.stderr },
  ];
  stored = textsOfStore(join(folder, 's.db'));
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the scan went well, and names what it read', () => {
  expect(ran.code).toBe(0);
  for (const where of ['report.html (data)', 'report.pdf (text)', 'resources.ndjson'])
    expect(outputs.some((one) => one.where === where && one.text.includes('planted-1'))).toBe(true);
});

describe('is read, and comes out nowhere, in no spelling:', () => {
  it.each(Object.entries(plantedInGcp))('%s', (_place, value) => {
    expect(answers.some((text) => holds(text, value))).toBe(true);
    // Long texts are not shown by a failing test: only where.
    expect(outputs.filter(({ text }) => holds(text, value)).map(({ where }) => where)).toEqual([]);
    expect(stored.filter((text) => holds(text, value)).length).toBe(0);
  });
});
