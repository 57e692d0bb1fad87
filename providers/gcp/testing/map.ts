import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { Collector } from '../../../src/model/provider.ts';
import type { Resource } from '../../../src/model/resource.ts';
import * as shared from '../../aws/testing/map.ts';

export { changesOf, denied, plainOf, refused, type Table } from '../../aws/testing/map.ts';

export const testScope = {
  provider: 'gcp',
  account: 'imaging-train',
  accountName: 'test',
  region: 'europe-west4',
} as const;

/** Numbers of the projects of the scan. */
export const aliases = new Map([
  ['111', 'imaging-train'],
  ['222', 'imaging-serve'],
]);

export interface Given {
  item: JsonObject;
  reads?: shared.Table;
  settings?: shared.Given['settings'];
}

/** Answers that many collectors ask for: a project of an organisation without perimeters or audit records. */
export const usual: shared.Table = {
  'projects.getIamPolicy': { etag: 'e', bindings: [] },
  'projects.getAncestry': {
    ancestor: [
      { resourceId: { type: 'project', id: 'imaging-train' } },
      { resourceId: { type: 'folder', id: '55' } },
      { resourceId: { type: 'organization', id: '99' } },
    ],
  },
  'folders.getIamPolicy': { etag: 'e' },
  'organizations.getIamPolicy': { etag: 'e' },
  'organizations.get': { name: 'organizations/99', displayName: 'hospital.example' },
  'accessPolicies.list': { accessPolicies: [{ name: 'accessPolicies/7' }] },
  'servicePerimeters.list': { servicePerimeters: [] },
  'accessLevels.list': {},
};

export function full({ item, reads = {}, settings }: Given): shared.Given {
  return {
    item,
    reads: { ...usual, ...reads },
    scope: testScope,
    accounts: ['imaging-train', 'imaging-serve'],
    aliases,
    ...(settings ? { settings } : {}),
  };
}

/** The resource that these answers make. */
export function resourceOf(collector: Collector, given: Given): Resource {
  return shared.resourceOf(collector, full(given));
}

/** A copy of a JSON value with the member at the pointer set, or taken out where the value is undefined. */
export function withValue(body: JsonObject, pointer: string, value: Json | undefined): JsonObject {
  const read = { body: structuredClone(body) };
  return shared.withMember(read, `body${pointer}`, value).body as JsonObject; // a body, not a refusal
}
