import type { JsonObject } from '../../model/json.ts';
import type { Collection } from '../collection.ts';
import type { RestCall, RestPaging, RestRoute } from '../rest/route.ts';
import { errorInfo, gcpFault, projectIn } from './dialect.ts';
import type { GcpEstate, GcpProject } from './estate.ts';

export type Call = RestCall<GcpEstate>;
export type Route = RestRoute<GcpEstate>;

/**
 * The project that a call is about, if it answers.
 *
 * @throws RestError as Google says it: unknown or foreign (403), being deleted (403), service switched off (403), down (503)
 */
export function projectOf({ estate, params, service, region }: Call): GcpProject {
  const found = projectIn(estate, params.project);
  if (!found)
    throw gcpFault(403, 'PERMISSION_DENIED', `Permission denied on resource project ${params.project}.`, [
      errorInfo('IAM_PERMISSION_DENIED'),
    ]);
  if (found.state === 'DELETE_REQUESTED')
    throw gcpFault(403, 'PERMISSION_DENIED', `Project '${found.number}' is being deleted.`, [
      errorInfo('CONSUMER_INVALID', { consumer: `projects/${found.number}` }),
    ]);
  if (found.disabled?.includes(service))
    throw gcpFault(
      403,
      'PERMISSION_DENIED',
      `${service} API has not been used in project ${found.number} before or it is disabled.`,
      [errorInfo('SERVICE_DISABLED', { service: `${service}.googleapis.com` })],
    );
  if (estate.down?.some((one) => one.service === service && one.region === region))
    throw gcpFault(503, 'UNAVAILABLE', 'The service is currently unavailable.');
  return found;
}

/** Resources of a project by the path of their list. */
export function listed(call: Call, path: string): Collection<JsonObject> {
  return projectOf(call).resources[`${call.service}/${path}`] ?? [];
}

export function paging(items: string, defaultSize = 50): RestPaging {
  return {
    items,
    answer: 'nextPageToken',
    ask: 'pageToken',
    style: 'token',
    size: 'pageSize',
    defaultSize,
    emptyOmitted: true,
  };
}

/** The item of a list whose name ends so. @throws RestError 404 */
export function itemOf(items: Collection<JsonObject>, id: string, what: string): JsonObject {
  for (let index = 0; index < items.length; index += 1) {
    const item = items.at(index);
    if (item && String(item.name).split('/').at(-1) === id) return item;
  }
  throw gcpFault(404, 'NOT_FOUND', `The ${what} "${id}" does not exist.`);
}
