import type { JsonObject } from '../../model/json.ts';
import { paging, projectOf, type Route } from './resources.ts';

/** Types that Cloud Asset Inventory lists, by service and collection. @see https://cloud.google.com/asset-inventory/docs/supported-asset-types */
const types: Readonly<Record<string, string>> = {
  'aiplatform/batchPredictionJobs': 'BatchPredictionJob',
  'aiplatform/customJobs': 'CustomJob',
  'aiplatform/datasets': 'Dataset',
  'aiplatform/endpoints': 'Endpoint',
  'aiplatform/featureGroups': 'FeatureGroup',
  'aiplatform/featureOnlineStores': 'FeatureOnlineStore',
  'aiplatform/featurestores': 'Featurestore',
  'aiplatform/hyperparameterTuningJobs': 'HyperparameterTuningJob',
  'aiplatform/indexes': 'Index',
  'aiplatform/indexEndpoints': 'IndexEndpoint',
  'aiplatform/metadataStores': 'MetadataStore',
  'aiplatform/models': 'Model',
  'aiplatform/modelDeploymentMonitoringJobs': 'ModelDeploymentMonitoringJob',
  'aiplatform/notebookRuntimes': 'NotebookRuntime',
  'aiplatform/notebookRuntimeTemplates': 'NotebookRuntimeTemplate',
  'aiplatform/pipelineJobs': 'PipelineJob',
  'aiplatform/reasoningEngines': 'ReasoningEngine',
  'aiplatform/schedules': 'Schedule',
  'aiplatform/tensorboards': 'Tensorboard',
  'aiplatform/trainingPipelines': 'TrainingPipeline',
  'aiplatform/tuningJobs': 'TuningJob',
  'dataproc/batches': 'Batch',
  'dataproc/clusters': 'Cluster',
  'notebooks/instances': 'Instance',
};

/** Cloud Asset Inventory: what a project has, by type and location. */
export const inventoryRoutes: readonly Route[] = [
  {
    service: 'cloudasset',
    operation: 'resources.searchAll',
    path: '/cloudasset/v1/projects/{project}:searchAllResources',
    list: (call) => {
      const wanted = call.query.getAll('assetTypes').map((one) => one.replace(/\.\*$/, ''));
      return Object.entries(projectOf(call).resources).flatMap(([path, items]) => {
        const [, service = '', location = '', collection = ''] =
          /^(\w+)\/(?:locations|regions)\/([^/]+)\/(\w+)$/.exec(path) ?? [];
        const type = types[`${service}/${collection}`];
        if (!type || (wanted.length > 0 && !wanted.includes(`${service}.googleapis.com`))) return [];
        return Array.from(
          { length: items.length },
          (_one, index): JsonObject => ({
            name: `//${service}.googleapis.com/${String(items.at(index)?.name)}`,
            assetType: `${service}.googleapis.com/${type}`,
            location,
          }),
        );
      });
    },
    paging: paging('results', 100),
  },
];
