import { awsCloud } from './aws.ts';
import { azureCloud } from './azure.ts';
import type { Cloud } from './cloud.ts';
import { gcpCloud } from './gcp.ts';
import { mlflowCloud } from './mlflow.ts';

/** Every cloud that can be scanned, in the order in which reports name them. */
export const clouds: readonly Cloud[] = [awsCloud(), azureCloud(), gcpCloud(), mlflowCloud()];
