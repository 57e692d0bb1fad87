import type {
  DescribeDomainResponse,
  DescribeFeatureGroupResponse,
  DescribeSpaceResponse,
  DescribeStudioLifecycleConfigResponse,
  DescribeUserProfileResponse,
} from '@aws-sdk/client-sagemaker';
import { studioScript } from '../make/notebook.ts';
import { domain, featureGroup, space, userProfile } from '../make/studio.ts';
import { accounts, ec2Id, type Place } from '../place.ts';
import { devRoles } from './iam.ts';
import { devNetwork } from './network.ts';

const open = 'research-studio';
const closed = 'clinical-nlp';

/** Studio domains of ml-dev: an open one for research, a closed one for clinical text. */
export function domains(place: Place): DescribeDomainResponse[] {
  return [
    domain(
      place,
      open,
      460,
      {
        ExecutionRole: devRoles.studio,
        JupyterLabAppSettings: { LifecycleConfigArns: [place.arn('studio-lifecycle-config', 'package-mirror')] },
        SharingSettings: {
          NotebookOutputOption: 'Allowed',
          S3OutputPath: `s3://sagemaker-eu-west-1-${accounts.dev}/sharing`,
        },
        CanvasAppSettings: {
          ModelRegisterSettings: { Status: 'DISABLED' },
          DirectDeploySettings: { Status: 'ENABLED' },
        },
      },
      {
        VpcId: ec2Id('vpc', 'vpc-dev'),
        SubnetIds: [ec2Id('subnet', 'dev-private-a')],
        DomainSettings: { DockerSettings: { EnableDockerAccess: 'ENABLED' } },
      },
    ),
    domain(
      place,
      closed,
      200,
      {
        ExecutionRole: devRoles.nlp,
        SecurityGroups: devNetwork.SecurityGroupIds,
        SharingSettings: { NotebookOutputOption: 'Disabled' },
      },
      {
        AuthMode: 'SSO',
        AppNetworkAccessType: 'VpcOnly',
        VpcId: ec2Id('vpc', 'vpc-dev'),
        SubnetIds: devNetwork.Subnets,
        KmsKeyId: place.key('ml-dev'),
        HomeEfsFileSystemKmsKeyId: place.key('ml-dev'),
        DomainSettings: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' },
      },
    ),
  ];
}

/** The script with which every JupyterLab of the open domain starts; it holds a token. */
export function studioScripts(place: Place): DescribeStudioLifecycleConfigResponse[] {
  const script =
    '#!/bin/bash\nset -e\npip config set global.index-url https://reader:not-a-real-token-pypi@packages.example.org/simple\n';
  return [studioScript(place, 'package-mirror', 300, script)];
}

/** Users of both domains; one of them works as the administrator. */
export function userProfiles(place: Place): DescribeUserProfileResponse[] {
  return [
    userProfile(place, open, 'radiology-ds-1', 450),
    userProfile(place, open, 'radiology-ds-2', 300),
    userProfile(place, open, 'ward-analytics-ds', 280),
    userProfile(place, open, 'team-lead', 370, { ExecutionRole: devRoles.admin }),
    userProfile(place, open, 'thesis-student', 90),
    userProfile(place, closed, 'nlp-ds-1', 190, { ExecutionRole: devRoles.nlp }),
    userProfile(place, closed, 'nlp-annotator', 120),
  ];
}

/** Spaces of both domains. */
export function spaces(place: Place): DescribeSpaceResponse[] {
  return [
    space(place, open, 'shared-gpu', 'team-lead', 200, { shared: true }),
    space(place, open, 'xray-scratch', 'radiology-ds-1', 120),
    space(place, closed, 'notes', 'nlp-ds-1', 150, { idleMinutes: 120 }),
  ];
}

/** Feature groups of ml-dev. */
export function featureGroups(place: Place): DescribeFeatureGroupResponse[] {
  return [
    featureGroup(
      place,
      'dev-vitals-copy',
      160,
      ['encounter_id:String', 'observed_at:String', 'heart_rate:Fractional'],
      {
        RoleArn: devRoles.studio,
        OnlineStoreConfig: { EnableOnlineStore: true },
        OfflineStoreConfig: {
          S3StorageConfig: { S3Uri: 's3://hvh-ml-dev-scratch/features', KmsKeyId: place.key('ml-dev') },
        },
        OfflineStoreStatus: { Status: 'Active' },
      },
    ),
  ];
}
