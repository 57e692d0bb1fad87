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
