import { isMissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, byTable, protoJson } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { linkUid } from '../rows/names.ts';
import type { ModelMonitor, ModelMonitoringJob, TabularObjective } from './answers-beta.ts';
import { about, nameOf, uid, unlabelled, vertexList } from './common.ts';
import { jobOutcome } from './job-rows.ts';
import { monitorRows } from './monitor-rows.ts';

const operation = 'modelMonitors.list';
const own = about(operation);
const { raw } = answersOf<{
  'modelMonitors.list': ModelMonitor;
  'modelMonitoringJobs.list': { modelMonitoringJobs?: ModelMonitoringJob[]; nextPageToken?: string };
  'schedules.get': { name?: string; state?: string };
}>('aiplatform');
const data = encryption([{ name: 'data', key: own.key }]);

/** The newest of its runs. They are listed in no order that is documented: where there are more pages, it is not known. */
const newest = derive(
  [raw('modelMonitoringJobs.list', '')],
  (answer): ModelMonitoringJob | null | ReturnType<typeof missing> => {
    if (answer?.nextPageToken) return missing('it has more runs than were read', 'partial-answer');
    const runs = [...(answer?.modelMonitoringJobs ?? [])];
    return runs.sort((a, b) => (a.createTime ?? '').localeCompare(b.createTime ?? '')).at(-1) ?? null;
  },
);

/** States of a schedule: one that is paused, or has had its last run, starts nothing. */
const states = byTable('state', { ACTIVE: true, PAUSED: false, COMPLETED: false });

function signalsOf(objective: TabularObjective | undefined) {
  return [
    ...(objective?.featureDriftSpec ? ['data-drift' as const] : []),
    ...(objective?.predictionOutputDriftSpec ? ['prediction-drift' as const] : []),
    ...(objective?.featureAttributionSpec ? ['attribution-drift' as const] : []),
  ];
}

/**
 * A monitor of a model's version, wherever it is served: v2 of model monitoring. What a run was told wins over what the
 * monitor says.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/model-monitoring/set-up-model-monitoring
 */
export const modelMonitors = collector({
  provider: 'gcp',
  id: 'gcp/vertex/model-monitor',
  service: 'aiplatform',
  kind: 'ml.monitor',
  nativeType: 'aiplatform.googleapis.com/ModelMonitor',
  at: 'region',
  list: vertexList(operation, 'modelMonitors'),
  reads: [
    {
      service: 'aiplatform',
      operation: 'modelMonitoringJobs.list',
      permission: 'aiplatform.modelMonitoringJobs.list',
      expects: { mayBeEmpty: protoJson },
      input: (item) => ({ name: item.name ?? '', pageSize: 100 }),
    },
    {
      service: 'aiplatform',
      operation: 'schedules.get',
      permission: 'aiplatform.schedules.get',
      memo: true,
      expects: 'name',
      // One that was deleted starts nothing, either.
      answers: ['NOT_FOUND'],
      input: (_item, got) => {
        const { value } = newest.map(got);
        return isMissingValue(value) || !value?.schedule ? null : { name: value.schedule };
      },
    },
  ],
  uid,
  name: nameOf,
  facts: {
    ...data.facts,
    ...own.facts,
    ...unlabelled,
    ...monitorRows.facts,
    signals: derive([newest, raw(operation, '/tabularObjective')], (run, objective) =>
      signalsOf(run?.modelMonitoringSpec?.objectiveSpec?.tabularObjective ?? objective),
    ),
    // A monitor that no schedule runs is no regular check.
    active: derive([newest, raw('schedules.get', '/name'), raw('schedules.get', '/state')], (run, found, state) => {
      if (!run?.schedule || found === undefined) return false;
      return state === undefined ? missing('the answer does not say whether the schedule runs') : states(state);
    }),
    lastResult: derive([newest], (run) => {
      if (run === null) return 'never-ran' as const;
      if (run.state !== undefined && jobOutcome(run.state) === 'failed') return 'failed' as const;
      return missing('Ask for the anomalies that it found: a run says only how it ended.', 'not-exposed');
    }),
    lastRanAt: derive([newest], (run) => (run === null ? null : (run.scheduleTime ?? run.createTime ?? missing()))),
    baseline: derive(
      [newest, raw(operation, '/trainingDataset')],
      (run, training) => (run?.modelMonitoringSpec?.objectiveSpec?.baselineDataset ?? training) !== undefined,
    ),
    notifies: derive([newest, raw(operation, '/notificationSpec')], (run, spec) => {
      const told = run?.modelMonitoringSpec?.notificationSpec ?? spec;
      return (told?.emailConfig?.userEmails ?? []).length + (told?.notificationChannelConfigs ?? []).length;
    }),
    state: alwaysActive,
    lastUsedAt: derive([newest], (run) => (run === null ? null : (run.scheduleTime ?? run.createTime ?? missing()))),
  },
  links: {
    ...data.links,
    ...monitorRows.links,
    endpoints: derive([newest, fromScope((answers) => answers)], (run, answers) =>
      (run?.modelMonitoringSpec?.objectiveSpec?.targetDataset?.vertexEndpointLogs?.endpoints ?? []).map((name) =>
        linkUid('aiplatform', name, answers),
      ),
    ),
  },
});
