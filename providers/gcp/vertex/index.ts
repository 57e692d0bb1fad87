import type { Collector } from '../../../src/model/provider.ts';

/** Vertex AI: what is listed in each location. */
export const vertexCollectors: readonly Collector[] = [];
