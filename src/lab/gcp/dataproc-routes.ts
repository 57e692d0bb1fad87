import { listed, paging, type Route } from './resources.ts';

/** Dataproc: clusters and batches of a region. */
export const dataprocRoutes: readonly Route[] = [
  {
    service: 'dataproc',
    operation: 'clusters.list',
    path: '/dataproc/v1/projects/{project}/regions/{location}/clusters',
    list: (call) => listed(call, `regions/${call.params.location}/clusters`),
    paging: paging('clusters'),
  },
  {
    service: 'dataproc',
    operation: 'batches.list',
    path: '/dataproc/v1/projects/{project}/locations/{location}/batches',
    list: (call) => listed(call, `locations/${call.params.location}/batches`),
    paging: paging('batches'),
  },
];
