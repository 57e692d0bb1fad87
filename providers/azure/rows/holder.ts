import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { type ArmResource, regionName } from './arm.ts';
import { regionOfWorkspace } from './workspace.ts';

/** What holds models, data and environments: a workspace, or a registry that several workspaces share. */
export interface Holder {
  /** Native type. */
  type: string;
  /** What people call it. */
  place: 'workspace' | 'registry';
  /** The right to read what lies in it, by the type below: each has its own in a workspace, all have one in a registry. */
  right: (below: string) => string;
  /** Its region; what lies in it names none. */
  region: Spec<string>;
}

const { raw } = answersOf<{ Registries_ListBySubscription: ArmResource }>('machinelearning');

export const workspaceHolder: Holder = {
  type: 'Microsoft.MachineLearningServices/workspaces',
  place: 'workspace',
  right: (below) => `Microsoft.MachineLearningServices/workspaces/${below}/read`,
  region: regionOfWorkspace,
};

/**
 * A registry may lie in several regions; the location of its resource is the first.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-manage-registries 2026-11
 */
export const registryHolder: Holder = {
  type: 'Microsoft.MachineLearningServices/registries',
  place: 'registry',
  right: () => 'Microsoft.MachineLearningServices/registries/assets/read',
  region: derive(
    [raw('Registries_ListBySubscription', '/location')],
    (value) => regionName(value) ?? missing('the answer names no location'),
  ),
};
