import type { Collector } from '../../../src/model/provider.ts';
import { instances } from './instance.ts';

/** Workbench: what is listed in each project beside Vertex AI. */
export const workbenchCollectors: readonly Collector[] = [instances];
