import type { RestOperations } from '../../rest/operation.ts';

/** Reads of Workbench. @see https://cloud.google.com/vertex-ai/docs/workbench/reference/rest/v2/projects.locations.instances */
export const workbenchOperations: RestOperations = {
  notebooks: {
    // All locations of the project at once: instances lie in zones.
    'instances.list': { path: '/v2/projects/{account}/locations/-/instances' },
  },
};
