import type { JsonObject } from '../../model/json.ts';
import { gcpFault } from './dialect.ts';
import { type Call, projectOf, type Route } from './resources.ts';

/** A key by its whole name. @throws RestError 404 */
function keyOf(call: Call): JsonObject {
  const { id, resources } = projectOf(call);
  const { location, ring, key } = call.params;
  const name = `projects/${id}/locations/${location}/keyRings/${ring}/cryptoKeys/${key}`;
  const items = resources['cloudkms/cryptoKeys'] ?? [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items.at(index);
    if (item?.name === name) return item;
  }
  throw gcpFault(404, 'NOT_FOUND', `CryptoKey ${name} not found.`);
}

const ring = '/cloudkms/v1/projects/{project}/locations/{location}/keyRings/{ring}';

/** Keys with their policies; rings have none of their own here. */
export const kmsRoutes: readonly Route[] = [
  {
    service: 'cloudkms',
    operation: 'cryptoKeys.getIamPolicy',
    path: `${ring}/cryptoKeys/{key}:getIamPolicy`,
    handle: (call) => ({ etag: 'ACAB', ...(keyOf(call).policy as object | undefined) }), // an object where there is one
  },
  {
    service: 'cloudkms',
    operation: 'keyRings.getIamPolicy',
    path: `${ring}:getIamPolicy`,
    handle: (call) => {
      projectOf(call);
      return { etag: 'ACAB' };
    },
  },
  {
    service: 'cloudkms',
    operation: 'cryptoKeys.get',
    path: `${ring}/cryptoKeys/{key}`,
    handle: (call) => {
      const { policy: _policy, ...key } = keyOf(call);
      return key;
    },
  },
];
