import { byDesign, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ListSpec } from '../../../src/model/provider.ts';
import { byTable, stateOf } from '../rows/common.ts';

type Outcome = 'succeeded' | 'running' | 'stopped' | 'failed';

/** Lists of jobs have no end: the newest are judged. Jobs are history, so what is wrong with them shows in the next one. */
export function jobList(operation: string, items: string): ListSpec {
  return {
    service: 'sagemaker',
    operation,
    permission: `sagemaker:${operation}`,
    items,
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
    bounded: {
      newest: (settings) => settings.newestJobs,
      order: { SortBy: 'CreationTime', SortOrder: 'Descending' },
      why: 'a list of jobs has no end, and old jobs cannot be changed',
    },
  };
}

/** A job that is over has stopped. */
export const jobState = stateOf({
  InProgress: 'active',
  Completed: 'stopped',
  Stopping: 'stopped',
  Stopped: 'stopped',
  Failed: 'failed',
  Deleting: 'deleting',
});

/** How a job ended. */
export const jobOutcome = byTable<Outcome>('status', {
  InProgress: 'running',
  Completed: 'succeeded',
  Stopping: 'stopped',
  Stopped: 'stopped',
  Failed: 'failed',
});

/** Whole minutes, rounded up. */
export const minutes = (seconds: number): number => Math.ceil(seconds / 60);

/** Facts that all jobs share. */
export const jobRows = {
  authMethods: notSupported('Nobody calls a job.'),
  clientTls: notSupported('Nobody calls a job.'),
  sourceRevision: notSupported('A job records no commit.'),
  patched: notSupported('The image says what software runs.'),
  lastUsedAt: notSupported('A job runs once.'),
  idleStopMinutes: notSupported('A job ends by itself; see maxMinutes.'),
};

/** Only training jobs can run on spot machines. */
export const neverInterrupted: Spec<boolean> = byDesign(
  false,
  'https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html',
  '2026-11',
);
