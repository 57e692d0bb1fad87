import { PlumblineError } from '../../src/model/errors.ts';
import type { CallSpec } from '../../src/model/provider.ts';

/** Actions that are no reads by their name, though they change nothing. */
const readsByNature: ReadonlySet<string> = new Set(['Microsoft.PolicyInsights/policyStates/queryResults/action']);

/** @throws PlumblineError INTERNAL when the action is no read: a scan must not be able to ask for it. */
export function assertAzureRead(action: string): void {
  if (/^Microsoft\.[A-Za-z]+(\/[A-Za-z]+)+\/read$/.test(action) || readsByNature.has(action)) return;
  throw new PlumblineError('INTERNAL', `${action} is no action that reads settings`, {
    hint: 'A scan reads how things are set, never keys or what is in them. Declare another operation.',
  });
}

/**
 * Whether an address gives out secrets, uses a model or changes something: what no operation may ever have. Reads are
 * GETs; Azure gives out keys and tokens by POSTs whose last word says so, and so it does with what they stand for.
 */
export function isDangerousAddress(method: string, path: string): boolean {
  const last = path.split('?')[0]?.split('/').at(-1)?.toLowerCase() ?? '';
  if (
    /^(list.*(keys?|secrets?|tokens?|credentials?|sas|connectionstrings)|regenerate.*|rotate.*|getsecret.*)$/.test(last)
  )
    return true;
  if (/(^|:)(score|predict|invoke|restore|completions|embeddings|responses|chat)$/.test(last)) return true;
  return (
    method !== 'GET' &&
    !/(\/policyStates\/latest\/queryResults|^\/providers\/Microsoft\.ResourceGraph\/resources)$/i.test(path)
  );
}

/** A custom role with exactly the actions of these calls, in the forms that people install it. */
export function azureRole(calls: readonly Pick<CallSpec, 'permission'>[]): { json: string; terraform: string } {
  const actions = [...new Set(calls.map((one) => one.permission))].sort();
  for (const one of actions) assertAzureRead(one);
  const role = {
    Name: 'Plumbline Read',
    IsCustom: true,
    Description: 'Reads how machine learning is set up; no keys, no data, no changes.',
    Actions: ['Microsoft.Resources/subscriptions/read', ...actions],
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: ['/subscriptions/SUBSCRIPTION_ID'],
  };
  const list = role.Actions.map((one) => `      "${one}",`).join('\n');
  return {
    json: `${JSON.stringify(role, null, 2)}\n`,
    terraform: `resource "azurerm_role_definition" "plumbline" {
  name        = "Plumbline Read"
  scope       = data.azurerm_subscription.this.id
  description = "${role.Description}"
  permissions {
    actions = [
${list}
    ]
    data_actions = []
  }
  assignable_scopes = [data.azurerm_subscription.this.id]
}
`,
  };
}
