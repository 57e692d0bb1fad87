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
  /** Namespaces of resource providers that it never used: `Microsoft.Databricks`. */
  unregistered?: readonly string[];
  resources: readonly ArmObject[];
  roleAssignments: readonly AzureRoleAssignment[];
  /** Defender for Cloud; without it, it was never turned on. */
  defender?: AzureDefender;
  /** Assignments of Azure Policy that apply, as the API answers them. */
  policyAssignments?: readonly object[];
  /** Exemptions from them that have not expired. */
  policyExemptions?: readonly object[];
  policyStates?: readonly AzurePolicyState[];
  /** Diagnostic settings by the ARM id of their resource; a resource left out has none. */
  diagnostics?: Readonly<Record<string, readonly object[]>>;
  /** Diagnostic settings of the subscription itself: where its activity log is sent. */
  activityLog?: readonly object[];
}

/** Defender for Cloud in one subscription. */
export interface AzureDefender {
  /** Plans that are listed, and whether they are on. */
  plans: Readonly<Record<string, 'Free' | 'Standard'>>;
  /** Products that data is sent to, and whether it is. */
  settings: Readonly<Record<string, boolean>>;
  assessments: readonly {
    /** ARM id of the resource. */
    resource: string;
    /** Key of the recommendation. */
    key: string;
    title: string;
    code: 'Healthy' | 'Unhealthy' | 'NotApplicable';
    cause?: string;
  }[];
  /** Weaknesses found in resources, filed below an assessment. */
  weaknesses?: readonly { resource: string; key: string; title: string; code: 'Healthy' | 'Unhealthy' }[];
  alerts?: readonly AzureAlert[];
  /** Share of the secure score, from 0 to 1; without it, there is none. */
  score?: number;
  /** Standards that are kept, by name. */
  standards?: Readonly<Record<string, { state: 'Passed' | 'Failed' | 'Skipped' | 'Unsupported'; failed: number }>>;
}

/** Something that looked like an attack. */
export interface AzureAlert {
  /** ARM id of the resource. */
  resource: string;
  type: string;
  title: string;
  severity: 'High' | 'Medium' | 'Low' | 'Informational';
  status: 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';
  at: string;
  /** What it quotes. */
  quotes?: Readonly<Record<string, string>>;
}

/** What a definition of Azure Policy says of a resource. */
export interface AzurePolicyState {
  /** ARM id of the resource. */
  resource: string;
  /** ARM id of the definition. */
  definition: string;
  state: 'Compliant' | 'NonCompliant' | 'Exempt' | 'Conflict' | 'Unknown';
}

/** A role, built in or of the tenant's own. */
export interface AzureRole {
  id: string;
  name: string;
  permissions: readonly object[];
}

/** What may be done, or may not, from a scope on downwards. */
export interface AzureRight {
  /** ARM id of a subscription, resource group or resource. */
  scope: string;
  actions: readonly string[];
  notActions?: readonly string[];
}

/** Everything that the lab simulates of Azure. */
export interface AzureEstate {
  tenant: string;
  /** What the roles of the scanning application allow; without it, it reads everything. */
  rights?: readonly AzureRight[];
  /** Deny assignments, for everybody. */
  denials?: readonly AzureRight[];
  /** How Resource Graph is off the mark: ids it has not heard of yet, and the rows of a query after which it cuts. */
  graph?: { unheard?: readonly string[]; most?: number };
  /** The application that scans. */
  client: { id: string; secret: string; objectId: string; name: string };
  subscriptions: readonly AzureSubscription[];
  roles: readonly AzureRole[];
}
