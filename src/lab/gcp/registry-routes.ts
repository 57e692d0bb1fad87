import type { JsonObject } from '../../model/json.ts';
import { type Call, itemOf, listed, type Route } from './resources.ts';

const path = '/artifactregistry/v1/projects/{project}/locations/{location}/repositories/{repository}';

const repositoryOf = (call: Call): JsonObject =>
  itemOf(listed(call, `locations/${call.params.location}/repositories`), call.params.repository ?? '', 'repository');

/** Repositories of Artifact Registry with their policies. */
export const registryRoutes: readonly Route[] = [
  {
    service: 'artifactregistry',
    operation: 'repositories.getIamPolicy',
    path: `${path}:getIamPolicy`,
    handle: (call) => ({ etag: 'ACAB', ...(repositoryOf(call).policy as object | undefined) }), // an object where there is one
  },
  {
    service: 'artifactregistry',
    operation: 'repositories.get',
    path,
    handle: (call) => {
      const { policy: _policy, ...repository } = repositoryOf(call);
      return repository;
    },
  },
];
