import type { Collector } from '../../../src/model/provider.ts';
import { deployments } from './deployment.ts';
import { endpoints } from './endpoint.ts';

/** Vertex AI: what is listed in each location. */
export const vertexCollectors: readonly Collector[] = [endpoints, deployments];
