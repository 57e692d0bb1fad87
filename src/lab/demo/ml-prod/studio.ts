import type {
  DescribeDomainResponse,
  DescribeFeatureGroupResponse,
  DescribeNotebookInstanceLifecycleConfigOutput,
  DescribeNotebookInstanceOutput,
  DescribeSpaceResponse,
  DescribeStudioLifecycleConfigResponse,
  DescribeUserProfileResponse,
} from '@aws-sdk/client-sagemaker';
import { lifecycleConfig, notebook, studioScript } from '../make/notebook.ts';
import { domain, featureGroup, space, userProfile } from '../make/studio.ts';
import { ec2Id, type Place } from '../place.ts';
import { prodRoles } from './iam.ts';

const name = 'ml-prod-operations';

/** The Studio domain of the people who run production; closed to the internet. */
export function domains(place: Place): DescribeDomainResponse[] {
  const users = {
    ExecutionRole: prodRoles.training,
    SecurityGroups: [ec2Id('sg', 'prod-training')],
    SharingSettings: { NotebookOutputOption: 'Disabled' as const },
    JupyterLabAppSettings: {
      LifecycleConfigArns: [place.arn('studio-lifecycle-config', 'banner')],
      AppLifecycleManagement: {
        IdleSettings: {
          LifecycleManagement: 'ENABLED' as const,
          IdleTimeoutInMinutes: 60,
          MinIdleTimeoutInMinutes: 60,
          MaxIdleTimeoutInMinutes: 120,
        },
      },
    },
  };
  return [
    domain(place, name, 590, users, {
      AuthMode: 'SSO',
      AppNetworkAccessType: 'VpcOnly',
      VpcId: ec2Id('vpc', 'vpc-prod'),
      SubnetIds: [ec2Id('subnet', 'prod-training-a')],
      KmsKeyId: place.key('ml-prod'),
      HomeEfsFileSystemKmsKeyId: place.key('ml-prod'),
      DomainSettings: {
        ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
        DockerSettings: { EnableDockerAccess: 'DISABLED' },
      },
      TagPropagation: 'ENABLED',
    }),
  ];
}

/** Its users. */
export function userProfiles(place: Place): DescribeUserProfileResponse[] {
  return ['clinical-safety-officer', 'ml-platform-oncall', 'sepsis-lead'].map((user, index) =>
    userProfile(place, name, user, 580 - index * 60, { ExecutionRole: prodRoles.training }),
  );
}

/** The script with which every JupyterLab of ml-prod starts. */
export function studioScripts(place: Place): DescribeStudioLifecycleConfigResponse[] {
  return [studioScript(place, 'banner', 400, '#!/bin/bash\necho "Production. What you run here is recorded."\n')];
}

/** The space of whoever is on call; it stops by itself. */
export function spaces(place: Place): DescribeSpaceResponse[] {
  return [space(place, name, 'oncall', 'ml-platform-oncall', 320, { idleMinutes: 60 })];
}

/** The script that every notebook of ml-prod starts with. */
export function lifecycleConfigs(place: Place): DescribeNotebookInstanceLifecycleConfigOutput[] {
  const start =
    '#!/bin/bash\nset -eu\n# Stops the notebook after an hour without use.\ncrontab -l | { cat; echo "*/5 * * * * /usr/local/bin/autostop --idle 3600"; } | crontab -\n';
  return [lifecycleConfig(place, 'autostop', 500, { start })];
}

/** One notebook for emergencies, stopped and closed. */
export function notebooks(place: Place): DescribeNotebookInstanceOutput[] {
  return [
    notebook(place, 'break-glass-prod', prodRoles.monitoring, 500, {
      NotebookInstanceStatus: 'Stopped',
      NotebookInstanceLifecycleConfigName: 'autostop',
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      SubnetId: ec2Id('subnet', 'prod-inference-a'),
      SecurityGroups: [ec2Id('sg', 'prod-inference')],
      KmsKeyId: place.key('ml-prod'),
    }),
  ];
}

/** Features that live models read: one store with the account's key, one without. */
export function featureGroups(place: Place): DescribeFeatureGroupResponse[] {
  const RoleArn = prodRoles.training;
  return [
    featureGroup(
      place,
      'vitals-last-24h',
      400,
      ['encounter_id:String', 'observed_at:String', 'heart_rate:Fractional', 'lactate:Fractional', 'ward:String'],
      {
        RoleArn,
        Description: 'Rolling vital signs of admitted patients',
        OnlineStoreConfig: {
          EnableOnlineStore: true,
          SecurityConfig: { KmsKeyId: place.key('ml-prod') },
          TtlDuration: { Unit: 'Days', Value: 2 },
        },
        OnlineStoreTotalSizeBytes: 734_003_200,
      },
    ),
    featureGroup(
      place,
      'bed-census',
      290,
      ['ward_id:String', 'counted_at:String', 'occupied:Integral', 'expected_discharges:Integral'],
      {
        RoleArn,
        OnlineStoreConfig: { EnableOnlineStore: true },
        OfflineStoreConfig: {
          S3StorageConfig: {
            S3Uri: 's3://hvh-ml-features-offline/bed-census',
            ResolvedOutputS3Uri: `s3://hvh-ml-features-offline/bed-census/${place.account}/sagemaker/${place.region}/offline-store`,
          },
          DisableGlueTableCreation: false,
        },
        OfflineStoreStatus: { Status: 'Active' },
      },
    ),
  ];
}
