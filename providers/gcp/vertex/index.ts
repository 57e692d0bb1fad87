import type { Collector } from '../../../src/model/provider.ts';
import { batchPredictionJobs } from './batch-prediction-job.ts';
import { cachedContents } from './cached-content.ts';
import { customJobs, hyperparameterTuningJobs } from './custom-job.ts';
import { datasets } from './dataset.ts';
import { deployments } from './deployment.ts';
import { endpoints } from './endpoint.ts';
import { evaluationRuns } from './evaluation-run.ts';
import { featureGroups, featureOnlineStores, featurestores } from './feature-store.ts';
import { atGlobalEndpoint } from './global-endpoint.ts';
import { models } from './model.ts';
import { modelMonitors } from './model-monitor.ts';
import { modelVersions } from './model-version.ts';
import { monitoringJobs } from './monitoring-job.ts';
import { notebookExecutionJobs } from './notebook-execution-job.ts';
import { notebookRuntimes } from './notebook-runtime.ts';
import { notebookRuntimeTemplates } from './notebook-runtime-template.ts';
import { persistentResources } from './persistent-resource.ts';
import { pipelineJobs } from './pipeline-job.ts';
import { ragCorpora, vectorDatabases } from './rag-corpus.ts';
import { reasoningEngines } from './reasoning-engine.ts';
import { schedules } from './schedule.ts';
import { metadataStores, tensorboards } from './tracking.ts';
import { trainingPipelines } from './training-pipeline.ts';
import { tuningJobs } from './tuning-job.ts';
import { indexEndpoints, unattachedIndexes } from './vector-index.ts';

/** Vertex AI: what is listed in each location, and what is asked for at the global endpoint. */
export const vertexCollectors: readonly Collector[] = [
  endpoints,
  deployments,
  models,
  modelVersions,
  monitoringJobs,
  modelMonitors,
  evaluationRuns,
  datasets,
  customJobs,
  hyperparameterTuningJobs,
  trainingPipelines,
  tuningJobs,
  batchPredictionJobs,
  atGlobalEndpoint(batchPredictionJobs),
  pipelineJobs,
  schedules,
  featureOnlineStores,
  featureGroups,
  featurestores,
  metadataStores,
  tensorboards,
  indexEndpoints,
  unattachedIndexes,
  ragCorpora,
  vectorDatabases,
  reasoningEngines,
  cachedContents,
  atGlobalEndpoint(cachedContents),
  notebookRuntimeTemplates,
  notebookRuntimes,
  notebookExecutionJobs,
  persistentResources,
];
