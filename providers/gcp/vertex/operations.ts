import type { RestOperations } from '../../rest/operation.ts';

/** Reads of Vertex AI. */
export const vertexOperations: RestOperations = {};
