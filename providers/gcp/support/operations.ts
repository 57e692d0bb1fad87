import type { RestOperations } from '../../rest/operation.ts';

/** Reads of what others refer to, and of Google's own findings. */
export const supportOperations: RestOperations = {};
