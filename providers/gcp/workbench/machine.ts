import type { MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import type { Disk, GceSetup, Instance } from './answers.ts';

/**
 * Whether the machine has an address on the internet. One that is to have none says so; one that says nothing and shows
 * no address may be stopped, or get one when it starts.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/reference/rest/v2/projects.locations.instances#GceSetup
 */
export function hasAddress(setup: GceSetup | undefined): boolean | MissingValue {
  if ((setup?.networkInterfaces ?? []).some((one) => (one.accessConfigs ?? []).length > 0)) return true;
  return setup?.disablePublicIp === true
    ? false
    : missing('the answer shows no address, and does not say that the machine is to have none');
}

/** Key of one disk; undefined: Google's own. How a disk is encrypted is "input only", so what is left out is not known. */
export function keyOf(disk: Disk | undefined): string | undefined | MissingValue {
  if (disk?.diskEncryption === 'GMEK') return undefined;
  if (disk?.diskEncryption !== 'CMEK') return missing('the answer does not say how the disk is encrypted');
  return disk.kmsKey || missing('the answer does not name the key of the disk');
}

/** Key of the data disks: that of the weakest; undefined where there are none, too. */
export function keyOfAll(disks: readonly Disk[]): string | undefined | MissingValue {
  if (disks.length === 0 || disks.some((one) => one.diskEncryption === 'GMEK')) return undefined;
  return disks.map(keyOf).find((one) => typeof one !== 'string') ?? keyOf(disks[0]);
}

/**
 * Whether one person alone may open it. The owner is never given back; how the proxy lets people in is in the metadata
 * (`proxy-mode`): one address, or everybody who may use the service account.
 */
export function isForOne({ instanceOwners: owners = [], gceSetup }: Instance): boolean | MissingValue {
  if (owners.length > 0) return owners.length === 1;
  const { 'proxy-mode': mode, 'proxy-user-mail': mail = '' } = gceSetup?.metadata ?? {};
  if (mode === 'mail' && mail !== '') return /^[^\s,;]+@[^\s,;]+$/.test(mail);
  return mode === 'service_account' || mode === 'project_editors'
    ? false
    : missing('Ask who may open the instance: its owner is taken, and never given back.', 'not-exposed');
}
