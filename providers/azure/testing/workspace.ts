import type { Json } from '../../../src/model/json.ts';
import type { Table } from '../../aws/testing/map.ts';

export const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers';
/** A resource of a workspace, as an answer has it. */
export const arm = (path: string, properties: object, more: object = {}) =>
  ({
    id: `${group}/Microsoft.MachineLearningServices/${path}`,
    name: path.split('/').at(-1),
    type: 'x',
    location: 'West Europe',
    tags: {},
    systemData: { createdAt: '2026-01-01T00:00:00Z', lastModifiedAt: '2026-02-01T00:00:00Z' },
    properties: { provisioningState: 'Succeeded', ...properties },
    ...more,
  }) as unknown as Record<string, Json>; // JSON by its members

/** What a resource is asked that logs nothing, and has no computes. */
export const noLogs: Table = { DiagnosticSettings_List: { value: [] }, Compute_List: { value: [] } };
/** What lies in a workspace sees how that is set. */
export const inside = (managedNetwork: Json = { isolationMode: 'Disabled' }, more: Table = {}): Table => ({
  Workspaces_ListBySubscription: {
    location: 'West Europe',
    properties: { managedNetwork, containerRegistry: '/registries/Own' },
  },
  ...more,
});
export const vault = `${group}/Microsoft.KeyVault/vaults/V`;

/** What a managed network lets out. */
export const rules = (type = 'FQDN', destination: Json = '*.harbourvale.example'): Table => ({
  ManagedNetworkSettingsRule_List: { value: [{ name: 'r', properties: { type, destination } }] },
});
