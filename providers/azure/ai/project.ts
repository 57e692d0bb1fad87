import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { managedIdentity } from '../rows/identity.ts';

/**
 * An item of Projects - List, api-version 2025-09-01.
 *
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/projects/list (2026-11)
 */
interface Project extends ArmResource {
  properties: { provisioningState?: string };
}

const operation = 'Projects_List';
const { common, field } = armRows<Project>('cognitiveservices', operation);
const identity = managedIdentity(field('/identity'));
const door = notSupported('The account is the door; see there.');
const store = notSupported('It lies with the account; see there.');
const record = notSupported('The account records its calls; see there.');

/** Foundry projects: each a workspace for some people, within an account that has the doors, the keys and the models. */
export const projects = collector({
  provider: 'azure',
  id: 'azure/ai/project',
  service: 'cognitiveservices',
  kind: 'ml.workspace',
  nativeType: 'Microsoft.CognitiveServices/accounts/projects',
  at: 'account',
  list: {
    service: 'cognitiveservices',
    operation,
    permission: 'Microsoft.CognitiveServices/accounts/projects/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ai/account',
      // Only accounts of AI Services have projects, and only where that is allowed.
      input: (account) =>
        String(account.kind).toLowerCase() === 'aiservices' &&
        at(account, '/properties/allowProjectManagement') !== false
          ? { parent: String(account.id) }
          : null,
    },
  },
  reads: [],
  uid: armUid,
  // Answers name the account before it.
  name: (item) => String(item.name).split('/').at(-1) ?? '',
  region: armRegion,
  facts: {
    ...common,
    ...identity.facts,
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the last sign-in to the project, from its audit log'),
    idleStopMinutes: notSupported('A project is no machine.'),
    keyAtRest: store,
    stores: store,
    publicAccess: door,
    allowedRanges: door,
    network: door,
    egress: door,
    publicIp: door,
    authMethods: notSupported('Callers sign in at the account; see there.'),
    shell: notSupported('A project is no machine.'),
    plainSecrets: notSupported('A project has no environment, parameters or scripts.'),
    accessLogged: record,
    appLogged: notSupported('A project has no output of its own.'),
    logFeeds: record,
    userIsolation: notExposed('who has a role on the project, and whether agents act for the person who asks'),
    outputSharing: notSupported('What is made in a project is seen by all who have a role on it.'),
    dataAuth: notSupported('Its connections say how it signs in to data; see there.'),
    hardened: notSupported('There is no such setting for a project.'),
    members: notExposed('who has a role on the project, from its access control page'),
    containerBuilds: notSupported('Nobody builds images in a project.'),
  },
  links: identity.links,
});
