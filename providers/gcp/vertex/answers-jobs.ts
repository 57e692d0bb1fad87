/**
 * Members of Vertex AI's jobs, pipelines, data and stores that are read, API v1 (names checked against the discovery
 * document in googleapis 188.0.0).
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest
 */
import type { Described, EnvVar, PrivateServiceConnect, Replicas } from './answers.ts';

export interface WorkerPool {
  replicaCount?: string;
  containerSpec?: { imageUri?: string; command?: string[]; args?: string[]; env?: EnvVar[] };
  pythonPackageSpec?: { executorImageUri?: string; packageUris?: string[]; args?: string[]; env?: EnvVar[] };
}

export interface CustomJobSpec {
  workerPoolSpecs?: WorkerPool[];
  scheduling?: { timeout?: string; strategy?: string };
  serviceAccount?: string;
  network?: string;
  pscInterfaceConfig?: { networkAttachment?: string };
  enableWebAccess?: boolean;
  enableDashboardAccess?: boolean;
  persistentResourceId?: string;
  baseOutputDirectory?: { outputUriPrefix?: string };
  experimentRun?: string;
}

export interface Job extends Described {
  state?: string;
  startTime?: string;
  endTime?: string;
}

export interface CustomJob extends Job {
  jobSpec?: CustomJobSpec;
}

export interface HyperparameterTuningJob extends Job {
  trialJobSpec?: CustomJobSpec;
}

export interface TrainingPipeline extends Job {
  trainingTaskDefinition?: string;
  inputDataConfig?: {
    datasetId?: string;
    gcsDestination?: { outputUriPrefix?: string };
    bigqueryDestination?: { outputUri?: string };
  };
  modelToUpload?: Described;
}

export interface BatchPredictionJob extends Job {
  model?: string;
  modelVersionId?: string;
  serviceAccount?: string;
  unmanagedContainerModel?: { artifactUri?: string; containerSpec?: { imageUri?: string; env?: EnvVar[] } };
  dedicatedResources?: { startingReplicaCount?: number; maxReplicaCount?: number };
  inputConfig?: { gcsSource?: { uris?: string[] }; bigquerySource?: { inputUri?: string } };
  outputConfig?: {
    gcsDestination?: { outputUriPrefix?: string };
    bigqueryDestination?: { outputUri?: string };
  };
}

export interface TuningJob extends Job {
  baseModel?: string;
  serviceAccount?: string;
  supervisedTuningSpec?: { trainingDatasetUri?: string; validationDatasetUri?: string };
  preferenceOptimizationSpec?: { trainingDatasetUri?: string; validationDatasetUri?: string };
}

export interface PipelineJob extends Job {
  serviceAccount?: string;
  network?: string;
  pscInterfaceConfig?: { networkAttachment?: string };
  templateUri?: string;
  templateMetadata?: { version?: string };
  scheduleName?: string;
  pipelineSpec?: PipelineSpec;
  jobDetail?: { taskDetails?: { taskName?: string; state?: string }[] };
}

/** What of a compiled pipeline is looked at. @see https://www.kubeflow.org/docs/components/pipelines/reference/ */
export interface PipelineSpec {
  root?: {
    dag?: { tasks?: Record<string, { triggerPolicy?: { condition?: string }; componentRef?: { name?: string } }> };
  };
  components?: Record<
    string,
    { dag?: { tasks?: Record<string, { triggerPolicy?: { condition?: string }; componentRef?: { name?: string } }> } }
  >;
  deploymentSpec?: { executors?: Record<string, { container?: { image?: string } }> };
}

export interface Schedule extends Described {
  state?: string;
  cron?: string;
  createPipelineJobRequest?: { pipelineJob?: PipelineJob };
  createNotebookExecutionJobRequest?: { notebookExecutionJob?: { serviceAccount?: string; executionUser?: string } };
  lastScheduledRunResponse?: { runResponse?: string; scheduledRunTime?: string };
  startedRunCount?: string;
}

export interface Dataset extends Described {
  metadataSchemaUri?: string;
  metadata?: {
    gcsBucket?: string;
    dataItemSchemaUri?: string;
    inputConfig?: { gcsSource?: { uri?: string[] }; bigquerySource?: { uri?: string } };
  };
}

export interface FeatureOnlineStore extends Described {
  state?: string;
  bigtable?: object;
  optimized?: object;
  dedicatedServingEndpoint?: { privateServiceConnectConfig?: PrivateServiceConnect; publicEndpointDomainName?: string };
}

export interface FeatureGroup extends Described {
  bigQuery?: { bigQuerySource?: { inputUri?: string } };
  serviceAgentType?: string;
  serviceAccountEmail?: string;
}

export interface Featurestore extends Described {
  state?: string;
  onlineServingConfig?: { fixedNodeCount?: number; scaling?: { minNodeCount?: number } };
  onlineStorageTtlDays?: number;
}

export interface MetadataStore extends Described {
  dataplexConfig?: { enabledPipelinesLineage?: boolean };
}

export interface Index extends Described {
  deployedIndexes?: { indexEndpoint?: string; deployedIndexId?: string }[];
}

export interface IndexEndpoint extends Described {
  network?: string;
  enablePrivateServiceConnect?: boolean;
  privateServiceConnectConfig?: PrivateServiceConnect;
  publicEndpointEnabled?: boolean;
  deployedIndexes?: {
    id?: string;
    index?: string;
    enableAccessLogging?: boolean;
    deployedIndexAuthConfig?: { authProvider?: { audiences?: string[]; allowedIssuers?: string[] } };
    dedicatedResources?: Replicas;
    automaticResources?: Replicas;
  }[];
}

export interface RagCorpus extends Described {
  corpusStatus?: { state?: string };
  vectorDbConfig?: {
    ragManagedDb?: object;
    pinecone?: { indexName?: string };
    vertexVectorSearch?: { index?: string; indexEndpoint?: string };
    apiAuth?: { apiKeyConfig?: { apiKeySecretVersion?: string; apiKeyString?: string } };
  };
  vertexAiSearchConfig?: { servingConfig?: string };
}

export interface RagFile {
  name?: string;
  gcsSource?: { uris?: string[] };
  googleDriveSource?: { resourceIds?: { resourceId?: string }[] };
  directUploadSource?: object;
  slackSource?: object;
  jiraSource?: object;
  sharePointSources?: object;
  createTime?: string;
  updateTime?: string;
  fileStatus?: { state?: string };
}

export interface ReasoningEngine extends Described {
  spec?: {
    serviceAccount?: string;
    identityType?: string;
    effectiveIdentity?: string;
    agentFramework?: string;
    containerSpec?: { imageUri?: string };
    packageSpec?: { pickleObjectGcsUri?: string; requirementsGcsUri?: string; dependencyFilesGcsUri?: string };
    sourceCodeSpec?: object;
    deploymentSpec?: {
      env?: EnvVar[];
      secretEnv?: { name?: string }[];
      pscInterfaceConfig?: { networkAttachment?: string };
      minInstances?: number;
    };
  };
  contextSpec?: { memoryBankConfig?: object };
}

export interface CachedContent extends Described {
  model?: string;
  expireTime?: string;
}
