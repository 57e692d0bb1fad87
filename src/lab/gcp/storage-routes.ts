import type { JsonObject } from '../../model/json.ts';
import { gcpFault } from './dialect.ts';
import { type Call, listed, type Route } from './resources.ts';

/** A bucket by its name, whichever project it is of. @throws RestError 404 */
function bucketOf({ estate, params }: Call): JsonObject {
  for (const { number, resources } of estate.projects) {
    const items = resources['storage/buckets'] ?? [];
    for (let index = 0; index < items.length; index += 1) {
      const item = items.at(index);
      if (item?.name === params.bucket) return { ...item, projectNumber: number };
    }
  }
  throw gcpFault(404, 'NOT_FOUND', 'The specified bucket does not exist.');
}

const path = '/storage/storage/v1/b/{bucket}';

/** Buckets with their policies, and keys to them that accounts have. */
export const storageRoutes: readonly Route[] = [
  {
    service: 'storage',
    operation: 'buckets.get',
    path,
    handle: (call) => {
      const { policy: _policy, ...bucket } = bucketOf(call);
      return { kind: 'storage#bucket', ...bucket };
    },
  },
  {
    service: 'storage',
    operation: 'buckets.getIamPolicy',
    path: `${path}/iam`,
    handle: (call) => ({
      kind: 'storage#policy',
      etag: 'CAE=',
      ...(bucketOf(call).policy as object | undefined), // an object where there is one
    }),
  },
  {
    service: 'storage',
    operation: 'projects.hmacKeys.list',
    path: '/storage/storage/v1/projects/{project}/hmacKeys',
    handle: (call) => {
      const all = listed(call, 'hmacKeys');
      const items = Array.from({ length: all.length }, (_, index) => all.at(index)).filter(
        (one) => one?.serviceAccountEmail === call.query.get('serviceAccountEmail'),
      );
      return { kind: 'storage#hmacKeysMetadata', ...(items.length > 0 ? { items } : {}) };
    },
  },
];
