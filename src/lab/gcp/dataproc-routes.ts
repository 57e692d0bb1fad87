import { listed, paging, type Route } from './resources.ts';

/** Dataproc: clusters of a region. */
export const dataprocRoutes: readonly Route[] = [
  {
    service: 'dataproc',
    operation: 'clusters.list',
    path: '/dataproc/v1/projects/{project}/regions/{location}/clusters',
    list: (call) => listed(call, `regions/${call.params.location}/clusters`),
    paging: paging('clusters'),
  },
];
