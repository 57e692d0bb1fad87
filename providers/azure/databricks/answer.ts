import { type ArmResource, armRows } from '../rows/arm.ts';

/** A setting that was given when a workspace was made. */
interface Parameter<T> {
  value?: T;
}

/** A key of the customer's own over one store. */
export interface VaultKey {
  /** `Default`, or `Microsoft.Keyvault` in any case. */
  keySource?: string;
}

/**
 * An item of Workspaces - List By Subscription of Azure Databricks, api-version 2026-01-01.
 *
 * @see https://learn.microsoft.com/rest/api/databricks/workspaces/list-by-subscription (2026-11)
 */
export interface Workspace extends ArmResource {
  properties: {
    provisioningState?: string;
    createdDateTime?: string;
    /** Hybrid: clusters in a network, and serverless compute. Serverless: no network, no disks, no storage of its own. */
    computeMode?: string;
    publicNetworkAccess?: string;
    isUcEnabled?: boolean;
    parameters?: {
      customVirtualNetworkId?: Parameter<string>;
      customPublicSubnetName?: Parameter<string>;
      customPrivateSubnetName?: Parameter<string>;
      enableNoPublicIp?: Parameter<boolean>;
      encryption?: Parameter<VaultKey>;
    } | null;
    encryption?: { entities?: { managedServices?: VaultKey; managedDisk?: VaultKey } } | null;
    enhancedSecurityCompliance?: { complianceSecurityProfile?: { value?: string } } | null;
    privateEndpointConnections?: object[] | null;
    accessConnector?: { id?: string } | null;
  };
}

export const operation = 'Workspaces_ListBySubscription';
export const { common, field, raw } = armRows<Workspace>('databricks', operation);
