import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { connectAzure } from '../../providers/azure/connect.ts';
import { writeLabFiles } from '../../src/cli/lab-files.ts';
import { type LabWorld, startLabWorld } from '../../src/cli/lab-world.ts';
import { loadConfig } from '../../src/config/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-lab-'));
let world: LabWorld;
let files: string[];

beforeAll(async () => {
  world = await startLabWorld();
  files = writeLabFiles(world, folder);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const named = (name: string) => files.find((file) => file.endsWith(name)) ?? '';
const variables = () =>
  Object.fromEntries(
    readFileSync(named('env.sh'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => /^export (\w+)='(.*)'$/.exec(line)?.slice(1) ?? []),
  ) as Record<string, string>;

it('writes a config that loads, with all four clouds and the authority of the lab', async () => {
  const config = await loadConfig(named('plumbline.yaml'));
  expect(config.certificate_authorities).toEqual([named('lab-ca.pem')]);
  expect(readFileSync(named('lab-ca.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  expect([config.aws?.endpoint, config.azure?.endpoint, config.gcp?.endpoint]).toEqual([
    world.config.aws?.endpoint,
    world.config.azure?.endpoint,
    world.config.gcp?.endpoint,
  ]);
  expect(config.mlflow?.servers).toHaveLength(1);
  // One account: whose keys the variables hold.
  expect(config.aws?.accounts).toBeUndefined();
});

it('writes the variables of every cloud, and the file that one of them names', () => {
  const found = variables();
  expect(Object.keys(found)).toEqual(
    expect.arrayContaining(['AWS_ACCESS_KEY_ID', 'AZURE_CLIENT_SECRET', 'GOOGLE_APPLICATION_CREDENTIALS']),
  );
  const google = JSON.parse(readFileSync(found.GOOGLE_APPLICATION_CREDENTIALS ?? '', 'utf8'));
  expect(google).toMatchObject({ type: 'external_account' });
});

it('lets the standard credentials in at an authority of one’s own, which Microsoft does not know', async () => {
  for (const [name, value] of Object.entries(variables())) vi.stubEnv(name, value);
  const { endpoint = '', authority = '' } = world.config.azure ?? {};
  const connected = await connectAzure({ endpoint, authority, subscriptions: [], managementGroups: [] });
  expect(connected.map(({ name }) => name).sort()).toEqual(['ai-clinical', 'ai-research']);
  for (const { session } of connected) session.close();
});
