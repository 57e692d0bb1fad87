import type { DescribeNotebookInstanceOutput } from '@aws-sdk/client-sagemaker';
import { onTestFinished } from 'vitest';
import type { Estate } from '../../src/lab/estate.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import type { LabOptions } from '../../src/lab/options.ts';
import type { Credentials } from '../../src/lab/sessions.ts';
import { first, notebooks, smallEstate } from '../../src/lab/small-estate.ts';

export const region = 'us-east-1';

/** One account, one region, three notebooks: nb-0 is open (root, internet), the others are closed. */
export function openNotebook(): Estate {
  return estateWith((index) =>
    index === 0 ? { RootAccess: 'Enabled' as const, DirectInternetAccess: 'Enabled' as const } : {},
  );
}

/** The same after somebody looked after it. */
export function closedNotebook(): Estate {
  return estateWith(() => ({}));
}

function estateWith(more: (index: number) => Partial<DescribeNotebookInstanceOutput>): Estate {
  const list = notebooks(first, region, 3).map((one, index) => ({
    ...one,
    PlatformIdentifier: 'notebook-al2023-v1',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    ...more(index),
  }));
  return smallEstate({ first: { regions: { [region]: { sagemaker: { notebookInstances: list } } } } });
}

/** A lab for one test. */
export async function labFor(options: LabOptions): Promise<Lab> {
  const lab = await startLab(options);
  onTestFinished(() => lab.close());
  return lab;
}

/** The environment that leads the SDK of a process to a lab. */
export function environmentOf(lab: Lab, keys: Credentials = lab.credentialsFor('one')): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: lab.url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
  };
}
