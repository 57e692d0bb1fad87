/** A resource as Resource Manager answers it. */
export interface ArmObject {
  id: string;
  name: string;
  type: string;
  location?: string;
  kind?: string;
  tags?: Readonly<Record<string, string>>;
  sku?: object;
  identity?: object;
  systemData?: object;
  properties: object;
}

/** A role that somebody has somewhere. */
export interface AzureRoleAssignment {
  principalId: string;
  /** ARM id of the role definition. */
  roleDefinitionId: string;
  scope: string;
}

export interface AzureSubscription {
  id: string;
  name: string;
  state?: 'Enabled' | 'Disabled' | 'Warned';
  resources: readonly ArmObject[];
  roleAssignments: readonly AzureRoleAssignment[];
  /** Diagnostic settings by the ARM id of their resource; a resource left out has none. */
  diagnostics?: Readonly<Record<string, readonly object[]>>;
  /** Diagnostic settings of the subscription itself: where its activity log is sent. */
  activityLog?: readonly object[];
}

/** A role, built in or of the tenant's own. */
export interface AzureRole {
  id: string;
  name: string;
  permissions: readonly object[];
}

/** Everything that the lab simulates of Azure. */
export interface AzureEstate {
  tenant: string;
  /** The application that scans. */
  client: { id: string; secret: string; objectId: string; name: string };
  subscriptions: readonly AzureSubscription[];
  roles: readonly AzureRole[];
}
