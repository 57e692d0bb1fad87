import type { RestOperations } from '../../rest/operation.ts';

/**
 * What opens the Gemini API of a project: whether it is switched on, and its keys, whose text is never in the list.
 *
 * @see https://cloud.google.com/service-usage/docs/reference/rest/v1/services/get
 * @see https://docs.cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys/list
 */
export const geminiOperations: RestOperations = {
  serviceusage: {
    'services.get': { path: '/v1/projects/{account}/services/{service}', query: { fields: 'name,state' } },
  },
  apikeys: { 'keys.list': { path: '/v2/projects/{account}/locations/global/keys' } },
};
