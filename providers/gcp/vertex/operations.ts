import type { RestOperation, RestOperations } from '../../rest/operation.ts';

/** A list of a location. @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest */
const list = (collection: string, version = 'v1'): RestOperation => ({
  path: `/${version}/projects/{account}/locations/{region}/${collection}`,
});
/** One thing by its name (`projects/...`), as other answers give it. */
const named: RestOperation = { path: '/v1/{+name}' };

/** Reads of Vertex AI. */
export const vertexOperations: RestOperations = {
  aiplatform: {
    'models.list': list('models'),
    'models.get': named,
    'models.listVersions': { path: '/v1/{+name}:listVersions' },
    'models.evaluations.list': { path: '/v1beta1/{+name}/evaluations' },
    'endpoints.list': list('endpoints'),
    'endpoints.get': named,
    'deploymentResourcePools.get': named,
    'datasets.list': list('datasets'),
    'datasets.datasetVersions.list': { path: '/v1/{+name}/datasetVersions' },
    'trainingPipelines.list': list('trainingPipelines'),
    'trainingPipelines.get': named,
    'customJobs.list': list('customJobs'),
    'hyperparameterTuningJobs.list': list('hyperparameterTuningJobs'),
    'batchPredictionJobs.list': list('batchPredictionJobs'),
    'tuningJobs.list': list('tuningJobs'),
    'pipelineJobs.list': list('pipelineJobs'),
    'schedules.list': list('schedules'),
    'schedules.get': named,
    'modelMonitors.list': list('modelMonitors', 'v1beta1'),
    'modelMonitoringJobs.list': { path: '/v1beta1/{+name}/modelMonitoringJobs' },
    'evaluationRuns.list': list('evaluationRuns'),
    'featureOnlineStores.list': list('featureOnlineStores'),
    'featureGroups.list': list('featureGroups'),
    'featurestores.list': list('featurestores'),
    'metadataStores.list': list('metadataStores'),
    'tensorboards.list': list('tensorboards'),
    'indexes.list': list('indexes'),
    'indexEndpoints.list': list('indexEndpoints'),
    'ragCorpora.list': list('ragCorpora'),
    'ragFiles.list': { path: '/v1/{+name}/ragFiles' },
    'reasoningEngines.list': list('reasoningEngines'),
    'notebookRuntimeTemplates.list': list('notebookRuntimeTemplates'),
    'notebookRuntimeTemplates.get': named,
    'notebookRuntimes.list': list('notebookRuntimes'),
    'notebookExecutionJobs.list': list('notebookExecutionJobs'),
    'cachedContents.list': list('cachedContents'),
    'persistentResources.list': list('persistentResources'),
    'modelDeploymentMonitoringJobs.list': list('modelDeploymentMonitoringJobs'),
    'modelDeploymentMonitoringJobs.get': named,
  },
  // https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets/get
  bigquery: { 'datasets.get': { path: '/bigquery/v2/projects/{project}/datasets/{dataset}' } },
};
