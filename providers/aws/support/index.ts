import type { Collector } from '../../../src/model/provider.ts';
import { keys } from './key.ts';

/** What SageMaker resources refer to, and what exists once an account or region. */
export const supportCollectors: readonly Collector[] = [keys];
