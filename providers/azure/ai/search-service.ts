import { derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, type State } from '../rows/arm.ts';
import { oneKey } from '../rows/encryption.ts';
import { managedIdentity } from '../rows/identity.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { approvedEndpoints, rangesOf, reachOf } from '../rows/reach.ts';

/**
 * An item of Services - List By Subscription, api-version 2025-05-01. Its keys are in no answer but those of the
 * operations that list keys, which are never asked.
 *
 * @see https://learn.microsoft.com/rest/api/searchmanagement/services/list-by-subscription (November 2026)
 */
interface SearchService extends ArmResource {
  properties: {
    status?: string;
    replicaCount?: number;
    publicNetworkAccess?: string;
    networkRuleSet?: { ipRules?: { value?: string }[] | null } | null;
    disableLocalAuth?: boolean | null;
    authOptions?: { apiKeyOnly?: object; aadOrApiKey?: object } | null;
    encryptionWithCmk?: { enforcement?: string; encryptionComplianceStatus?: string } | null;
    privateEndpointConnections?: object[];
  };
}

const operation = 'Services_ListBySubscription';
const { common, field } = armRows<SearchService>('search', operation);
const identity = managedIdentity(field('/identity'));
// The service has one category of logs, and it holds the queries.
const logs = diagnostics(['operationlogs', 'audit', 'alllogs']);
const unenforced = 'which indexes name a key of their own, from the service itself';
// Keys are named by single indexes. The service only says whether each must have one, and whether each has.
const key = oneKey(
  field('/properties/encryptionWithCmk'),
  (value) => {
    const { enforcement, encryptionComplianceStatus: status } = (value ?? {}) as NonNullable<
      SearchService['properties']['encryptionWithCmk']
    >; // absent: not enforced
    const word = (enforcement ?? 'Unspecified').toLowerCase();
    if (word === 'disabled' || word === 'unspecified') return { used: missing(unenforced, 'not-exposed') };
    if (word !== 'enabled') return { used: missing(`enforcement ${enforcement} is not known to this version`) };
    if (status?.toLowerCase() === 'compliant') return { used: true };
    if (status?.toLowerCase() === 'noncompliant') return { used: false };
    return { used: missing('the answer does not say whether all indexes have a key of the customer') };
  },
  ['data'],
);
const keys = derive([field('/properties/encryptionWithCmk')], () => [missing(unenforced, 'not-exposed')]);

/** What goes on in a service. @see https://learn.microsoft.com/rest/api/searchmanagement/services SearchServiceStatus */
const states: Readonly<Record<string, State>> = {
  running: 'active',
  degraded: 'active',
  provisioning: 'pending',
  deleting: 'deleting',
  disabled: 'stopped',
  stopped: 'stopped',
  error: 'failed',
};

/** Addresses that are let in; in this service, rules by address are on as soon as there is one. */
const ranges: Spec<string[]> = derive([field('/properties/networkRuleSet')], (set) => {
  const { ipRules } = (set ?? {}) as NonNullable<SearchService['properties']['networkRuleSet']>; // absent: none
  return rangesOf({ ipRules: ipRules ?? [] });
});

/** Services of AI Search: the doors and the keys are those of the service, not of its indexes. */
export const searchServices = collector({
  provider: 'azure',
  id: 'azure/ai/search-service',
  service: 'search',
  kind: 'vector.index',
  nativeType: 'Microsoft.Search/searchServices',
  at: 'account',
  list: {
    service: 'search',
    operation,
    permission: 'Microsoft.Search/searchServices/read',
    items: 'value',
    paging: armPaging,
  },
  reads: [diagnosticsRead],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...key.facts,
    ...identity.facts,
    ...logs.facts,
    state: derive([field('/properties/status')], (status) => {
      const word = typeof status === 'string' ? status.toLowerCase() : '';
      return states[word] ?? missing(`status ${String(status)} is not known to this version`);
    }),
    lastUsedAt: notExposed('the query metrics of the service'),
    idleStopMinutes: notSupported('A search service is no machine that stops.'),
    publicAccess: derive([field('/properties/publicNetworkAccess'), ranges], (access, list) =>
      reachOf(
        access,
        list.length > 0 ? { defaultAction: 'Deny', ipRules: list.map((value) => ({ value })) } : undefined,
      ),
    ),
    allowedRanges: ranges,
    // Without options only keys are taken: that is how services are made.
    authMethods: derive(
      [field('/properties/disableLocalAuth'), field('/properties/authOptions')],
      (off, options): ('identity' | 'key')[] => {
        if (off === true) return ['identity'];
        const { aadOrApiKey } = (options ?? {}) as NonNullable<SearchService['properties']['authOptions']>; // absent: keys only
        return aadOrApiKey ? ['identity', 'key'] : ['key'];
      },
    ),
    shell: notSupported('A search service has no machine to log in to.'),
    plainSecrets: notSupported('A search service has no environment, parameters or scripts.'),
    appLogged: notSupported('A search service has no output of its own.'),
    sharedWith: notExposed('role assignments of guests on the service'),
    outsiders: notExposed('role assignments of guests on the service'),
    replicas: derive([field('/properties/replicaCount')], (count) => (typeof count === 'number' ? count : 1)),
  },
  links: {
    ...identity.links,
    ...logs.links,
    keys,
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
  },
});
