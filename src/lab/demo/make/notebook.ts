import type {
  DescribeNotebookInstanceLifecycleConfigOutput,
  DescribeNotebookInstanceOutput,
  DescribeStudioLifecycleConfigResponse,
} from '@aws-sdk/client-sagemaker';
import { ec2Id, type Place } from '../place.ts';

type Notebook = DescribeNotebookInstanceOutput;

/** A notebook as AWS makes one where its owner changes nothing: no key, no subnet, internet, root. */
export function notebook(
  place: Place,
  name: string,
  role: string,
  createdDaysAgo: number,
  more: Partial<Notebook> = {},
): Notebook {
  const inNetwork = more.SubnetId === undefined ? {} : { NetworkInterfaceId: ec2Id('eni', name) };
  return {
    NotebookInstanceArn: place.arn('notebook-instance', name),
    NotebookInstanceName: name,
    NotebookInstanceStatus: 'InService',
    Url: `${name}-${place.account.slice(-4)}.notebook.${place.region}.sagemaker.aws`,
    InstanceType: 'ml.t3.xlarge',
    RoleArn: role,
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(Math.min(createdDaysAgo, 0.3 + (createdDaysAgo % 7))),
    DirectInternetAccess: 'Enabled',
    VolumeSizeInGB: 50,
    RootAccess: 'Enabled',
    PlatformIdentifier: 'notebook-al2023-v1',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    ...inNetwork,
    ...more,
  };
}

/** A lifecycle configuration; scripts are given as text. */
export function lifecycleConfig(
  place: Place,
  name: string,
  createdDaysAgo: number,
  scripts: { create?: string; start?: string },
): DescribeNotebookInstanceLifecycleConfigOutput {
  const hook = (script: string | undefined) =>
    script === undefined ? [] : [{ Content: Buffer.from(script).toString('base64') }];
  return {
    NotebookInstanceLifecycleConfigArn: place.arn('notebook-instance-lifecycle-config', name),
    NotebookInstanceLifecycleConfigName: name,
    OnCreate: hook(scripts.create),
    OnStart: hook(scripts.start),
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(createdDaysAgo),
  };
}

/** A lifecycle configuration of Studio; the script is given as text. */
export function studioScript(
  place: Place,
  name: string,
  createdDaysAgo: number,
  script: string,
): DescribeStudioLifecycleConfigResponse {
  return {
    StudioLifecycleConfigArn: place.arn('studio-lifecycle-config', name),
    StudioLifecycleConfigName: name,
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(createdDaysAgo),
    StudioLifecycleConfigContent: Buffer.from(script).toString('base64'),
    StudioLifecycleConfigAppType: 'JupyterLab',
  };
}
