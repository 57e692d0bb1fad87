/** Machines of a cluster that are alike. */
export interface InstanceGroup {
  numInstances?: number;
  preemptibility?: string;
  isPreemptible?: boolean;
}

/** An item of `projects.regions.clusters.list`. @see https://cloud.google.com/dataproc/docs/reference/rest/v1/ClusterConfig (2026-11) */
export interface Cluster {
  clusterName: string;
  labels?: Record<string, string>;
  status?: { state?: string; stateStartTime?: string };
  statusHistory?: { state?: string; stateStartTime?: string }[];
  /** Left out of a cluster that runs on Kubernetes. */
  config?: ClusterConfig;
}

export interface ClusterConfig {
  configBucket?: string;
  tempBucket?: string;
  gceClusterConfig?: {
    zoneUri?: string;
    networkUri?: string;
    subnetworkUri?: string;
    internalIpOnly?: boolean;
    serviceAccount?: string;
    tags?: string[];
    metadata?: Record<string, string>;
  };
  masterConfig?: InstanceGroup;
  workerConfig?: InstanceGroup;
  secondaryWorkerConfig?: InstanceGroup;
  softwareConfig?: { imageVersion?: string; properties?: Record<string, string> };
  initializationActions?: { executableFile?: string }[];
  encryptionConfig?: { gcePdKmsKeyName?: string; kmsKey?: string };
  autoscalingConfig?: { policyUri?: string };
  securityConfig?: { identityConfig?: { userServiceAccountMapping?: Record<string, string> } };
  lifecycleConfig?: { idleDeleteTtl?: string; idleStopTtl?: string };
  endpointConfig?: { enableHttpPortAccess?: boolean };
}

/** What a batch runs; which members there are hangs on its language. */
export interface BatchCode {
  mainPythonFileUri?: string;
  mainJarFileUri?: string;
  mainClass?: string;
  mainRFileUri?: string;
  queryFileUri?: string;
  args?: string[];
  pythonFileUris?: string[];
  jarFileUris?: string[];
  fileUris?: string[];
  archiveUris?: string[];
}

/** @see https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/EnvironmentConfig (2026-11) */
export interface ExecutionConfig {
  serviceAccount?: string;
  networkUri?: string;
  subnetworkUri?: string;
  networkTags?: string[];
  kmsKey?: string;
  ttl?: string;
  /** Of sessions only. */
  idleTtl?: string;
  stagingBucket?: string;
  authenticationConfig?: { userWorkloadAuthenticationType?: string };
}

/** An item of `projects.locations.sessions.list`. @see https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/projects.locations.sessions (2026-11) */
export interface Session {
  name: string;
  createTime?: string;
  state?: string;
  stateTime?: string;
  labels?: Record<string, string>;
  runtimeConfig?: { version?: string; containerImage?: string; properties?: Record<string, string> };
  environmentConfig?: { executionConfig?: ExecutionConfig };
}

/** An item of `projects.locations.batches.list`. @see https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/projects.locations.batches (2026-11) */
export interface Batch extends Session {
  stateHistory?: { state?: string; stateStartTime?: string }[];
  pysparkBatch?: BatchCode;
  sparkBatch?: BatchCode;
  sparkRBatch?: BatchCode;
  sparkSqlBatch?: BatchCode;
}
