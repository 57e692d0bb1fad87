import type { DescribeNotebookInstanceOutput } from '@aws-sdk/client-sagemaker';
import { vi } from 'vitest';
import type { LabWorld } from '../../src/cli/lab-world.ts';
import { runWatch } from '../../src/cli/watch.ts';
import type { Clock } from '../../src/schedule/watch.ts';

const dayMs = 86_400_000;
/** Two in the morning. */
const due = 2 * 3_600_000;

/** What befalls the estate before the scan of one night. */
type Night = (world: LabWorld) => void;

/** Puts this process's clock to a noon so many days ago, from where it goes on: timers, and other processes, keep the real time. */
export function setClockBack(days: number): void {
  const now = (Math.floor(Date.now() / dayMs) - days) * dayMs + dayMs / 2;
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now });
}

/**
 * Watches a world for as many nights as are given, by a schedule of 02:00 UTC. While nothing is due the clock is put forward
 * to the next night, as where a machine sleeps by day.
 */
export async function watchNights(configPath: string, world: LabWorld, nights: readonly Night[]): Promise<void> {
  const stop = new AbortController();
  const before = [...nights];
  const clock: Clock = {
    now: () => new Date(),
    sleep: async () => {
      const change = before.shift();
      if (!change) return stop.abort();
      change(world);
      vi.setSystemTime(Math.floor((Date.now() - due) / dayMs + 1) * dayMs + due);
    },
  };
  await runWatch({ configPath, log: 'json', signal: stop.signal, clock, clouds: world.clouds });
}

type Notebook = DescribeNotebookInstanceOutput;

/** Notebooks of ml-dev in Ireland, by name; what is given back is what is there from now on. */
function changeNotebooks(world: LabWorld, change: (all: Map<string, Notebook>) => void): void {
  const region = world.estates.aws.accounts.find(({ name }) => name === 'ml-dev')?.regions['eu-west-1']?.sagemaker;
  if (!region) throw new Error('the demo has no ml-dev in eu-west-1');
  const list = region.notebookInstances as Notebook[]; // the demo's lists are lists
  const all = new Map(list.map((one) => [one.NotebookInstanceName ?? '', one]));
  change(all);
  region.notebookInstances = [...all.values()];
}

/** Sets members of a notebook that is there. */
function setNotebook(all: Map<string, Notebook>, name: string, more: Partial<Notebook>): void {
  const one = all.get(name);
  if (!one) throw new Error(`there is no notebook ${name}`);
  all.set(name, { ...one, ...more });
}

/** One mended, one broken, one added, one deleted. */
export const secondNight: Night = (world) =>
  changeNotebooks(world, (all) => {
    setNotebook(all, 'bed-forecast-sandbox', { RootAccess: 'Disabled' });
    setNotebook(all, 'sepsis-features', { RootAccess: 'Enabled' });
    const like = all.get('imaging-augmentation');
    const NotebookInstanceArn = like?.NotebookInstanceArn?.replace('imaging-augmentation', 'ward-round-notes');
    all.set('ward-round-notes', { ...like, NotebookInstanceName: 'ward-round-notes', NotebookInstanceArn });
    all.delete('summer-intern-2024');
  });

/** One, and the list of a region, that may not be read any more; what was mended is broken again. */
export const thirdNight: Night = (world) => {
  const denied = { kind: 'deny', service: 'sagemaker', account: 'ml-dev' } as const;
  changeNotebooks(world, (all) => {
    setNotebook(all, 'bed-forecast-sandbox', { RootAccess: 'Enabled' });
    const resource = all.get('imaging-augmentation')?.NotebookInstanceArn ?? '';
    world.setFaults([
      { ...denied, operation: 'DescribeNotebookInstance', resource },
      { ...denied, operation: 'ListNotebookInstances', region: 'eu-central-1' },
    ]);
  });
};
