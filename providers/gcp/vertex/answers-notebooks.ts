import type { Described, EnvVar } from './answers.ts';

/**
 * What templates and runtimes of Colab Enterprise say of the machine.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.notebookRuntimeTemplates (2026-11)
 */
export interface NotebookMachine extends Described {
  networkSpec?: { enableInternetAccess?: boolean; network?: string; subnetwork?: string };
  networkTags?: string[];
  idleShutdownConfig?: { idleTimeout?: string; idleShutdownDisabled?: boolean };
  /** `eucDisabled` is taken and never given back. */
  eucConfig?: { bypassActasCheck?: boolean };
  shieldedVmConfig?: { enableSecureBoot?: boolean };
  softwareConfig?: {
    env?: EnvVar[];
    postStartupScriptConfig?: { postStartupScript?: string; postStartupScriptUrl?: string };
  };
}

export interface NotebookRuntime extends NotebookMachine {
  runtimeUser?: string;
  runtimeState?: string;
  isUpgradable?: boolean;
  notebookRuntimeTemplateRef?: { notebookRuntimeTemplate?: string };
}
