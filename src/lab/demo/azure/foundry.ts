import type { ArmObject } from '../../azure/estate.ts';
import type { maker } from './make.ts';

type Made = ReturnType<typeof maker>;

/** A project of the patients' assistant. Secrets of its connections lie in the hospital's own vault. */
export function assistantProject({ make, base }: Made, account: string, identity: string): ArmObject[] {
  const project = `${account}/projects/discharge-letters`;
  return [
    make(project, {}, { kind: 'AIServices', identity: { type: 'SystemAssigned', principalId: identity } }),
    make(`${account}/connections/own-vault`, {
      category: 'AzureKeyVault',
      authType: 'AccountManagedIdentity',
      target: `${base}/Microsoft.KeyVault/vaults/hv-clinical-keys`,
      isSharedToAll: true,
    }),
    make(`${account}/connections/guidelines`, {
      category: 'CognitiveSearch',
      authType: 'AAD',
      target: 'https://hv-guidelines.search.windows.net',
      isSharedToAll: true,
    }),
    make(`${project}/connections/formulary`, {
      category: 'CustomKeys',
      authType: 'CustomKeys',
      target: 'https://formulary.harbourvale.example',
      isSharedToAll: false,
      metadata: { note: 'rotate with n0t-a-real-One-5530' },
    }),
    make(`${account}/raiBlocklists/drug-doses`, { description: 'Doses that no letter may state without a source' }),
  ];
}

/** A trial in the portal: a key pasted in, for everybody. */
export function trialProject({ make }: Made): ArmObject[] {
  const account = 'Microsoft.CognitiveServices/accounts/research-agents';
  const project = `${account}/projects/literature`;
  return [
    make(
      account,
      { dateCreated: '2026-04-14T10:02:00Z', publicNetworkAccess: 'Enabled', allowProjectManagement: true },
      { kind: 'AIServices', sku: { name: 'S0' } },
    ),
    make(`${account}/defenderForAISettings/Default`, { state: 'Disabled' }),
    make(project, {}, { kind: 'AIServices' }),
    make(`${project}/connections/web-search`, {
      category: 'ApiKey',
      authType: 'ApiKey',
      target: 'https://api.search.example',
      isSharedToAll: true,
    }),
  ];
}
