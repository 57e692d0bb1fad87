import type { Collector } from '../../../src/model/provider.ts';
import { buckets } from './bucket.ts';
import { datasets } from './dataset.ts';
import { keys } from './key.ts';
import { repositories } from './repository.ts';
import { serviceAccounts } from './service-account.ts';

/** What others refer to, and what is set for a whole project. */
export const supportCollectors: readonly Collector[] = [serviceAccounts, buckets, datasets, keys, repositories];
