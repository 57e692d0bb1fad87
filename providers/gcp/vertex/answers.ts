/**
 * Members of Vertex AI's answers that are read, API v1 (names checked against the discovery document in googleapis
 * 188.0.0). What is empty, zero or false is left out of the JSON.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest
 */

export interface EncryptionSpec {
  kmsKeyName?: string;
}

export interface Described {
  name?: string;
  displayName?: string;
  description?: string;
  labels?: Record<string, string>;
  createTime?: string;
  updateTime?: string;
  encryptionSpec?: EncryptionSpec;
}

export interface EnvVar {
  name?: string;
  value?: string;
}

export interface PrivateServiceConnect {
  enablePrivateServiceConnect?: boolean;
  projectAllowlist?: string[];
}

export interface Replicas {
  minReplicaCount?: number;
  maxReplicaCount?: number;
}

export interface DeployedModel {
  id?: string;
  displayName?: string;
  model?: string;
  modelVersionId?: string;
  serviceAccount?: string;
  enableAccessLogging?: boolean;
  disableContainerLogging?: boolean;
  disableExplanations?: boolean;
  explanationSpec?: ExplanationSpec;
  dedicatedResources?: Replicas;
  automaticResources?: Replicas;
  sharedResources?: string;
  createTime?: string;
  status?: { lastUpdateTime?: string };
}

export interface Endpoint extends Described {
  deployedModels?: DeployedModel[];
  trafficSplit?: Record<string, number>;
  network?: string;
  enablePrivateServiceConnect?: boolean;
  privateServiceConnectConfig?: PrivateServiceConnect;
  dedicatedEndpointEnabled?: boolean;
  predictRequestResponseLoggingConfig?: {
    enabled?: boolean;
    samplingRate?: number;
    bigqueryDestination?: { outputUri?: string };
  };
  modelDeploymentMonitoringJob?: string;
}

export interface DeploymentResourcePool {
  name?: string;
  dedicatedResources?: Replicas;
  serviceAccount?: string;
  disableContainerLogging?: boolean;
}

export interface ExplanationSpec {
  parameters?: {
    sampledShapleyAttribution?: object;
    integratedGradientsAttribution?: object;
    xraiAttribution?: object;
    examples?: object;
  };
}

export interface Model extends Described {
  versionId?: string;
  versionAliases?: string[];
  versionDescription?: string;
  versionCreateTime?: string;
  versionUpdateTime?: string;
  artifactUri?: string;
  containerSpec?: { imageUri?: string; env?: EnvVar[]; args?: string[]; command?: string[] };
  explanationSpec?: ExplanationSpec;
  predictSchemata?: { instanceSchemaUri?: string; predictionSchemaUri?: string };
  modelSourceInfo?: { sourceType?: string; copy?: boolean };
  baseModelSource?: { modelGardenSource?: { publicModelName?: string }; genieSource?: { baseModelUri?: string } };
  trainingPipeline?: string;
  pipelineJob?: string;
}

/** v1beta1, which alone has `biasConfigs`. */
export interface ModelEvaluation {
  name?: string;
  metricsSchemaUri?: string;
  metrics?: object;
  biasConfigs?: object;
  modelExplanation?: object;
  explanationSpecs?: object[];
}

export interface MonitoringJob extends Described {
  endpoint?: string;
  state?: string;
  scheduleState?: string;
  modelDeploymentMonitoringObjectiveConfigs?: { deployedModelId?: string; objectiveConfig?: ObjectiveConfig }[];
  loggingSamplingStrategy?: { randomSampleConfig?: { sampleRate?: number } };
  modelMonitoringAlertConfig?: {
    emailAlertConfig?: { userEmails?: string[] };
    notificationChannels?: string[];
    enableLogging?: boolean;
  };
  latestMonitoringPipelineMetadata?: { runTime?: string; status?: { code?: number } };
  bigqueryTables?: { bigqueryTablePath?: string }[];
  statsAnomaliesBaseDirectory?: { outputUriPrefix?: string };
}

export interface ObjectiveConfig {
  trainingDataset?: object;
  trainingPredictionSkewDetectionConfig?: {
    skewThresholds?: object;
    attributionScoreSkewThresholds?: object;
    defaultSkewThreshold?: object;
  };
  predictionDriftDetectionConfig?: {
    driftThresholds?: object;
    attributionScoreDriftThresholds?: object;
    defaultDriftThreshold?: object;
  };
  explanationConfig?: { enableFeatureAttributes?: boolean };
}
