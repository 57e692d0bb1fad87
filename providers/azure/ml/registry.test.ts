import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { registries } from './registry.ts';

const behind = (resourceId: string) => ({ armResourceId: { resourceId } });
const given = azureGiven({
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/registries/R',
  name: 'R',
  location: 'West Europe',
  properties: {
    publicNetworkAccess: 'Disabled',
    regionDetails: [
      {
        location: 'West Europe',
        storageAccountDetails: [{ userCreatedStorageAccount: behind('/S') }],
        acrDetails: [{ systemCreatedAcrAccount: behind('/C') }],
      },
    ],
  },
} as unknown as JsonObject); // JSON by its members

it('a registry', () => {
  expect(factsOf(registries, given)).toMatchObject({
    region: 'westeurope',
    regions: ['westeurope'],
    publicAccess: 'private',
    keyAtRest: 'missing: not-exposed',
    '->buckets': ['/s'],
    '->repositories': ['/c'],
    '->privateEndpoints': [],
  });
});

const endpoint = (status: string): Json => [
  { properties: { privateEndpoint: { id: '/PE' }, registryPrivateLinkServiceConnectionState: { status } } },
];

it.each<[string, Json | undefined, Record<string, Json>]>([
  ['/properties/publicNetworkAccess', 'Enabled', { publicAccess: 'open' }],
  ['/properties/publicNetworkAccess', undefined, { publicAccess: 'open' }],
  ['/properties/publicNetworkAccess', 'Odd', { publicAccess: 'missing: not-returned' }],
  ['/properties/regionDetails', undefined, { regions: [], '->buckets': [], '->repositories': [] }],
  [
    '/properties/regionDetails',
    [{ location: 'x', storageAccountDetails: [{ systemCreatedStorageAccount: {} }] }],
    { regions: ['x'], '->buckets': ['missing: not-returned'], '->repositories': [] },
  ],
  ['/properties/registryPrivateEndpointConnections', endpoint('Approved'), { '->privateEndpoints': ['/pe'] }],
  ['/properties/registryPrivateEndpointConnections', endpoint('Pending'), {}],
])('%s %j', (pointer, value, expected) => {
  expect(varied(registries, given, pointer, value)).toEqual(expected);
});
