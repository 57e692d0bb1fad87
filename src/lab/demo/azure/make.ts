import type { ArmObject, AzureDefender, AzurePolicyState } from '../../azure/estate.ts';

/** Ids of the demo's Azure half; made up. */
export const ids = {
  tenant: '7c1d2e34-5b6a-4f70-8a91-0b2c3d4e5f60',
  clinical: '3f0c9a10-62de-4b8e-9d57-1a2b3c4d5e01',
  research: '3f0c9a10-62de-4b8e-9d57-1a2b3c4d5e02',
};

/** Built-in roles of Azure that the demo uses. @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const roles = {
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  dataScientist: 'f6c7c914-8db3-469d-8ca1-694a8f32e121',
};

/** The ARM id of a built-in role, as role assignments of a subscription name it. */
export function role(subscription: string, id: string): string {
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
}

/** Makes resources of one resource group. */
export function maker(subscription: string, group: string, location: string, now: Date) {
  const base = `/subscriptions/${subscription}/resourceGroups/${group}/providers`;
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  return {
    base,
    ago,
    /** A resource by the path below its group: `Microsoft.X/types/name/children/name`. */
    make(path: string, properties: object, more: Partial<ArmObject> & { age?: number } = {}): ArmObject {
      const { age = 200, ...rest } = more;
      const parts = path.split('/');
      const type = [parts[0], ...parts.slice(1).filter((_one, index) => index % 2 === 0)].join('/');
      return {
        id: `${base}/${path}`,
        name: parts.at(-1) ?? '',
        type,
        location,
        tags: {},
        systemData: { createdAt: ago(age), createdBy: 'platform-pipeline', lastModifiedAt: ago(Math.min(age, 20)) },
        ...rest,
        properties: { provisioningState: 'Succeeded', ...properties },
      };
    },
  };
}

/** A diagnostic setting that sends these groups of logs to a Log Analytics workspace. */
export function logsTo(workspaceId: string, ...groups: string[]): object {
  return {
    name: 'to-log-analytics',
    properties: { workspaceId, logs: groups.map((categoryGroup) => ({ categoryGroup, enabled: true })) },
  };
}

/** A content filter policy: each harm both ways, at one threshold. */
export function harms(severityThreshold: string, blocking: boolean, enabled = true): object[] {
  return ['Hate', 'Sexual', 'Violence', 'Selfharm'].flatMap((name) =>
    ['Prompt', 'Completion'].map((source) => ({ name, source, severityThreshold, blocking, enabled })),
  );
}

/** Built-in definitions of Azure Policy that the demo has assigned. @see https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies */
export const definitions = {
  workspaceClosed: '438c38d2-3772-465a-a9cc-7a6666a275ce',
  workspaceKey: 'ba769a63-b8cc-4b2d-abf6-ac33c7204be8',
  workspaceOutbound: '6ddb1705-c8cf-450e-aa4b-19ad6703c440',
  computeNoKeys: 'e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f',
  notebookImage: 'f110a506-2dcb-422e-bcea-d533fc8c35e2',
  accountNoKeys: '71ef260a-8f18-47b7-abcb-62d0673d94dc',
  accountClosed: '037eea7a-bd0a-46c5-9a66-03aea78705d3',
  accountLogged: '1b4d1c4e-934c-4703-944c-27c82c06bebb',
  searchClosed: 'ee980b6d-0eca-4501-8d54-f6290fd512c3',
  searchNoKeys: '6300012e-e9a4-4649-b41f-a85f5c43be91',
  searchKey: '76a56461-9dc0-40f0-82f5-2453283afa2f',
  notebookStops: '679ddf89-ab8f-48a5-9029-e76054077449',
  lakehouseClosed: '0e7849de-b939-4c50-ab48-fc6b0f5eeba2',
};

/** What assigned definitions say of resources. */
export function policyStates(
  states: readonly [resource: string, definition: keyof typeof definitions, state: AzurePolicyState['state']][],
): AzurePolicyState[] {
  return states.map(([resource, name, state]) => ({
    resource,
    definition: `/providers/Microsoft.Authorization/policyDefinitions/${definitions[name]}`,
    state,
  }));
}

/** Microsoft's benchmark, assigned by Defender for Cloud. */
export function benchmarkFor(subscription: string): object {
  const scope = `/subscriptions/${subscription}`;
  return {
    id: `${scope}/providers/Microsoft.Authorization/policyAssignments/SecurityCenterBuiltIn`,
    name: 'SecurityCenterBuiltIn',
    type: 'Microsoft.Authorization/policyAssignments',
    properties: {
      displayName: `ASC Default (subscription: ${subscription})`,
      policyDefinitionId:
        '/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8',
      scope,
      notScopes: [],
      enforcementMode: 'Default',
      parameters: {},
    },
  };
}

/** What Defender for Cloud recommends for an account of AI Services. */
export function accountAdvice(
  resource: string,
  noKeys: 'Healthy' | 'Unhealthy',
  closed: 'Healthy' | 'Unhealthy',
): AzureDefender['assessments'] {
  return [
    {
      resource,
      key: '13b10b36-aa99-4db6-b00c-dcf87c4761e6',
      title: 'Azure AI Services resources should have key access disabled (disable local authentication)',
      code: noKeys,
    },
    {
      resource,
      key: 'f738efb8-005f-680d-3d43-b3db762d6243',
      title: 'Azure AI Services resources should restrict network access',
      code: closed,
    },
  ];
}
