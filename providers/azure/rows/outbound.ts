import type { MissingValue } from '../../../src/model/facts.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf, missing } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { armPaging } from './arm.ts';
import { everybody } from './reach.ts';

/**
 * An item of Managed Network Settings Rule - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/managed-network-settings-rule/list
 */
interface OutboundRule {
  name?: string;
  properties?: {
    type?: string;
    destination?: string | { serviceTag?: string; addressPrefixes?: string[]; action?: string };
  };
}

/** The mode in which the rules of a managed network are all that is let out. */
export const approvedOnly = 'AllowOnlyApprovedOutbound';
const operation = 'ManagedNetworkSettingsRule_List';
const { raw } = answersOf<{ ManagedNetworkSettingsRule_List: { value: OutboundRule[] } }>('machinelearning');
export const outboundRules = raw(operation, '/value');

/** The rules of a workspace's managed network, where they count. What lies in the workspace sees the answer, too. */
export const rulesRead: ReadSpec = {
  service: 'machinelearning',
  operation,
  permission: 'Microsoft.MachineLearningServices/workspaces/outboundRules/read',
  pages: { items: 'value', ...armPaging },
  input: (workspace) =>
    at(workspace, '/properties/managedNetwork/isolationMode') === approvedOnly
      ? { workspace: String(workspace.id) }
      : null,
};

/**
 * The way out that the rules of a managed network leave: a list of targets, or the whole internet where a rule names it
 * (every host, the service tag Internet, every address). Rules that are not active yet count: they are what is wanted.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network 2026-11
 */
export function wayOut(rules: readonly OutboundRule[] | undefined): 'allow-list' | 'internet' | MissingValue {
  if (!rules) return missing('the rules of the managed network are not in the answer');
  const ways = rules.map(({ properties }) => isOpen(properties?.type, properties?.destination));
  if (ways.includes(true)) return 'internet';
  const strange = ways.indexOf(undefined);
  return strange < 0
    ? 'allow-list'
    : missing(`what the rule ${rules[strange]?.name ?? ''} lets out is not known to this version`);
}

/** Whether a rule lets everything out; undefined where its form is not known. */
function isOpen(type: unknown, to: NonNullable<OutboundRule['properties']>['destination']): boolean | undefined {
  const word = String(type).toLowerCase();
  if (word === 'privateendpoint') return false;
  // A name of all hosts, or of all hosts below a top-level domain.
  if (word === 'fqdn' && typeof to === 'string') return /^\*(\.(\*|[a-z]+))?$/i.test(to.trim());
  if (word !== 'servicetag' || typeof to !== 'object') return undefined;
  if (to.action?.toLowerCase() === 'deny') return false;
  // What names no target says nothing of what it lets out.
  if (!to.serviceTag && (to.addressPrefixes ?? []).length === 0) return undefined;
  return to.serviceTag?.toLowerCase() === 'internet' || (to.addressPrefixes ?? []).some(everybody);
}
