/**
 * Members of answers that Vertex AI gives in API v1beta1 only (names checked against the discovery document in
 * googleapis 188.0.0), and of evaluation runs (v1).
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest
 */
import type { Described } from './answers.ts';

export interface TabularObjective {
  featureDriftSpec?: object;
  predictionOutputDriftSpec?: object;
  featureAttributionSpec?: object;
}

export interface NotificationSpec {
  emailConfig?: { userEmails?: string[] };
  notificationChannelConfigs?: object[];
}

export interface ModelMonitor extends Described {
  modelMonitoringTarget?: { vertexModel?: { model?: string; modelVersionId?: string } };
  tabularObjective?: TabularObjective;
  trainingDataset?: object;
  notificationSpec?: NotificationSpec;
}

export interface ModelMonitoringJob {
  name?: string;
  state?: string;
  schedule?: string;
  createTime?: string;
  scheduleTime?: string;
  modelMonitoringSpec?: {
    objectiveSpec?: {
      tabularObjective?: TabularObjective;
      baselineDataset?: object;
      targetDataset?: { vertexEndpointLogs?: { endpoints?: string[] } };
    };
    notificationSpec?: NotificationSpec;
  };
}

export interface EvaluationRun extends Described {
  state?: string;
  evaluationConfig?: { metrics?: { metric?: string }[] };
  inferenceConfigs?: Record<string, { model?: string }>;
}
