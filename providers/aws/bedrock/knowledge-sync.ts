import type { IngestionJobSummary } from '@aws-sdk/client-bedrock-agent';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';

type Outcome = 'succeeded' | 'running' | 'stopped' | 'failed' | 'never-ran';
type Job = Jsonified<IngestionJobSummary>;

const outcomes = byTable<Outcome>('status', {
  COMPLETE: 'succeeded',
  STARTING: 'running',
  IN_PROGRESS: 'running',
  STOPPING: 'stopped',
  STOPPED: 'stopped',
  FAILED: 'failed',
});
/** Best to worst: the worst of several sources stands for all. */
const order: readonly Outcome[] = ['succeeded', 'running', 'never-ran', 'stopped', 'failed'];

/** When every source had last been read in, and how the worst of the newest readings ended. */
export function lastSync(
  sources: Spec<readonly unknown[] | undefined>,
  jobs: Spec<Map<string, Job[] | undefined | MissingValue>>,
): { at: Spec<string>; outcome: Spec<Outcome> } {
  const newest: Spec<(Job | undefined)[]> = derive([sources, jobs], (_listed, lists) => {
    const found = [...lists.values()];
    return found.find(isMissingValue) ?? found.map((list) => (isMissingValue(list) ? undefined : list?.[0]));
  });
  return {
    at: derive([newest], (list) => {
      const times = list.map((job) => job?.updatedAt);
      const [oldest] = times.filter((time) => time !== undefined).sort();
      if (oldest === undefined || times.includes(undefined)) return missing('a source was never read in');
      return oldest;
    }),
    outcome: derive([newest], (list) => {
      const all = list.map((job) => (job === undefined ? ('never-ran' as const) : outcomes(job.status ?? '')));
      const lacking = all.find(isMissingValue);
      if (lacking) return lacking;
      const worst = Math.max(-1, ...all.map((one) => order.indexOf(one as Outcome))); // missing ones excluded above
      return order[worst] ?? 'never-ran';
    }),
  };
}
