import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { callsOf } from '../../src/scan/plan.ts';
import { strangeType } from './answer-types.ts';
import { isAwsService, loadSdk } from './clients.ts';
import { aws } from './index.ts';
import { overlay } from './overlay.ts';

async function modelOf(service: string, operation: string) {
  if (!isAwsService(service)) throw new Error(`${service} is no service`);
  return new ((await loadSdk(service)).command(operation))({}).schema;
}

describe('an answer of DescribeNotebookInstance', () => {
  it.each<[string, Json, string | undefined]>([
    ['as documented', { RootAccess: 'Enabled', SecurityGroups: ['sg-1'], VolumeSizeInGB: 5 }, undefined],
    ['empty', {}, undefined],
    ['null is absent', { RootAccess: null }, undefined],
    ['a member that nobody knows', { Mood: 7 }, undefined],
    ['a word that nobody knows', { RootAccess: 'Perhaps' }, undefined],
    ['a number for a text', { RootAccess: 1 }, '/RootAccess'],
    ['a text for a number', { VolumeSizeInGB: '5' }, '/VolumeSizeInGB'],
    ['a text for a list', { SecurityGroups: 'sg-1' }, '/SecurityGroups'],
    ['null in a list', { SecurityGroups: ['sg-1', null] }, '/SecurityGroups/1'],
    ['a text for an object', { InstanceMetadataServiceConfiguration: '2' }, '/InstanceMetadataServiceConfiguration'],
    ['no time', { CreationTime: 'yesterday' }, '/CreationTime'],
    ['a list', [], ''],
  ])('%s', async (_what, body, pointer) => {
    expect(strangeType(await modelOf('sagemaker', 'DescribeNotebookInstance'), body)?.pointer).toBe(pointer);
  });
});

it('the SDK has a model of every operation that is read', async () => {
  for (const { service, operation } of callsOf([...aws.collectors, ...aws.support], aws.natives))
    expect([operation, (await modelOf(service, operation))?.[5]]).toEqual([operation, expect.anything()]);
});

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'fixtures', 'aws');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: types of recorded answers, since ${folder} is not there`);

it.skipIf(!there)('what AWS answered in truth has the types of the model', async () => {
  const strange: string[] = [];
  let checked = 0;
  for (const file of readdirSync(folder)) {
    const [service = '', operation = ''] = file.split('.');
    if (!isAwsService(service)) continue;
    const { status, response } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (status !== 200) continue;
    checked += 1;
    const found = strangeType(await modelOf(service, operation), overlay(response, {}));
    if (found) strange.push(`${file}: ${found.expected} at ${found.pointer}`);
  }
  expect(strange).toEqual([]);
  expect(checked).toBeGreaterThan(100);
});
