import { listed, paging, projectOf, type Route } from './resources.ts';

/** Service Usage and API keys, as far as the Gemini API goes. */
export const geminiRoutes: readonly Route[] = [
  {
    service: 'serviceusage',
    operation: 'services.get',
    path: '/serviceusage/v1/projects/{project}/services/{name}',
    handle: (call) => {
      const { number, enabled = [] } = projectOf(call);
      const name = call.params.name ?? '';
      return { name: `projects/${number}/services/${name}`, state: enabled.includes(name) ? 'ENABLED' : 'DISABLED' };
    },
  },
  {
    service: 'apikeys',
    operation: 'keys.list',
    path: '/apikeys/v2/projects/{project}/locations/global/keys',
    list: (call) => listed(call, 'keys'),
    paging: paging('keys'),
  },
];
