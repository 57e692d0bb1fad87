/** A disk of an instance. */
export interface Disk {
  diskEncryption?: string;
  kmsKey?: string;
}

/** The machine behind an instance. */
export interface GceSetup {
  bootDisk?: Disk;
  dataDisks?: Disk[];
  disablePublicIp?: boolean;
  networkInterfaces?: { network?: string; subnet?: string; accessConfigs?: { externalIp?: string }[] }[];
  serviceAccounts?: { email?: string }[];
  shieldedInstanceConfig?: { enableSecureBoot?: boolean };
  metadata?: Record<string, string>;
  tags?: string[];
  containerImage?: { repository?: string; tag?: string };
}

/**
 * An item of notebooks v2 `projects.locations.instances.list`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/reference/rest/v2/projects.locations.instances (2026-11)
 */
export interface Instance {
  name: string;
  state?: string;
  createTime?: string;
  updateTime?: string;
  labels?: Record<string, string>;
  /** "Input only": answers that were recorded do not have it. */
  instanceOwners?: string[];
  disableProxyAccess?: boolean;
  /** Code signs in as the person who uses it. */
  enableManagedEuc?: boolean;
  gceSetup?: GceSetup;
}
