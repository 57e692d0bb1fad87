import type { Collector } from '../../../src/model/provider.ts';
import { accountSettings } from './account-settings.ts';
import { accountWide } from './account-wide.ts';
import { alarms } from './alarm.ts';
import { buckets } from './bucket.ts';
import { keys } from './key.ts';
import { logGroups } from './log-group.ts';
import { repositories } from './repository.ts';
import { roles } from './role.ts';
import { securityGroups } from './security-group.ts';
import { subnets } from './subnet.ts';
import { trails } from './trail.ts';
import { vpcEndpoints } from './vpc-endpoint.ts';

/** What SageMaker resources refer to, and what exists once an account or region. */
export const supportCollectors: readonly Collector[] = [
  accountSettings,
  accountWide,
  alarms,
  buckets,
  keys,
  logGroups,
  repositories,
  roles,
  securityGroups,
  subnets,
  trails,
  vpcEndpoints,
];
