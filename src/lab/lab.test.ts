import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { startLab } from './lab.ts';
import type { LabOptions } from './options.ts';
import { first, smallEstate } from './small-estate.ts';

const estate = smallEstate();

async function withLab<T>(
  options: Partial<LabOptions>,
  work: (list: () => Promise<unknown>, lab: Awaited<ReturnType<typeof startLab>>) => Promise<T>,
): Promise<T> {
  const lab = await startLab({ estate, ...options });
  const client = new SageMakerClient({
    endpoint: lab.url,
    region: 'eu-west-1',
    credentials: lab.credentialsFor('one'),
    maxAttempts: 1,
  });
  try {
    return await work(() => client.send(new ListNotebookInstancesCommand({})), lab);
  } finally {
    await lab.close();
  }
}

test('it listens on loopback only', () =>
  withLab({}, async (_list, lab) => {
    expect(lab.url).toBe(`http://127.0.0.1:${lab.port}`);
  }));

test('a rate lets the burst through, refuses the rest, and the counters say so', () =>
  withLab({ rates: { default: { perSecond: 0, burst: 3 } } }, async (list, lab) => {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, list));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused[0]?.reason).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
    expect(lab.counts()).toEqual({
      'sagemaker:ListNotebookInstances': { total: 8, throttled: 5, byStatus: { 200: 3, 400: 5 } },
    });
  }));

test('latency comes before every answer', () =>
  withLab({ latencyMs: 80 }, async (list) => {
    const before = performance.now();
    await list();
    expect(performance.now() - before).toBeGreaterThan(75);
  }));

test('the log says who asked for what, where and when', () =>
  withLab({ now: () => 1_000 }, async (list, lab) => {
    await list();
    expect(lab.requests()).toEqual([
      {
        account: first,
        region: 'eu-west-1',
        service: 'sagemaker',
        operation: 'ListNotebookInstances',
        status: 200,
        at: 1_000,
      },
    ]);
  }));

test('a lab that keeps no requests still counts them', () =>
  withLab({ keepRequests: false }, async (list, lab) => {
    await list();
    expect(lab.requests()).toEqual([]);
    expect(lab.counts()['sagemaker:ListNotebookInstances']?.total).toBe(1);
  }));

test('credentials by name and by id; an unknown account', () =>
  withLab({}, async (_list, lab) => {
    expect(lab.credentialsFor('one')).toEqual(lab.credentialsFor(first));
    expect(() => lab.credentialsFor('three')).toThrow('The lab has no account three.');
  }));

test('a port that is taken', () =>
  withLab({}, async (_list, lab) => {
    await expect(startLab({ estate, port: lab.port })).rejects.toMatchObject({ code: 'INTERNAL' });
  }));

test('a closed lab answers no more', async () => {
  const list = await withLab({}, async (work) => work);
  await expect(list()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
