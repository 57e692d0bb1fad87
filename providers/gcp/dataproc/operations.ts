import type { RestOperations } from '../../rest/operation.ts';

/**
 * Reads of Dataproc.
 *
 * @see https://cloud.google.com/dataproc/docs/reference/rest/v1/projects.regions.clusters/list
 * @see https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/projects.locations.batches/list
 * @see https://cloud.google.com/dataproc-serverless/docs/reference/rest/v1/projects.locations.sessions/list
 */
export const dataprocOperations: RestOperations = {
  dataproc: {
    'clusters.list': { path: '/v1/projects/{account}/regions/{region}/clusters' },
    'batches.list': { path: '/v1/projects/{account}/locations/{region}/batches' },
    'sessions.list': { path: '/v1/projects/{account}/locations/{region}/sessions' },
  },
};
