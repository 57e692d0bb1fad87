import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { armPaging, armUid } from '../rows/arm.ts';
import { type Connection, connectionRows, type SecretKind, secretKindOf } from '../rows/connection.ts';

const onAccount = 'AccountConnections_List';
const onProject = 'ProjectConnections_List';
const ofAccount = 'Microsoft.CognitiveServices/accounts/connections';
const ofProject = 'Microsoft.CognitiveServices/accounts/projects/connections';
const { raw } = answersOf<{ AccountConnections_List: { value: Connection[] } }>('cognitiveservices');

const accountOf = (id: string) => /^.*?\/accounts\/[^/]+/i.exec(id)?.[0] ?? id;

/**
 * Where an account keeps the secrets of its connections and of those of its projects: in a vault of the customer's, if
 * the account is connected to one. That connection is made before all others and goes after them, and no secret is moved
 * later, so that one of them speaks for all.
 *
 * @see https://learn.microsoft.com/azure/foundry/how-to/set-up-key-vault-connection (2026-11)
 */
const vaultRead: ReadSpec = {
  service: 'cognitiveservices',
  operation: onAccount,
  as: 'vault',
  permission: `${ofAccount}/read`,
  memo: true,
  pages: { items: 'value', ...armPaging },
  // Who signs in without a secret has none to keep.
  input: (item) => (keepsSecret(item) ? { parent: accountOf(String(item.id)) } : null),
};
const siblings = raw(onAccount, '/value', { read: 'vault' });

function keepsSecret(item: JsonObject): boolean {
  return secretKindOf(at(item, '/properties/authType')) === 'stored-key';
}

const isVault = ({ properties }: Connection) => /^azurekeyvault$/i.test(properties?.category ?? '');

/** Fact secretKind and link secrets, with what the account says of its vault. */
function kept(kind: Spec<SecretKind>) {
  const secretKind = deriveSome([kind, siblings], (own, all): SecretKind | MissingValue => {
    if (own !== 'stored-key') return own;
    if (isMissingValue(all)) return all;
    return (all ?? []).some(isVault) ? 'secret-reference' : 'stored-key';
  });
  const secrets = deriveSome([kind, siblings], (own, all): (string | MissingValue)[] | MissingValue => {
    if (own !== 'stored-key') return isMissingValue(own) ? own : [];
    if (isMissingValue(all)) return all;
    return (all ?? []).filter(isVault).map(({ properties }) => {
      const target = properties.target ?? '';
      return /\/vaults\/[^/]+$/i.test(target)
        ? target.toLowerCase()
        : missing('the connection names the vault by its address, not by its id', 'out-of-scope');
    });
  });
  return { secretKind, secrets };
}

const accountRows = connectionRows('cognitiveservices', onAccount, 'account');
const inAccount = kept(accountRows.facts.secretKind);

/** Connections of an account, which its projects may use. */
export const accountConnections = collector({
  provider: 'azure',
  id: 'azure/ai/connection',
  service: 'cognitiveservices',
  kind: 'ml.connection',
  nativeType: ofAccount,
  at: 'account',
  list: {
    service: 'cognitiveservices',
    operation: onAccount,
    permission: `${ofAccount}/read`,
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ai/account',
      // An account of OpenAI alone is no Foundry resource and has none.
      input: (account) => (String(account.kind).toLowerCase() === 'aiservices' ? { parent: String(account.id) } : null),
    },
  },
  reads: [vaultRead],
  uid: armUid,
  name: (item) => String(item.name),
  facts: { ...accountRows.facts, secretKind: inAccount.secretKind },
  links: { secrets: inAccount.secrets },
});

const projectRows = connectionRows('cognitiveservices', onProject, 'project');
const inProject = kept(projectRows.facts.secretKind);

/** Connections of a Foundry project's own. */
export const projectConnections = collector({
  provider: 'azure',
  id: 'azure/ai/project-connection',
  service: 'cognitiveservices',
  kind: 'ml.connection',
  nativeType: ofProject,
  at: 'account',
  list: {
    service: 'cognitiveservices',
    operation: onProject,
    permission: `${ofProject}/read`,
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ai/project', input: (project) => ({ project: String(project.id) }) },
  },
  // Those of the account may be listed here, too: they are judged there.
  keep: ({ item }) => String(item.type ?? '').toLowerCase() !== ofAccount.toLowerCase(),
  reads: [vaultRead],
  uid: armUid,
  name: (item) => String(item.name),
  facts: { ...projectRows.facts, secretKind: inProject.secretKind },
  links: { secrets: inProject.secrets },
});
