import type { ArmObject } from '../../azure/estate.ts';

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
