import type { Collector } from '../../../src/model/provider.ts';

/** What others refer to, and what is set for a whole project. */
export const supportCollectors: readonly Collector[] = [];
