import { answersOf, derive, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { ownershipOf, protoJson, stateOf } from '../rows/common.ts';
import type { PipelineJob, Schedule } from './answers-jobs.ts';
import { about, nameOf, uid, vertexList } from './common.ts';
import { jobOutcome } from './job-rows.ts';
import { pipelineReads, pipelineRows } from './pipeline-rows.ts';

const operation = 'schedules.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'schedules.list': Schedule; 'schedule.runs': { pipelineJobs?: PipelineJob[] } }>(
  'aiplatform',
);
const job = raw(operation, '/createPipelineJobRequest/pipelineJob');
const rows = pipelineRows(job);

/** A pipeline that is started by the clock. Schedules of notebooks and monitors are parts of those. */
export const schedules = collector({
  provider: 'gcp',
  id: 'gcp/vertex/schedule',
  service: 'aiplatform',
  kind: 'ml.pipeline',
  nativeType: 'aiplatform.googleapis.com/Schedule',
  at: 'region',
  list: vertexList(operation, 'schedules'),
  reads: [
    {
      service: 'aiplatform',
      operation: 'pipelineJobs.list',
      as: 'schedule.runs',
      permission: 'aiplatform.pipelineJobs.list',
      expects: { mayBeEmpty: protoJson },
      input: (item) => ({ filter: `schedule_name="${String(item.name)}"`, orderBy: 'create_time desc', pageSize: 1 }),
    },
    ...pipelineReads,
  ],
  keep: (answers) => job.map(answers).value !== undefined,
  uid,
  name: nameOf,
  facts: {
    ...own.facts,
    ...rows.facts,
    // A schedule has no labels; the job that it starts has.
    ...ownershipOf(derive([job], (one) => one?.labels)),
    trigger: { reads: [], map: () => ({ value: 'schedule', from: [] }) },
    lastOutcome: derive(
      [raw('schedule.runs', '/pipelineJobs'), raw(operation, '/startedRunCount')],
      (runs, started) => {
        const newest = runs?.[0];
        if (newest)
          return newest.state === undefined ? missing('the newest run has no state') : jobOutcome(newest.state);
        // Left out: zero.
        return Number(started ?? 0) === 0 ? ('never-ran' as const) : missing('its runs are not listed any more');
      },
    ),
    state: from(operation, '/state', stateOf({ ACTIVE: 'active', PAUSED: 'stopped', COMPLETED: 'stopped' }), {
      absent: missing(),
    }),
  },
  links: rows.links,
});
