import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRegion, armUid, provisioned } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { approvedEndpoints } from '../rows/reach.ts';
import { common, field, operation, type Workspace } from './answer.ts';
import { keyAtRest, keys, stores } from './encryption.ts';
import { egress, network, publicIp, subnets } from './network.ts';

const connector = managedIdentity(
  answersOf<{ AccessConnectors_Get: ArmResource }>('databricks').raw('AccessConnectors_Get', '/identity'),
);
const logs = diagnostics(['audit', 'alllogs']);
/** Sign-ins and settings, code, machines, runs: without one of them, some use leaves no record. */
const use = ['accounts', 'clusters', 'jobs', 'notebook', 'workspace'];
const door = 'the IP access lists of the workspace, from its settings';

/** States that only this provider has; the rest is as everywhere. */
const states: Readonly<Record<string, 'active' | 'pending' | 'deleting'>> = {
  ready: 'active',
  created: 'active',
  running: 'pending',
  deleted: 'deleting',
};

/** Workspaces of Azure Databricks, as Resource Manager knows them; what is set within them is another API's. */
export const databricksWorkspaces = collector({
  provider: 'azure',
  id: 'azure/databricks/workspace',
  service: 'databricks',
  kind: 'ml.workspace',
  nativeType: 'Microsoft.Databricks/workspaces',
  at: 'account',
  list: {
    service: 'databricks',
    operation,
    permission: 'Microsoft.Databricks/workspaces/read',
    items: 'value',
    paging: armPaging,
  },
  reads: [
    diagnosticsRead,
    {
      service: 'databricks',
      operation: 'AccessConnectors_Get',
      permission: 'Microsoft.Databricks/accessConnectors/read',
      memo: true,
      expects: 'id',
      input: (item) => {
        const connector = at(item, '/properties/accessConnector/id');
        return typeof connector === 'string' && connector !== '' ? { connector } : null;
      },
    },
  ],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...logs.facts,
    accessLogged: derive([logs.facts.accessLogged, logs.facts.logFeeds], (all, feeds) => {
      const kept = new Set(feeds.map(({ category }) => category.toLowerCase()));
      return all || use.every((category) => kept.has(category));
    }),
    createdAt: derive([field('/properties/createdDateTime')], (time) =>
      typeof time === 'string' ? time : missing('the answer has no such time'),
    ),
    modifiedAt: notExposed('the last change of the workspace, from the activity log'),
    state: derive([field('/properties/provisioningState')], (value) => {
      const own = states[String(value).toLowerCase()];
      return own ?? provisioned(value);
    }),
    lastUsedAt: notExposed('the last sign-in to the workspace, from its audit log'),
    idleStopMinutes: notSupported('A workspace is no machine; its clusters stop by themselves.'),
    keyAtRest,
    stores,
    // Enabled, and left out: everybody, unless lists of addresses narrow it, which Resource Manager does not know.
    publicAccess: derive([field('/properties/publicNetworkAccess')], (access) => {
      const word = typeof access === 'string' ? access.toLowerCase() : 'enabled';
      if (word === 'disabled') return 'private' as const;
      return word === 'enabled'
        ? missing(door, 'not-exposed')
        : missing(`publicNetworkAccess ${String(access)} is not known to this version`);
    }),
    allowedRanges: notExposed(door),
    network,
    egress,
    publicIp,
    runsAs: notExposed('the identities that clusters and jobs run as, from the workspace'),
    authMethods: notExposed('whether personal access tokens are switched off, from the workspace settings'),
    shell: notSupported('A workspace is no machine.'),
    plainSecrets: notSupported('A workspace has no environment, parameters or scripts.'),
    appLogged: notSupported('A workspace has no output of its own.'),
    // Without Unity Catalog, clusters read data with rights of their own; with it, one without isolation still can.
    userIsolation: derive([field('/properties/isUcEnabled')], (on): boolean | MissingValue => {
      if (on === false) return false;
      return on === true
        ? missing('whether clusters without isolation are forbidden, from the workspace settings', 'not-exposed')
        : missing('the answer does not say whether Unity Catalog is on');
    }),
    outputSharing: notExposed('whether results of notebooks can be downloaded, from the workspace settings'),
    dataAuth: notExposed('how the workspace signs in to the storage that Databricks manages for it'),
    hardened: derive([field('/properties/enhancedSecurityCompliance')], (value) => {
      const { complianceSecurityProfile } = (value ?? {}) as NonNullable<
        Workspace['properties']['enhancedSecurityCompliance']
      >; // absent in a full answer: the add-on is off
      const word = complianceSecurityProfile?.value ?? 'Disabled';
      if (word !== 'Enabled' && word !== 'Disabled')
        return missing(`compliance security profile ${word} is not known to this version`);
      return word === 'Enabled';
    }),
    members: notExposed('who is a user of the workspace, from its identity settings'),
    containerBuilds: notSupported('Clusters run images, they build none.'),
  },
  links: {
    ...logs.links,
    keys,
    subnets,
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
    // What reads the workspace's data is an identity of Azure's; what clusters may have besides is told by Databricks only.
    principals: derive([connector.links.principals], (ids) => [
      ...ids,
      missing('the identities of clusters and jobs, from the workspace', 'not-exposed'),
    ]),
    // Locked by Databricks: nobody can change how it is set, so it is not judged.
    buckets: derive([field('/id')], () => [
      missing('its own storage account is managed and locked by Databricks', 'out-of-scope'),
    ]),
  },
});
