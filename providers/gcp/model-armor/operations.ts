import type { RestOperations } from '../../rest/operation.ts';

/**
 * Reads of Model Armor. Templates are behind addresses of their location, floor settings behind the global one.
 *
 * @see https://docs.cloud.google.com/model-armor/reference/rest
 */
export const modelArmorOperations: RestOperations = {
  modelarmor: {
    'templates.list': { path: '/v1/projects/{account}/locations/{region}/templates' },
    getFloorSetting: { path: '/v1/projects/{account}/locations/global/floorSetting' },
  },
};
