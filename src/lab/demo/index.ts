import type { Estate } from '../estate.ts';
import type { Fault } from '../options.ts';
import { dataLake } from './data-lake/account.ts';
import { managedPolicies } from './managed-policies.ts';
import { mlDev } from './ml-dev/account.ts';
import { mlProd } from './ml-prod/account.ts';
import { accounts, keyArn } from './place.ts';

/**
 * The AWS half of the demo organisation: a hospital group whose models triage images and forecast beds. Mostly well run,
 * with the mistakes that real teams make.
 *
 * @param now Moment that all its times are counted back from; two calls for the same minute give the same estate.
 */
export function demoEstate(now: Date): Estate {
  return { name: 'Harbour Vale Hospitals', accounts: [mlProd(now), mlDev(now), dataLake(now)], managedPolicies };
}

/** What the scanner may not see: the features of the lake, and the key of patients' data there. */
export const demoFaults: readonly Fault[] = [
  { kind: 'deny', service: 'sagemaker', operation: 'DescribeFeatureGroup', account: 'data-lake', region: 'eu-west-1' },
  {
    kind: 'deny',
    service: 'kms',
    operation: 'DescribeKey',
    account: 'data-lake',
    resource: keyArn(accounts.lake, 'eu-west-1', 'phi'),
  },
];

/** A region that is down: SageMaker of ml-dev in Frankfurt answers with errors. Not part of `demoFaults`; it takes time. */
export const demoRegionDown: readonly Fault[] = [
  { kind: 'server-error', service: 'sagemaker', account: 'ml-dev', region: 'eu-central-1' },
];
