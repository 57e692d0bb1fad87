import { listed, paging, type Route } from './resources.ts';

/** Dataproc: clusters, batches and running sessions of a region. */
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
  {
    service: 'dataproc',
    operation: 'sessions.list',
    path: '/dataproc/v1/projects/{project}/locations/{location}/sessions',
    list: (call) => {
      const all = listed(call, `locations/${call.params.location}/sessions`);
      const wanted = /^state = (\w+)$/.exec(call.query.get('filter') ?? '')?.[1];
      return Array.from({ length: all.length }, (_one, index) => all.at(index) ?? {}).filter(
        ({ state }) => wanted === undefined || state === wanted,
      );
    },
    paging: paging('sessions'),
  },
];
