import type { Collector } from '../../../src/model/provider.ts';
import { accountSettings } from './account-settings.ts';
import { buckets } from './bucket.ts';
import { datasets } from './dataset.ts';
import { firewalls } from './firewall.ts';
import { keys } from './key.ts';
import { logBuckets } from './log-bucket.ts';
import { repositories } from './repository.ts';
import { serviceAccounts } from './service-account.ts';
import { subnets } from './subnet.ts';
import { trails } from './trail.ts';

/** What others refer to, and what is set for a whole project. */
export const supportCollectors: readonly Collector[] = [
  serviceAccounts,
  buckets,
  datasets,
  keys,
  repositories,
  trails,
  logBuckets,
  accountSettings,
  subnets,
  firewalls,
];
