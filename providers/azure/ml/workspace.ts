import { byDesign, derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { armPaging, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { oneKey } from '../rows/encryption.ts';
import { managedIdentity } from '../rows/identity.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { approvedOnly, outboundRules, rulesRead, wayOut } from '../rows/outbound.ts';
import { approvedEndpoints } from '../rows/reach.ts';
import { computesRead, doorOfWorkspace, type Workspace, workspaceList } from '../rows/workspace.ts';

const operation = workspaceList;
const { common, field } = armRows<Workspace>('machinelearning', operation);
const identity = managedIdentity(field('/identity'));
const logs = diagnostics(['audit', 'alllogs']);
const key = oneKey(
  field('/properties/encryption'),
  (value) => {
    const encryption = (value ?? {}) as NonNullable<Workspace['properties']['encryption']>; // absent in a full answer: Microsoft's keys
    return {
      used: encryption.status === 'Enabled' && encryption.keyVaultProperties?.keyIdentifier !== undefined,
      vault: encryption.keyVaultProperties?.keyVaultArmId,
      key: encryption.keyVaultProperties?.keyIdentifier,
    };
  },
  ['metadata'],
);
const uidOr = (pointer: string): Spec<string[]> =>
  derive([field(pointer)], (value) => (typeof value === 'string' && value !== '' ? [value.toLowerCase()] : []));

/** Workspaces, with Foundry hubs, their projects and feature stores: all are workspaces, of a kind of their own. */
export const workspaces = collector({
  provider: 'azure',
  id: 'azure/ml/workspace',
  service: 'machinelearning',
  kind: 'ml.workspace',
  nativeType: 'Microsoft.MachineLearningServices/workspaces',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/read',
    items: 'value',
    paging: armPaging,
  },
  reads: [diagnosticsRead, rulesRead, computesRead],
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...key.facts,
    ...identity.facts,
    ...logs.facts,
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the last sign-in to the workspace, from its audit log'),
    idleStopMinutes: notSupported('A workspace is no machine; its computes stop by themselves.'),
    ...doorOfWorkspace,
    network: derive([field('/properties/managedNetwork/isolationMode')], (mode) =>
      mode === undefined || mode === null || mode === 'Disabled' ? ('provider' as const) : ('managed' as const),
    ),
    // Left out means that the managed network is off: computes without a subnet then go straight out.
    egress: derive([field('/properties/managedNetwork/isolationMode'), outboundRules], (mode, rules) => {
      const word = typeof mode === 'string' ? mode : 'Disabled';
      if (word === approvedOnly) return wayOut(rules);
      return word === 'Disabled' || word === 'AllowInternetOutbound'
        ? ('internet' as const)
        : missing(`isolationMode ${word} is not known to this version`);
    }),
    publicIp: byDesign(
      false,
      'https://learn.microsoft.com/azure/machine-learning/concept-network-isolation-configurations',
      '2026-11',
    ),
    authMethods: byDesign(
      ['identity'] as ('identity' | 'token' | 'key' | 'password' | 'anonymous')[],
      'https://learn.microsoft.com/azure/machine-learning/how-to-setup-authentication',
      '2026-11',
    ),
    shell: notSupported('A workspace is no machine.'),
    plainSecrets: notSupported('A workspace has no environment, parameters or scripts.'),
    appLogged: notSupported('A workspace has no output of its own.'),
    userIsolation: derive([field('/properties/enableDataIsolation')], (value) => value === true),
    outputSharing: notSupported('Notebook files lie in the workspace storage, whose rights decide.'),
    dataAuth: derive([field('/properties/systemDatastoresAuthMode')], (mode) => {
      // Left out: the workspace takes the account's key, as it did before the setting was there.
      const word = typeof mode === 'string' ? mode.toLowerCase() : 'accesskey';
      if (word === 'identity') return 'identity' as const;
      if (word === 'userdelegationsas') return 'delegated-key' as const;
      return word === 'accesskey'
        ? ('key' as const)
        : missing(`systemDatastoresAuthMode ${String(mode)} is not known to this version`);
    }),
    hardened: derive([field('/properties/hbiWorkspace')], (value) => value === true),
    members: notExposed('who has a role on the workspace, from its access control page'),
    containerBuilds: notSupported(
      'Images are built by registry tasks or on a build cluster, not by users in the workspace.',
    ),
  },
  links: {
    ...key.links,
    ...identity.links,
    ...logs.links,
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
    buckets: uidOr('/properties/storageAccount'),
    secrets: uidOr('/properties/keyVault'),
    repositories: uidOr('/properties/containerRegistry'),
    parents: uidOr('/properties/hubResourceId'),
  },
});
