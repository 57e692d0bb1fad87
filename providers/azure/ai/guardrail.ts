import { isMissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ContentFilter, filtersOf } from '../analysis/content-filters.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';

/**
 * An item of Rai Policies - List, api-version 2025-09-01.
 *
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/rai-policies/list
 */
export interface RaiPolicy extends ArmResource {
  properties: {
    mode?: string;
    type?: string;
    basePolicyName?: string;
    contentFilters?: ContentFilter[];
    customBlocklists?: { blocklistName?: string; blocking?: boolean; source?: string }[];
    customTopics?: { topicName?: string; blocking?: boolean; source?: string }[];
  };
}

const operation = 'RaiPolicies_List';
const { common, field } = armRows<RaiPolicy>('cognitiveservices', operation);
const { raw } = answersOf<{ RaiBlocklists_List: { value: { name?: string }[] } }>('cognitiveservices');

/** Content filters of each account, those that Microsoft makes for it among them. */
export const guardrails = collector({
  provider: 'azure',
  id: 'azure/ai/guardrail',
  service: 'cognitiveservices',
  kind: 'genai.guardrail',
  nativeType: 'Microsoft.CognitiveServices/accounts/raiPolicies',
  at: 'account',
  list: {
    service: 'cognitiveservices',
    operation,
    permission: 'Microsoft.CognitiveServices/accounts/raiPolicies/read',
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ai/account', input: (account) => ({ parent: String(account.id) }) },
  },
  reads: [
    {
      service: 'cognitiveservices',
      operation: 'RaiBlocklists_List',
      permission: 'Microsoft.CognitiveServices/accounts/raiBlocklists/read',
      memo: true,
      pages: { items: 'value', ...armPaging },
      // A policy may name a list that is gone, and then stops nothing by it.
      input: (item) => {
        const named = at(item, '/properties/customBlocklists');
        return Array.isArray(named) && named.length > 0
          ? { parent: String(item.id).replace(/\/raiPolicies\/[^/]+$/i, '') }
          : null;
      },
    },
  ],
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    ...common,
    region: notExposed('the location of the account'),
    state: fromScope(() => 'active' as const),
    lastUsedAt: notSupported('A content filter is used by deployments; see there.'),
    idleStopMinutes: notSupported('A content filter is no machine.'),
    keyAtRest: notSupported('It lies with the account; see there.'),
    stores: notSupported('It lies with the account; see there.'),
    accessLogged: notSupported('The account records its calls; see there.'),
    appLogged: notSupported('A content filter has no output of its own.'),
    logFeeds: notSupported('The account records its calls; see there.'),
    filters: deriveSome(
      [
        field('/properties/contentFilters'),
        field('/properties/customBlocklists'),
        field('/properties/customTopics'),
        raw('RaiBlocklists_List', '/value'),
      ],
      (filters, blocklists, topics, lists) => {
        if (isMissingValue(filters)) return filters;
        return filtersOf(
          filters as ContentFilter[] | undefined,
          blocklists as RaiPolicy['properties']['customBlocklists'],
          topics as RaiPolicy['properties']['customTopics'],
          isMissingValue(lists) ? lists : (lists ?? []).map(({ name }) => String(name)),
        ); // as the interface above says
      },
    ),
    mode: derive([field('/properties/mode')], (mode) => {
      // Blocking, Default and Deferred act before the answer is given; Default is what a policy without a mode has.
      const word = String(mode ?? 'Default').toLowerCase();
      if (word === 'asynchronous_filter') return 'asynchronous' as const;
      return ['blocking', 'default', 'deferred'].includes(word)
        ? ('inline' as const)
        : missing(`mode ${String(mode)} is not known to this version`);
    }),
    multilingual: notExposed('which languages the filters were tested in'),
    builtIn: derive([field('/properties/type')], (type) => {
      const word = String(type).toLowerCase();
      return word === 'systemmanaged' || word === 'usermanaged'
        ? word === 'systemmanaged'
        : missing('the answer does not say who made the content filter');
    }),
  },
  links: {},
});
