import { byDesign, derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, provisioned } from '../rows/arm.ts';
import { oneKey } from '../rows/encryption.ts';
import { reachOf, weaker } from '../rows/reach.ts';
import { byId } from './by-id.ts';

/**
 * An answer of Workspaces - Get of Log Analytics, api-version 2023-09-01.
 *
 * @see https://learn.microsoft.com/rest/api/loganalytics/workspaces/get (November 2026)
 */
interface LogWorkspace extends ArmResource {
  properties: {
    provisioningState?: string;
    createdDate?: string;
    modifiedDate?: string;
    retentionInDays?: number | null;
    publicNetworkAccessForIngestion?: string;
    publicNetworkAccessForQuery?: string;
    features?: { disableLocalAuth?: boolean | null; clusterResourceId?: string | null };
    privateLinkScopedResources?: object[];
  };
}

const { common, field, time } = armRows<LogWorkspace>('operationalinsights', 'LogWorkspaces_Get');
// Only a dedicated cluster takes a key of the customer, and it need not have one.
const key = oneKey(
  field('/properties/features/clusterResourceId'),
  (cluster) => ({
    used:
      typeof cluster === 'string' && cluster !== ''
        ? missing('the key is a setting of the dedicated cluster, which was not read', 'out-of-scope')
        : false,
  }),
  ['logs'],
);

/** Log Analytics workspaces that diagnostic settings send to. */
export const logGroups = collector({
  ...byId({
    id: 'azure/support/log-group',
    service: 'operationalinsights',
    nativeType: 'Microsoft.OperationalInsights/workspaces',
    operation: 'LogWorkspaces_Get',
    parameter: 'workspace',
    what: 'log store',
  }),
  kind: 'log.group',
  facts: {
    ...common,
    ...key.facts,
    createdAt: time('/properties/createdDate'),
    modifiedAt: time('/properties/modifiedDate'),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the usage of the workspace, from its tables'),
    idleStopMinutes: notSupported('A log store is no machine.'),
    // Two doors, for those who write and those who read; each is open unless it was shut.
    publicAccess: derive(
      [field('/properties/publicNetworkAccessForIngestion'), field('/properties/publicNetworkAccessForQuery')],
      (writing, reading) => {
        const [write, read] = [reachOf(writing, undefined), reachOf(reading, undefined)];
        if (typeof write !== 'string') return write;
        return typeof read === 'string' ? weaker(write, read) : read;
      },
    ),
    allowedRanges: byDesign(
      [] as string[],
      'https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security',
      '2026-11',
    ) as Spec<string[]>,
    // Agents sign in with the key of the workspace unless that was switched off.
    authMethods: derive([field('/properties/features/disableLocalAuth')], (off): ('identity' | 'key')[] =>
      off === true ? ['identity'] : ['identity', 'key'],
    ),
    shell: notSupported('A log store has no machine to log in to.'),
    plainSecrets: notSupported('Only what is logged could hold secrets.'),
    // Less than nothing is how the answer writes that there is no end.
    retentionDays: derive([field('/properties/retentionInDays')], (days) => {
      if (typeof days !== 'number') return missing('the answer does not say how long logs are kept');
      return days === -1 ? null : days;
    }),
    locked: notSupported('The time that a workspace keeps logs cannot be locked.'),
    masking: notExposed('whether transformations of the data collection rules mask what is sensitive'),
  },
  links: {
    ...key.links,
    privateEndpoints: derive([field('/properties/privateLinkScopedResources')], (scopes) =>
      Array.isArray(scopes) && scopes.length > 0
        ? [missing('its private endpoints belong to the private link scope', 'out-of-scope')]
        : [],
    ),
  },
});
