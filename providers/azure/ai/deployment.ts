import { at } from '../../../src/model/mapping/pointer.ts';
import { derive, fromScope, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { parentOf } from '../ml/compute-rows.ts';
import { type ArmResource, armPaging, armRows, armUid, provisioned } from '../rows/arm.ts';

/**
 * An item of Deployments - List, api-version 2025-09-01.
 *
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/deployments/list
 */
export interface ModelDeployment extends ArmResource {
  sku?: { name?: string; capacity?: number };
  properties: {
    provisioningState?: string;
    model?: { format?: string; name?: string; version?: string };
    raiPolicyName?: string;
    versionUpgradeOption?: string;
    rateLimits?: { key?: string; count?: number; renewalPeriod?: number }[];
  };
}

const operation = 'Deployments_List';
const { common, field } = armRows<ModelDeployment>('cognitiveservices', operation);

/** What a deployment without a content filter of its own answers behind. */
const usual = 'Microsoft.DefaultV2';
const policy: Spec<string> = derive([field('/properties/raiPolicyName')], (name) =>
  typeof name === 'string' && name !== '' ? name : usual,
);

export const modelDeployments = collector({
  provider: 'azure',
  id: 'azure/ai/deployment',
  service: 'cognitiveservices',
  kind: 'genai.deployment',
  nativeType: 'Microsoft.CognitiveServices/accounts/deployments',
  at: 'account',
  list: {
    service: 'cognitiveservices',
    operation,
    permission: 'Microsoft.CognitiveServices/accounts/deployments/read',
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ai/account', input: (account) => ({ parent: String(account.id) }) },
  },
  reads: [],
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    ...common,
    region: notExposed('the location of the account'),
    processing: derive([field('/sku/name')], (sku) => {
      const word = String(sku ?? '').toLowerCase();
      if (word.startsWith('global')) return 'global' as const;
      if (word.startsWith('datazone')) return 'geography' as const;
      return word === 'standard' || word === 'provisionedmanaged'
        ? ('region' as const)
        : missing(`sku ${String(sku)} is not known to this version`);
    }),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the request metrics of the account'),
    idleStopMinutes: notSupported('A model deployment has no idle stop.'),
    publicAccess: notSupported('The account is the door; see there.'),
    allowedRanges: notSupported('The account is the door; see there.'),
    authMethods: notSupported('Callers sign in at the account; see there.'),
    shell: notSupported('A model deployment is no machine.'),
    plainSecrets: notSupported('A model deployment has no environment.'),
    accessLogged: notSupported('The account records its calls; see there.'),
    appLogged: notSupported('A model deployment has no output of its own.'),
    logFeeds: notSupported('The account records its calls; see there.'),
    model: derive([field('/properties/model')], (model) => {
      const { name, version } = (model ?? {}) as { name?: string; version?: string }; // both optional
      return name === undefined ? missing('the answer names no model') : [name, version].filter(Boolean).join(' ');
    }),
    // Left out: the newest default version is taken as soon as there is one.
    versionPinned: derive([field('/properties/versionUpgradeOption')], (option) => option === 'NoAutoUpgrade'),
    endOfLifeAt: notExposed('when the model is withdrawn, from the list of models of the account'),
    rateLimited: derive([field('/properties/rateLimits')], (limits) => Array.isArray(limits) && limits.length > 0),
  },
  links: {
    guardrails: derive([policy, fromScope((answers) => String(at(answers.item, '/id')))], (name, id) => [
      `${parentOf(id)}/raipolicies/${name.toLowerCase()}`,
    ]),
    accounts: fromScope((answers) => [parentOf(answers.item.id)]),
  },
});
