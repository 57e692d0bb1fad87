import type { Collector } from '../../../src/model/provider.ts';

/** Workbench, Colab, Model Armor, Dataproc: what is listed in each project beside Vertex AI. */
export const workbenchCollectors: readonly Collector[] = [];
