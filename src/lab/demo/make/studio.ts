import type {
  DescribeDomainResponse,
  DescribeFeatureGroupResponse,
  DescribePipelineResponse,
  DescribeSpaceResponse,
  DescribeUserProfileResponse,
  FeatureType,
  UserContext,
  UserSettings,
} from '@aws-sdk/client-sagemaker';
import { hex, type Place } from '../place.ts';

/** Id of a Studio domain by its name. */
export function domainId(name: string): string {
  return `d-${hex(`domain ${name}`, 12)}`;
}

/** A Studio domain whose users sign in through IAM. */
export function domain(
  place: Place,
  name: string,
  createdDaysAgo: number,
  settings: UserSettings,
  more: Partial<DescribeDomainResponse>,
): DescribeDomainResponse {
  const id = domainId(name);
  return {
    DomainArn: place.arn('domain', id),
    DomainId: id,
    DomainName: name,
    HomeEfsFileSystemId: `fs-0${hex(`efs ${name}`, 16)}`,
    Status: 'InService',
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(createdDaysAgo / 3),
    AuthMode: 'IAM',
    AppNetworkAccessType: 'PublicInternetOnly',
    DefaultUserSettings: { DefaultLandingUri: 'studio::', StudioWebPortal: 'ENABLED', ...settings },
    Url: `https://${id}.studio.${place.region}.sagemaker.aws`,
    TagPropagation: 'DISABLED',
    ...more,
  };
}

/** A user of a domain; without settings it takes the domain's. */
export function userProfile(
  place: Place,
  domainName: string,
  name: string,
  createdDaysAgo: number,
  settings: UserSettings = {},
): DescribeUserProfileResponse {
  const DomainId = domainId(domainName);
  return {
    DomainId,
    UserProfileArn: place.arn('user-profile', `${DomainId}/${name}`),
    UserProfileName: name,
    HomeEfsFileSystemUid: String(200_000 + name.length * 5),
    Status: 'InService',
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(createdDaysAgo / 2),
    UserSettings: settings,
  };
}

/** A space of a domain. */
export function space(
  place: Place,
  domainName: string,
  name: string,
  owner: string,
  createdDaysAgo: number,
  more: { shared?: boolean; idleMinutes?: number } = {},
): DescribeSpaceResponse {
  const DomainId = domainId(domainName);
  const IdleSettings = more.idleMinutes === undefined ? {} : { IdleTimeoutInMinutes: more.idleMinutes };
  return {
    DomainId,
    SpaceArn: place.arn('space', `${DomainId}/${name}`),
    SpaceName: name,
    SpaceDisplayName: name,
    Status: 'InService',
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(createdDaysAgo / 4),
    SpaceSettings: {
      AppType: 'JupyterLab',
      JupyterLabAppSettings: {
        DefaultResourceSpec: { InstanceType: 'ml.m5.xlarge' },
        ...(more.idleMinutes === undefined ? {} : { AppLifecycleManagement: { IdleSettings } }),
      },
      SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 50 } },
      RemoteAccess: 'DISABLED',
    },
    OwnershipSettings: { OwnerUserProfileName: owner },
    SpaceSharingSettings: { SharingType: more.shared === true ? 'Shared' : 'Private' },
    Url: `https://${DomainId}.studio.${place.region}.sagemaker.aws/jupyterlab/default`,
  };
}

/** Who did something, as SageMaker records it of a Studio user. */
export function studioUser(place: Place, domainName: string, name: string, role: string): UserContext {
  const DomainId = domainId(domainName);
  return {
    UserProfileArn: place.arn('user-profile', `${DomainId}/${name}`),
    UserProfileName: name,
    DomainId,
    IamIdentity: iamIdentity(place, role, 'SageMaker'),
  };
}

/** Who did something, as SageMaker records it of a role outside Studio. */
export function roleUser(place: Place, role: string, session: string): UserContext {
  return { IamIdentity: iamIdentity(place, role, session) };
}

function iamIdentity(place: Place, role: string, session: string) {
  const name = role.split('/').at(-1) ?? '';
  return {
    Arn: `arn:aws:sts::${place.account}:assumed-role/${name}/${session}`,
    PrincipalId: `AROA${hex(role, 17).toUpperCase()}:${session}`,
  };
}

/** A feature group with its columns, `name:Type`. */
export function featureGroup(
  place: Place,
  name: string,
  createdDaysAgo: number,
  columns: string[],
  more: Partial<DescribeFeatureGroupResponse>,
): DescribeFeatureGroupResponse {
  const [id = 'id', time = 'event_time'] = columns.map((column) => column.split(':')[0] ?? '');
  return {
    FeatureGroupArn: place.arn('feature-group', name),
    FeatureGroupName: name,
    RecordIdentifierFeatureName: id,
    EventTimeFeatureName: time,
    FeatureDefinitions: columns.map((column) => {
      const [FeatureName, type] = column.split(':');
      return { FeatureName, FeatureType: (type ?? 'String') as FeatureType }; // the columns below name the three types
    }),
    CreationTime: place.daysAgo(createdDaysAgo),
    FeatureGroupStatus: 'Created',
    NextToken: undefined,
    ...more,
  };
}

/** A pipeline and its definition. */
export function pipeline(
  place: Place,
  name: string,
  createdDaysAgo: number,
  lastRunDaysAgo: number,
  more: Partial<DescribePipelineResponse> & { definition: object },
): DescribePipelineResponse {
  const { definition, ...rest } = more;
  return {
    PipelineArn: place.arn('pipeline', name),
    PipelineName: name,
    PipelineDisplayName: name,
    PipelineDefinition: JSON.stringify(definition),
    PipelineStatus: 'Active',
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: place.daysAgo(Math.min(createdDaysAgo, lastRunDaysAgo + 3)),
    LastRunTime: place.daysAgo(lastRunDaysAgo),
    ...rest,
  };
}
