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
    'models.get': named,
    'endpoints.list': list('endpoints'),
    'endpoints.get': named,
    'deploymentResourcePools.get': named,
    'modelDeploymentMonitoringJobs.get': named,
  },
  // https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets/get
  bigquery: { 'datasets.get': { path: '/bigquery/v2/projects/{project}/datasets/{dataset}' } },
};
