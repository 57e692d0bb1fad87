import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, usual } from '../testing/table.ts';
import { notebooks } from './notebook.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/lab';
const role = 'arn:aws:iam::123456789012:role/lab';
const ec2 = 'arn:aws:ec2:eu-west-1:123456789012';
const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }];

const given: Given = {
  item: { NotebookInstanceName: 'lab', NotebookInstanceArn: arn },
  reads: {
    ...usual,
    DescribeNotebookInstance: {
      NotebookInstanceName: 'lab',
      NotebookInstanceArn: arn,
      NotebookInstanceStatus: 'InService',
      RoleArn: role,
      KmsKeyId: keyA,
      SubnetId: 'subnet-1',
      SecurityGroups: ['sg-1'],
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      PlatformIdentifier: 'notebook-al2023-v1',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      NotebookInstanceLifecycleConfigName: 'start',
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
    },
    DescribeNotebookInstanceLifecycleConfig: {
      NotebookInstanceLifecycleConfigArn: 'arn:x',
      OnStart: script('echo hello'),
      OnCreate: [],
    },
  },
};

contract(notebooks, given);

describe('a notebook instance', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(notebooks, given))).toMatchObject({
      name: 'lab',
      keyAtRest: 'customer',
      stores: [{ name: 'volume', key: 'customer' }],
      network: 'customer',
      egress: 'customer-network',
      publicIp: false,
      runsAs: 'own',
      authMethods: ['identity'],
      plainSecrets: 0,
      patched: 'current',
      rootAccess: false,
      startScript: true,
      metadataV2: true,
      state: 'active',
      '->keys': [keyA],
      '->subnets': [`${ec2}:subnet/subnet-1`],
      '->firewalls': [`${ec2}:security-group/sg-1`],
      '->principals': [role],
    });
  });
});

const at = (member: string) => `DescribeNotebookInstance/${member}`;
const lost = 'missing: not-returned';
changesTable(notebooks, given, [
  [at('KmsKeyId'), undefined, { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }], '->keys': [] }],
  [at('SubnetId'), undefined, { network: 'provider', '->subnets': [] }],
  [at('SecurityGroups'), undefined, { '->firewalls': [] }],
  [at('DirectInternetAccess'), 'Enabled', { egress: 'internet' }],
  [at('DirectInternetAccess'), 'Sometimes', { egress: lost }],
  [at('DirectInternetAccess'), undefined, { egress: lost }],
  [at('RootAccess'), 'Enabled', { rootAccess: true }],
  [at('RootAccess'), 'Perhaps', { rootAccess: lost }],
  [at('RootAccess'), undefined, { rootAccess: lost }],
  [at('PlatformIdentifier'), 'notebook-al2-v2', { patched: 'behind' }],
  [at('PlatformIdentifier'), 'notebook-moon-v1', { patched: lost }],
  [at('PlatformIdentifier'), undefined, { patched: lost }],
  [at('InstanceMetadataServiceConfiguration/MinimumInstanceMetadataServiceVersion'), '1', { metadataV2: false }],
  [at('InstanceMetadataServiceConfiguration'), undefined, { metadataV2: false }],
  [at('NotebookInstanceLifecycleConfigName'), undefined, { startScript: false }],
  [at('RoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [at('NotebookInstanceStatus'), 'Failed', { state: 'failed' }],
  [at('NotebookInstanceStatus'), 'constructor', { state: lost }],
  [at('NotebookInstanceStatus'), undefined, { state: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: lost }],
  [
    'DescribeNotebookInstanceLifecycleConfig/OnStart',
    script('export DB_PASSWORD="hunter2hunter2"'),
    { plainSecrets: 1 },
  ],
  [
    'DescribeNotebookInstanceLifecycleConfig/OnCreate',
    script('export DB_PASSWORD="hunter2hunter2"'),
    { plainSecrets: 1 },
  ],
  ['DescribeNotebookInstanceLifecycleConfig/OnStart', undefined, {}],
]);
