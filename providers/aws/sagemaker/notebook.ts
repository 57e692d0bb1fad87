import type {
  DescribeNotebookInstanceLifecycleConfigOutput,
  DescribeNotebookInstanceOutput,
} from '@aws-sdk/client-sagemaker';
import { answersOf, byDesign, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { platformPatch } from '../analysis/notebook-platform.ts';
import {
  byTable,
  doorsNotRead,
  one,
  ownership,
  providerApi,
  residency,
  same,
  stateOf,
  tagsRead,
} from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { networkLinks } from '../rows/network.ts';
import { secretsInScripts } from '../rows/scripts.ts';

const { from, raw } = answersOf<{
  DescribeNotebookInstance: DescribeNotebookInstanceOutput;
  DescribeNotebookInstanceLifecycleConfig: DescribeNotebookInstanceLifecycleConfigOutput;
}>('sagemaker');

const disk = encryption([{ name: 'volume', key: raw('DescribeNotebookInstance', '/KmsKeyId') }]);

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeNotebookInstance.html */
const states = stateOf({
  InService: 'active',
  Stopped: 'stopped',
  Stopping: 'stopped',
  Pending: 'pending',
  Updating: 'pending',
  Failed: 'failed',
  Deleting: 'deleting',
});

export const notebooks = collector({
  provider: 'aws',
  id: 'aws/sagemaker/notebook',
  service: 'sagemaker',
  kind: 'ml.notebook',
  nativeType: 'AWS::SageMaker::NotebookInstance',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListNotebookInstances',
    permission: 'sagemaker:ListNotebookInstances',
    items: 'NotebookInstances',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      service: 'sagemaker',
      operation: 'DescribeNotebookInstance',
      permission: 'sagemaker:DescribeNotebookInstance',
      input: (item) => ({ NotebookInstanceName: item.NotebookInstanceName ?? '' }),
      expects: 'NotebookInstanceArn',
      gone: true,
    },
    tagsRead((item) => String(item.NotebookInstanceArn)),
    {
      service: 'sagemaker',
      operation: 'DescribeNotebookInstanceLifecycleConfig',
      permission: 'sagemaker:DescribeNotebookInstanceLifecycleConfig',
      memo: true,
      expects: 'NotebookInstanceLifecycleConfigArn',
      input: (_item, got) => {
        const name = raw('DescribeNotebookInstance', '/NotebookInstanceLifecycleConfigName').map(got).value;
        return typeof name === 'string' && name !== '' ? { NotebookInstanceLifecycleConfigName: name } : null;
      },
    },
    disk.read,
  ],
  uid: (item) => String(item.NotebookInstanceArn),
  name: (item) => String(item.NotebookInstanceName),

  facts: {
    ...disk.facts,
    ...providerApi,
    ...residency,
    ...ownership,
    network: from('DescribeNotebookInstance', '/SubnetId', () => 'customer' as const, { absent: 'provider' }), // no subnet: the service's own network
    egress: from(
      'DescribeNotebookInstance',
      '/DirectInternetAccess',
      (value) =>
        value === 'Disabled'
          ? 'customer-network'
          : value === 'Enabled'
            ? 'internet'
            : missing(`DirectInternetAccess is ${value}`),
      { absent: missing() },
    ),
    publicIp: byDesign(
      false,
      'https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html',
      '2026-11',
    ),
    runsAs: from('DescribeNotebookInstance', '/RoleArn', () => 'own' as const, { absent: missing() }),
    authMethods: byDesign(
      ['identity' as const],
      'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedNotebookInstanceUrl.html',
      '2026-11',
    ),
    shell: notSupported('A notebook instance has no login of its own; its terminal is part of the notebook.'),
    plainSecrets: derive(
      [
        raw('DescribeNotebookInstanceLifecycleConfig', '/OnCreate'),
        raw('DescribeNotebookInstanceLifecycleConfig', '/OnStart'),
      ],
      (onCreate, onStart) => secretsInScripts([...(onCreate ?? []), ...(onStart ?? [])].map((hook) => hook.Content)),
    ),
    images: notSupported('A notebook instance runs an image of AWS; see patched.'),
    artifacts: notSupported(),
    sourceRevision: notSupported(),
    patched: from(
      'DescribeNotebookInstance',
      '/PlatformIdentifier',
      (id) => platformPatch(id) ?? missing(`platform ${id} is not known to this version`),
      {
        absent: missing(),
      },
    ),
    rootAccess: from(
      'DescribeNotebookInstance',
      '/RootAccess',
      byTable('root access', { Enabled: true, Disabled: false }),
      { absent: missing() },
    ),
    singleUser: notSupported('Who may open a notebook instance is decided by IAM, not by the instance.'),
    fileDownload: notSupported(),
    terminal: notSupported(),
    startScript: from('DescribeNotebookInstance', '/NotebookInstanceLifecycleConfigName', (name) => name !== '', {
      absent: false,
    }),
    metadataV2: from(
      'DescribeNotebookInstance',
      '/InstanceMetadataServiceConfiguration/MinimumInstanceMetadataServiceVersion',
      byTable('metadata version', { '1': false, '2': true }),
      // Instances made before the setting existed answer without it, and accept version 1.
      { absent: false },
    ),
    secureBoot: notSupported(),
    autoPatch: notSupported('SageMaker patches a notebook instance when it is stopped and started.'),
    state: from('DescribeNotebookInstance', '/NotebookInstanceStatus', states, { absent: missing() }),
    createdAt: from('DescribeNotebookInstance', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribeNotebookInstance', '/LastModifiedTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the CloudTrail record of CreatePresignedNotebookInstanceUrl.'),
    idleStopMinutes: notExposed('Ask for the lifecycle script that stops idle instances; the API has no such setting.'),
  },
  links: {
    privateEndpoints: doorsNotRead,
    ...disk.links,
    ...networkLinks(raw('DescribeNotebookInstance', '/SubnetId'), raw('DescribeNotebookInstance', '/SecurityGroups')),
    principals: from('DescribeNotebookInstance', '/RoleArn', one, { absent: missing() }),
  },
});
