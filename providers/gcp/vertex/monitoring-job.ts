import { answersOf, derive, fromScope, missing } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { encryption } from '../rows/encryption.ts';
import { linkUid } from '../rows/names.ts';
import type { MonitoringJob, ObjectiveConfig } from './answers.ts';
import { about, nameOf, uid, vertexList } from './common.ts';
import { jobState } from './job-rows.ts';
import { monitorRows } from './monitor-rows.ts';

const operation = 'modelDeploymentMonitoringJobs.list';
const own = about(operation);
const { from, raw } = answersOf<{ 'modelDeploymentMonitoringJobs.list': MonitoringJob }>('aiplatform');
const data = encryption([{ name: 'data', key: own.key }]);
const objectives = derive([raw(operation, '/modelDeploymentMonitoringObjectiveConfigs')], (list) =>
  (list ?? []).map((one): ObjectiveConfig => one.objectiveConfig ?? {}),
);
const latest = raw(operation, '/latestMonitoringPipelineMetadata');

/** A threshold for all features, or one for some: without, nothing is compared. */
const watches = (all: object | undefined, each: object | undefined) =>
  all !== undefined || Object.keys(each ?? {}).length > 0;

function signalsOf({
  trainingPredictionSkewDetectionConfig: skew,
  predictionDriftDetectionConfig: drift,
  ...rest
}: ObjectiveConfig) {
  const out: ('data-drift' | 'attribution-drift')[] = [];
  if (
    watches(skew?.defaultSkewThreshold, skew?.skewThresholds) ||
    watches(drift?.defaultDriftThreshold, drift?.driftThresholds)
  )
    out.push('data-drift');
  const attributions = { ...skew?.attributionScoreSkewThresholds, ...drift?.attributionScoreDriftThresholds };
  if (rest.explanationConfig?.enableFeatureAttributes === true && Object.keys(attributions).length > 0)
    out.push('attribution-drift');
  return out;
}

/**
 * A monitor of an endpoint's requests. Its "prediction drift" is that of what comes in, not of what is answered.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/model-monitoring/overview
 */
export const monitoringJobs = collector({
  provider: 'gcp',
  id: 'gcp/vertex/monitoring-job',
  service: 'aiplatform',
  kind: 'ml.monitor',
  nativeType: 'aiplatform.googleapis.com/ModelDeploymentMonitoringJob',
  at: 'region',
  list: vertexList(operation, 'modelDeploymentMonitoringJobs'),
  reads: [],
  uid,
  name: nameOf,
  facts: {
    ...data.facts,
    ...own.facts,
    ...monitorRows.facts,
    signals: derive([objectives], (list) => [...new Set(list.flatMap(signalsOf))]),
    active: from(operation, '/state', (state) => state === 'JOB_STATE_RUNNING', { absent: missing() }),
    lastResult: derive([latest], (run) => {
      if (run === undefined) return 'never-ran' as const;
      // Zero, which is left out, is success.
      if ((run.status?.code ?? 0) !== 0) return 'failed' as const;
      return missing(
        'Ask for the anomalies that it found: the job says only that its newest run ended well.',
        'not-exposed',
      );
    }),
    lastRanAt: derive([latest], (run) => (run === undefined ? null : (run.runTime ?? missing()))),
    baseline: derive([objectives], (list) =>
      list.some(
        ({ trainingDataset, trainingPredictionSkewDetectionConfig: skew }) =>
          trainingDataset !== undefined && watches(skew?.defaultSkewThreshold, skew?.skewThresholds),
      ),
    ),
    notifies: derive(
      [raw(operation, '/modelMonitoringAlertConfig')],
      (alerts) => [...(alerts?.emailAlertConfig?.userEmails ?? []), ...(alerts?.notificationChannels ?? [])].length,
    ),
    state: from(operation, '/state', jobState, { absent: missing() }),
    lastUsedAt: derive([latest], (run) => (run === undefined ? null : (run.runTime ?? missing()))),
  },
  links: {
    ...data.links,
    ...monitorRows.links,
    endpoints: derive([raw(operation, '/endpoint'), fromScope((answers) => answers)], (name, answers) =>
      name ? [linkUid('aiplatform', name, answers)] : missing('the endpoint is not named'),
    ),
  },
});
