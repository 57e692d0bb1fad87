import { ListTrainingJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { type Collection, findItem } from './collection.ts';
import type { Estate } from './estate.ts';
import { apportion, generateEstate } from './generate.ts';
import { startLab } from './lab.ts';

const now = new Date('2026-11-20T09:00:00Z');
type Item = Readonly<Record<string, unknown>>;

/** All lazy collections of an estate, by place and kind. */
function collections(estate: Estate): { place: string; kind: string; items: Collection<Item> }[] {
  return estate.accounts.flatMap(({ id, regions }) =>
    Object.entries(regions).flatMap(
      ([region, { sagemaker = {} }]) =>
        Object.entries(sagemaker)
          .filter(([kind]) => kind !== 'tags')
          .map(([kind, items]) => ({ place: `${id} ${region}`, kind, items: items as Collection<Item> })), // all but tags are collections
    ),
  );
}

function items(estate: Estate, kind: string): Item[] {
  return collections(estate)
    .filter((found) => found.kind === kind)
    .flatMap(({ items: list }) => Array.from({ length: list.length }, (_, index) => list.at(index) ?? {}));
}

test.each([0, 1, 7, 1000, 99_999])('%i resources are exactly that many', (resources) => {
  const estate = generateEstate({ resources, now, accounts: 3 });
  expect(collections(estate).reduce((sum, { items: list }) => sum + list.length, 0)).toBe(resources);
});

test.each<[number, number[], number[]]>([
  [10, [1, 1], [5, 5]],
  [1, [1, 1, 1], [0, 1, 0]],
  [100, [3, 0, 1], [75, 0, 25]],
  [5, [], []],
])('apportion %i by %j', (total, weights, parts) => {
  expect(apportion(total, weights)).toEqual(parts);
});

test('at and find agree, and neither goes beyond the end', () => {
  const names: Record<string, string> = {
    trainingJobs: 'TrainingJobName',
    processingJobs: 'ProcessingJobName',
    notebookInstances: 'NotebookInstanceName',
    models: 'ModelName',
    endpointConfigs: 'EndpointConfigName',
    endpoints: 'EndpointName',
    modelPackages: 'ModelPackageArn',
  };
  for (const { kind, items: list } of collections(generateEstate({ resources: 2000, now }))) {
    for (const index of [0, 1, list.length - 1]) {
      const item = list.at(index);
      expect(findItem(list, String(item?.[names[kind] ?? '']), () => undefined)).toEqual(item);
    }
    expect(list.at(list.length)).toBeUndefined();
    expect(findItem(list, 'train-0099999', () => undefined)).toBeUndefined();
    expect(findItem(list, 'x', () => undefined)).toBeUndefined();
  }
});

test('the same seed gives the same estate, another seed another mix', () => {
  const text = (seed: number) =>
    JSON.stringify(items(generateEstate({ resources: 200, now, seed }), 'notebookInstances'));
  expect(text(3)).toBe(text(3));
  expect(text(3)).not.toBe(text(4));
});

test.each([
  ['notebookInstances', 'RootAccess'],
  ['notebookInstances', 'DirectInternetAccess'],
  ['notebookInstances', 'KmsKeyId'],
  ['notebookInstances', 'SubnetId'],
  ['trainingJobs', 'EnableNetworkIsolation'],
  ['trainingJobs', 'EnableInterContainerTrafficEncryption'],
  ['trainingJobs', 'VpcConfig'],
  ['models', 'EnableNetworkIsolation'],
  ['models', 'VpcConfig'],
  ['endpointConfigs', 'KmsKeyId'],
  ['modelPackages', 'ModelApprovalStatus'],
])('%s: %s is good here and bad there', (kind, member) => {
  const seen = new Set(
    items(generateEstate({ resources: 3000, now }), kind).map((item) => JSON.stringify(item[member]) ?? 'absent'),
  );
  expect(seen.size).toBeGreaterThan(1);
});

test('what resources point at exists', () => {
  const estate = generateEstate({ resources: 1500, now, accounts: 2 });
  const resources = JSON.stringify(
    collections(estate).flatMap(({ items: list }) => Array.from({ length: list.length }, (_, i) => list.at(i))),
  );
  const support = JSON.stringify(estate);
  const patterns = [
    /arn:aws:kms:[^"]+/g,
    /arn:aws:iam::\d+:role\/[^"]+/g,
    /subnet-0[0-9a-f]+/g,
    /sg-0[0-9a-f]+/g,
    /generated-\d+-[a-z0-9-]+/g,
  ];
  for (const pattern of patterns) {
    const named = [...new Set([...resources.matchAll(pattern)].map((match) => match[0]))];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !support.includes(`"${name}"`))).toEqual([]);
  }
});

test('a million resources are made at once, and served page by page', async () => {
  const before = performance.now();
  const estate = generateEstate({ resources: 1_000_000, now });
  expect(performance.now() - before).toBeLessThan(500);
  const lab = await startLab({ estate });
  const client = new SageMakerClient({
    endpoint: lab.url,
    region: 'eu-west-1',
    credentials: lab.credentialsFor('generated-2'),
  });
  const seen = new Set<string>();
  let NextToken: string | undefined;
  for (let page = 0; page < 10; page++) {
    const answer = await client.send(new ListTrainingJobsCommand({ MaxResults: 100, NextToken }));
    for (const job of answer.TrainingJobSummaries ?? []) seen.add(job.TrainingJobName ?? '');
    NextToken = answer.NextToken;
  }
  expect(seen.size).toBe(1000);
  await lab.close();
});
