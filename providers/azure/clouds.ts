import { PlumblineError } from '../../src/model/errors.ts';

/** Where an Azure cloud is: its Resource Manager, and who gives out tokens for it. */
export interface AzureCloud {
  /** Address of Resource Manager, without a slash at its end. */
  endpoint: string;
  /** Address of the authority, without a slash at its end. */
  authority: string;
  /** Scope of a token for Resource Manager. */
  scope: string;
}

/** @see https://learn.microsoft.com/azure/developer/identity/sovereign-clouds (read 2026-11) */
const known: Readonly<Record<string, AzureCloud>> = {
  public: cloudOf('https://management.azure.com', 'https://login.microsoftonline.com'),
  government: cloudOf('https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'),
  china: cloudOf('https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'),
};

/**
 * The cloud that the config names; a custom endpoint needs its authority, too.
 *
 * @throws PlumblineError CONFIG_INVALID when one of the two is missing or is not https.
 */
export function azureCloud(options: { cloud?: string; endpoint?: string; authority?: string }): AzureCloud {
  const { cloud = 'public', endpoint, authority } = options;
  const standard = known[cloud] ?? cloudOf('https://management.azure.com', 'https://login.microsoftonline.com');
  if (endpoint === undefined && authority === undefined) return standard;
  if (endpoint === undefined || authority === undefined)
    throw new PlumblineError('CONFIG_INVALID', 'azure.endpoint and azure.authority belong together.', {
      hint: 'Name both, or neither and azure.cloud.',
    });
  for (const [name, url] of Object.entries({ endpoint, authority }))
    if (!url.startsWith('https://'))
      throw new PlumblineError('CONFIG_INVALID', `azure.${name} is ${url}; tokens are sent over https only.`, {
        hint: 'Write an https address; its authority goes under certificate_authorities.',
      });
  return cloudOf(endpoint.replace(/\/+$/, ''), authority.replace(/\/+$/, ''));
}

function cloudOf(endpoint: string, authority: string): AzureCloud {
  return { endpoint, authority, scope: `${endpoint}/.default` };
}
