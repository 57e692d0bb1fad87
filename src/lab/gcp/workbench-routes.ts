import { listed, paging, type Route } from './resources.ts';

/** Workbench: all instances of a project at once, wherever they are. */
export const workbenchRoutes: readonly Route[] = [
  {
    service: 'notebooks',
    operation: 'instances.list',
    path: '/notebooks/v2/projects/{project}/locations/-/instances',
    list: (call) => listed(call, 'instances'),
    paging: paging('instances'),
  },
];
