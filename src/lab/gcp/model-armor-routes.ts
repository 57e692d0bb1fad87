import { listed, paging, type Route } from './resources.ts';

const service = 'modelarmor';

/** Model Armor: templates of a location, and the floor setting of a project, which always answers. */
export const modelArmorRoutes: readonly Route[] = [
  {
    service,
    operation: 'templates.list',
    path: `/${service}/v1/projects/{project}/locations/{location}/templates`,
    list: (call) => listed(call, `locations/${call.params.location}/templates`),
    paging: paging('templates'),
  },
  {
    service,
    operation: 'getFloorSetting',
    path: `/${service}/v1/projects/{project}/locations/global/floorSetting`,
    handle: (call) => ({
      name: `projects/${call.params.project}/locations/global/floorSetting`,
      ...listed(call, 'floorSetting').at(0),
    }),
  },
];
