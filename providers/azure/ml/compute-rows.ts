import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ListSpec } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, provisioned, type State } from '../rows/arm.ts';
import { where } from '../rows/where.ts';
import { workspaceAbove } from '../rows/workspace.ts';
import { isOfService, networkAt, type Place } from './place.ts';

/**
 * An item of Compute - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/compute/list
 */
export interface Compute extends ArmResource {
  properties: {
    computeType: string;
    provisioningState?: string;
    disableLocalAuth?: boolean;
    createdOn?: string;
    modifiedOn?: string;
    properties?: {
      state?: string;
      subnet?: { id?: string } | null;
      enableNodePublicIp?: boolean;
      enableRootAccess?: boolean;
      enableOSPatching?: boolean;
      applicationSharingPolicy?: string;
      computeInstanceAuthorizationType?: string;
      sshSettings?: { sshPublicAccess?: string };
      remoteLoginPortPublicAccess?: string;
      idleTimeBeforeShutdown?: string;
      setupScripts?: { scripts?: { creationScript?: object; startupScript?: object } };
      osImageMetadata?: { isLatestOsImageVersion?: boolean };
      scaleSettings?: { minNodeCount?: number; nodeIdleTimeBeforeScaleDown?: string };
      vmPriority?: string;
    };
  };
}

export const operation = 'Compute_List';
export const rows = armRows<Compute>('machinelearning', operation);
const { field, time } = rows;

/** Computes of each workspace: one list, which the workspace has read, and of which each collector keeps its own sort. */
export const list: ListSpec = {
  service: 'machinelearning',
  operation,
  permission: 'Microsoft.MachineLearningServices/workspaces/computes/read',
  items: 'value',
  of: { collector: 'azure/ml/workspace', read: operation },
};

/** What the machine does where it says so, or else how its last change ended. */
export const state: Spec<State> = derive(
  [field('/properties/properties/state'), field('/properties/provisioningState')],
  (now, last): State | MissingValue => {
    const table: Readonly<Record<string, State>> = {
      Running: 'active',
      JobRunning: 'active',
      Starting: 'pending',
      Creating: 'pending',
      SettingUp: 'pending',
      Restarting: 'pending',
      Resizing: 'active',
      Stopping: 'stopped',
      Stopped: 'stopped',
      Deleting: 'deleting',
      Unusable: 'failed',
      SetupFailed: 'failed',
      CreateFailed: 'failed',
      UserSettingUp: 'pending',
      UserSetupFailed: 'failed',
    };
    if (typeof now !== 'string') return provisioned(last);
    return table[now] ?? missing(`state ${now} is not known to this version`);
  },
);

const type = field('/properties/computeType');

/** A fact of the machines that the service makes; for attached ones, what to ask for where they come from. */
export const ofService = <const V>(fact: Spec<V>, instead: MissingValue): Spec<V> =>
  where(type, isOfService, fact, instead);

type Key = 'customer' | 'hardware' | 'provider' | 'none';
const disksElsewhere = missing(
  'the key of the disks of the compute that is attached to the workspace, from where it comes from',
  'not-exposed',
);

const encryption = 'https://learn.microsoft.com/azure/machine-learning/concept-data-encryption';

/** Disks of computes of the service lie in a subscription of Microsoft's, with its keys. */
export const disksOf = (computeType: Spec<unknown>) => ({
  keyAtRest: where(computeType, isOfService, byDesign('provider' as Key, encryption, '2026-11'), disksElsewhere),
  stores: where(
    computeType,
    isOfService,
    byDesign([{ name: 'volume', key: 'provider' }], encryption, '2026-11') as Spec<
      { name: 'volume' | MissingValue; key: Key | MissingValue }[]
    >,
    disksElsewhere,
  ),
});
export const disks = disksOf(type);

/** Where a compute runs. Left out means that nodes get an address of their own: the default of the API is true. */
export const placeOfCompute = (
  { computeType, properties }: Compute['properties'],
  isolation: string,
): Place & { type: string } => ({
  type: computeType,
  isolation,
  nodeIp: properties?.enableNodePublicIp !== false,
  ...(properties?.subnet?.id ? { subnet: properties.subnet.id } : {}),
});

/** Trait network, and the subnet. */
export const { facts: network, subnets } = networkAt(
  derive(
    [field('/properties'), workspaceAbove],
    (of, { managedNetwork }) =>
      placeOfCompute(of as Compute['properties'], managedNetwork?.isolationMode ?? 'Disabled'), // an answer's own member; left out: it is off
  ),
);

/** Times of a compute stand in its properties. */
export const times = { createdAt: time('/properties/createdOn'), modifiedAt: time('/properties/modifiedOn') };

/** Who is let in: people sign in with Microsoft Entra ID; the local user is one with a password or key. */
export const authMethods: Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]> = ofService(
  derive([field('/properties/disableLocalAuth')], (off) =>
    off === true ? ['identity' as const] : ['identity' as const, 'key' as const],
  ),
  missing('An attached compute is logged in to where it comes from.', 'not-supported'),
);

/** Minutes of an ISO 8601 duration of days, hours, minutes and seconds; null where it is not one. */
export function minutesOf(duration: unknown): number | null {
  const found =
    typeof duration === 'string'
      ? /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration)
      : null;
  if (!found) return null;
  const [, days, hours, minutes, seconds] = found.map((text) => Number(text ?? 0));
  return Math.ceil((days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60);
}

/** Trait supply of a machine that runs an image of the platform. */
export const platformImage = {
  images: notSupported('The machine runs an image of the platform; see patched.'),
  artifacts: notSupported(),
  sourceRevision: notSupported(),
  patched: derive([field('/properties/properties/osImageMetadata/isLatestOsImageVersion')], (latest) =>
    typeof latest === 'boolean'
      ? latest
        ? ('current' as const)
        : ('behind' as const)
      : missing('the answer does not say which image it runs'),
  ),
};

/** The workspace that a child lies in, out of its id. */
export function parentOf(id: unknown): string {
  return String(id).toLowerCase().split('/').slice(0, -2).join('/');
}
