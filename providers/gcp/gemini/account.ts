import type { MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, googleList, notRead, providerApi } from '../rows/common.ts';

const gemini = 'generativelanguage.googleapis.com';

/** @see https://docs.cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#Key (2026-11) */
interface ApiKey {
  name?: string;
  /** Without targets a key opens every service of the project that takes keys. */
  restrictions?: { apiTargets?: { service?: string }[] };
}

const usage = answersOf<{ 'services.get': { name?: string; state?: string } }>('serviceusage');
const keys = answersOf<{ 'keys.list': { keys?: ApiKey[] } }>('apikeys');

const switchedOn: Spec<boolean> = derive([usage.raw('services.get', '/state')], (state) => {
  if (state === 'ENABLED') return true;
  return state === 'DISABLED' ? false : missing('the answer does not say whether the Gemini API is on');
});

/**
 * Who is let in: those who sign in, and whoever has a key that is not kept to other services. Limits on addresses, web
 * pages and apps narrow where a key works from; it stays a key that several know.
 */
const authMethods = derive([keys.raw('keys.list', '/keys')], (list): ('identity' | 'key')[] | MissingValue => {
  // Google leaves out an empty list, and an answer without anything must not make a pass.
  if (list === undefined || list.length === 0)
    return missing('Ask whether the project has no API key, as the empty answer says.', 'not-exposed');
  const opens = list.some(({ restrictions }) => {
    const targets = restrictions?.apiTargets ?? [];
    return targets.length === 0 || targets.some(({ service }) => service === gemini);
  });
  return opens ? ['identity', 'key'] : ['identity'];
}) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>;

const here = notSupported('It runs no code of the customer.');
const untagged = notSupported('It is an API of a project and takes no labels.');
const keeps = notSupported('It stores nothing under a key of the customer.');

/** The Gemini API of a project, where it is switched on. */
export const geminiAccounts = collector({
  provider: 'gcp',
  id: 'gcp/gemini/account',
  service: 'generativelanguage',
  kind: 'genai.account',
  nativeType: 'generativelanguage.googleapis.com/Project',
  at: 'account',
  one: ({ account }) => ({ name: `projects/${account}` }),
  reads: [
    {
      service: 'serviceusage',
      operation: 'services.get',
      permission: 'serviceusage.services.get',
      expects: 'name',
      input: () => ({ service: gemini }),
    },
    {
      service: 'apikeys',
      operation: 'keys.list',
      permission: 'apikeys.keys.list',
      pages: { ...googleList.paging, items: 'keys', size: ['pageSize', 300], emptyOmitted: googleList.emptyOmitted },
      // Where the API is off, its keys open nothing.
      input: (_item, got) => (switchedOn.map(got).value === true ? {} : null),
    },
  ],
  keep: (answers) => switchedOn.map(answers).value,
  uid: (item) => `//${gemini}/${String(item.name)}`,
  name: () => 'Gemini API',
  facts: {
    keyAtRest: keeps,
    stores: keeps,
    ...providerApi,
    network: here,
    egress: here,
    publicIp: here,
    runsAs: here,
    authMethods,
    shell: here,
    plainSecrets: here,
    accessLogged: notExposed('Ask for a record of the requests: which of them leave one, no setting tells.'),
    appLogged: notSupported('It has no output of its own.'),
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    sharedWith: notSupported('Other projects call models by themselves.'),
    outsiders: notSupported('Other projects call models by themselves.'),
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    region: fromScope(() => 'global'),
    processing: notExposed('Ask where requests are answered: no setting tells.'),
    state: alwaysActive,
    createdAt: notExposed('Ask for the record of EnableService.'),
    modifiedAt: notExposed('Ask for the record of EnableService.'),
    lastUsedAt: notExposed('Ask for the metric of requests by credential.'),
    idleStopMinutes: notSupported('It is no machine.'),
    providerKeeps: notExposed(
      'Ask whether the project is billed, and which terms hold: without billing, Google uses prompts.',
    ),
    guardrailEnforced: notExposed('Ask which applications call Model Armor.'),
    threatDetection: notSupported('Security Command Center watches the whole project, and is judged there.'),
    modelsAllowed: notExposed('Ask which models applications call: no policy limits them here.'),
  },
  links: {
    keys: keeps,
    privateEndpoints: notRead('compute: forwarding rules that lead to the APIs of Google'),
    subnets: here,
    firewalls: here,
    principals: here,
    logGroups: notExposed('Ask for the log sinks of the project.'),
    guardrails: notExposed('Ask which applications call Model Armor.'),
    invocationLogs: notExposed('Ask which applications keep prompts and answers.'),
  },
});
