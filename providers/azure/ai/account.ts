import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRegion, armRows, armUid, provisioned } from '../rows/arm.ts';
import { planned, plansRead } from '../rows/defender-plans.ts';
import { oneKey } from '../rows/encryption.ts';
import { managedIdentity } from '../rows/identity.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { approvedEndpoints, type NetworkAcls, rangesOf, reachOf } from '../rows/reach.ts';

/**
 * An item of Accounts - List, api-version 2025-09-01.
 *
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/list
 */
export interface Account extends ArmResource {
  properties: {
    provisioningState?: string;
    publicNetworkAccess?: string;
    networkAcls?: NetworkAcls | null;
    disableLocalAuth?: boolean;
    restrictOutboundNetworkAccess?: boolean;
    allowedFqdnList?: string[];
    encryption?: {
      keySource?: string;
      keyVaultProperties?: { keyName?: string; keyVaultUri?: string; keyVersion?: string };
    };
    networkInjections?: { subnetArmId?: string }[];
    privateEndpointConnections?: object[];
    storedCompletionsDisabled?: boolean;
    dateCreated?: string;
  };
}

const operation = 'Accounts_List';
const { common, field, time } = armRows<Account>('cognitiveservices', operation);
const { raw } = answersOf<{ DefenderForAISettings_List: { value: { properties?: { state?: string } }[] } }>(
  'cognitiveservices',
);
const identity = managedIdentity(field('/identity'));
const logs = diagnostics(['audit', 'requestresponse', 'alllogs']);
const key = oneKey(
  field('/properties/encryption'),
  (value) => {
    const { keySource, keyVaultProperties } = (value ?? {}) as NonNullable<Account['properties']['encryption']>; // absent: Microsoft's keys
    return { used: keySource === 'Microsoft.KeyVault', key: keyVaultProperties?.keyName };
  },
  ['data'],
);
const acls = field('/properties/networkAcls');
const restricted = field('/properties/restrictOutboundNetworkAccess');

/** Accounts of AI Services and OpenAI that can serve generative models; accounts for speech or vision alone are no such thing. */
const generative = new Set(['openai', 'aiservices']);

export const accounts = collector({
  provider: 'azure',
  id: 'azure/ai/account',
  service: 'cognitiveservices',
  kind: 'genai.account',
  nativeType: 'Microsoft.CognitiveServices/accounts',
  at: 'account',
  list: {
    service: 'cognitiveservices',
    operation,
    permission: 'Microsoft.CognitiveServices/accounts/read',
    items: 'value',
    paging: armPaging,
  },
  reads: [
    diagnosticsRead,
    {
      service: 'cognitiveservices',
      operation: 'DefenderForAISettings_List',
      permission: 'Microsoft.CognitiveServices/accounts/defenderForAISettings/read',
      input: (item) => ({ parent: String(item.id) }),
      pages: { items: 'value', ...armPaging },
    },
    plansRead,
  ],
  keep: ({ item }) => generative.has(String(item.kind ?? '').toLowerCase()),
  uid: armUid,
  name: (item) => String(item.name),
  region: armRegion,
  facts: {
    ...common,
    ...key.facts,
    ...identity.facts,
    ...logs.facts,
    createdAt: time('/properties/dateCreated'),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the request metrics of the account'),
    idleStopMinutes: notSupported('An account is no machine.'),
    publicAccess: derive([field('/properties/publicNetworkAccess'), acls], (access, rules) =>
      reachOf(access, rules as NetworkAcls | null | undefined),
    ),
    allowedRanges: derive([acls], (rules) => rangesOf(rules as NetworkAcls | null | undefined)),
    network: derive([field('/properties/networkInjections')], (list) =>
      Array.isArray(list) && list.length > 0 ? ('customer' as const) : ('provider' as const),
    ),
    // Left out: the account may call any address that its features are given.
    egress: derive([restricted, field('/properties/allowedFqdnList')], (on, list) => {
      if (on !== true) return 'internet' as const;
      return Array.isArray(list) && list.length > 0 ? ('allow-list' as const) : ('none' as const);
    }),
    publicIp: byDesign(
      false,
      'https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks',
      '2026-11',
    ),
    // Keys are on unless they were switched off.
    authMethods: derive([field('/properties/disableLocalAuth')], (off): ('identity' | 'key')[] =>
      off === true ? ['identity'] : ['identity', 'key'],
    ),
    shell: notSupported('An account is no machine.'),
    plainSecrets: notSupported('An account has no environment, parameters or scripts.'),
    appLogged: notSupported('An account has no output of its own.'),
    sharedWith: notExposed('role assignments of guests on the account'),
    outsiders: notExposed('role assignments of guests on the account'),
    providerKeeps: notExposed('whether prompts are kept for abuse review, from the approval of modified monitoring'),
    guardrailEnforced: notExposed('which content filter the subscription makes compulsory, from its policies'),
    // What an account says by itself and what its subscription pays for have to agree: nobody documents which wins.
    threatDetection: deriveSome(
      [raw('DefenderForAISettings_List', '/value'), planned('AI')],
      (list, plan): 'on' | 'off' | MissingValue => {
        if (isMissingValue(list)) return list;
        if (isMissingValue(plan)) return plan;
        const states = (list ?? []).map((one) => one.properties?.state);
        const odd = states.filter((state) => state !== 'Enabled' && state !== 'Disabled');
        if (odd.length > 0) return missing(`state ${String(odd[0])} is not known to this version`);
        const own = states.length === 0 ? plan : states.includes('Enabled');
        if (own !== plan)
          return missing(`the account says ${own ? 'on' : 'off'}, its subscription ${plan ? 'on' : 'off'}`);
        return plan ? 'on' : 'off';
      },
    ),
    modelsAllowed: notExposed('which models may be deployed, from the policies of the subscription'),
  },
  links: {
    ...identity.links,
    ...logs.links,
    keys: derive([field('/properties/encryption')], (value): (string | MissingValue)[] => {
      const { keySource } = (value ?? {}) as { keySource?: string }; // absent: Microsoft's keys
      if (keySource !== 'Microsoft.KeyVault') return [];
      return [missing('the answer names the vault by its address, not by its id', 'out-of-scope')];
    }),
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
    subnets: derive([field('/properties/networkInjections')], (list) =>
      (Array.isArray(list) ? list : []).flatMap((one) =>
        typeof one?.subnetArmId === 'string' ? [one.subnetArmId.toLowerCase()] : [],
      ),
    ),
  },
});
