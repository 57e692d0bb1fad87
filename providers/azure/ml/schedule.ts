import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, notExposed } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, armUid } from '../rows/arm.ts';
import type { JobProperties, PipelineStep } from './job-rows.ts';
import { pipelineRows } from './pipeline-rows.ts';

/**
 * An item of Schedules - List, api-version 2025-12-01, that starts jobs.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/schedules/list JobScheduleAction
 */
interface JobSchedule extends ArmResource {
  properties: {
    isEnabled?: boolean;
    tags?: Record<string, string>;
    action?: { actionType?: string; jobDefinition?: JobProperties };
  };
}

const operation = 'Schedules_List';
const { common, field } = armRows<JobSchedule>('machinelearning', operation, { tags: '/properties/tags' });

/** What is started. A job that is no pipeline is one of a single step. */
const job = derive(
  [field('/properties/action/jobDefinition'), fromScope(({ item }) => String(item.name))],
  (value, name): JobProperties => {
    const found = (value ?? {}) as JobProperties; // an answer's own member
    if (String(found.jobType).toLowerCase() === 'pipeline' || found.jobType === undefined) return found;
    const step: PipelineStep = found.componentId ? { componentId: found.componentId } : {};
    return { ...found, jobs: { [found.displayName ?? name]: step } };
  },
);
const rows = pipelineRows(job);

/** Jobs that are started by the clock. Model monitors are schedules, too, and a kind of their own. */
export const schedules = collector({
  provider: 'azure',
  id: 'azure/ml/schedule',
  service: 'machinelearning',
  kind: 'ml.pipeline',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/schedules',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/schedules/read',
    items: 'value',
    of: { collector: 'azure/ml/monitor', at: '' },
  },
  reads: [],
  keep: ({ item }) => at(item, '/properties/action/actionType') === 'CreateJob',
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    ...common,
    ...rows.facts,
    // Left out means that it is on: schedules are made so.
    state: derive([field('/properties/isEnabled')], (on) =>
      on === false ? ('stopped' as const) : ('active' as const),
    ),
    lastUsedAt: notExposed('the newest run of the schedule, from the studio'),
    trigger: fromScope(() => 'schedule' as const),
    lastOutcome: notExposed('the newest run of the schedule, from the studio'),
  },
  links: rows.links,
});
