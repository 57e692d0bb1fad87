import type { RestOperations } from '../../rest/operation.ts';

/** Reads of Workbench, Colab, Model Armor and Dataproc. */
export const workbenchOperations: RestOperations = {};
