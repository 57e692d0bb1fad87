import type { Input } from '../route.ts';
import { missing } from './errors.ts';
import type { Item, Kind } from './kind.ts';

const times = ['CreationTime', 'LastModifiedTime'];

/** Where people build and train: notebooks, domains, jobs, features, pipelines. */
export const buildKinds: readonly Kind[] = [
  {
    name: 'NotebookInstance',
    collection: 'notebookInstances',
    items: 'NotebookInstances',
    key: 'NotebookInstanceName',
    arn: 'NotebookInstanceArn',
    summary: [
      'NotebookInstanceName',
      'NotebookInstanceArn',
      'NotebookInstanceStatus',
      'Url',
      'InstanceType',
      ...times,
      'NotebookInstanceLifecycleConfigName',
      'DefaultCodeRepository',
      'AdditionalCodeRepositories',
    ],
    status: 'NotebookInstanceStatus',
    sortedBy: 'NotebookInstanceName',
    filters: {
      NotebookInstanceLifecycleConfigNameContains: (item, part) =>
        String(item.NotebookInstanceLifecycleConfigName ?? '').includes(part),
    },
    missing: missing.recordNotFound,
  },
  {
    name: 'NotebookInstanceLifecycleConfig',
    collection: 'lifecycleConfigs',
    items: 'NotebookInstanceLifecycleConfigs',
    key: 'NotebookInstanceLifecycleConfigName',
    arn: 'NotebookInstanceLifecycleConfigArn',
    summary: ['NotebookInstanceLifecycleConfigName', 'NotebookInstanceLifecycleConfigArn', ...times],
    missing: missing.couldNotFind('notebook instance lifecycle config', 'notebook-instance-lifecycle-config'),
  },
  {
    name: 'StudioLifecycleConfig',
    collection: 'studioLifecycleConfigs',
    items: 'StudioLifecycleConfigs',
    key: 'StudioLifecycleConfigName',
    arn: 'StudioLifecycleConfigArn',
    summary: ['StudioLifecycleConfigArn', 'StudioLifecycleConfigName', ...times, 'StudioLifecycleConfigAppType'],
    missing: missing.resourceNotFound('StudioLifecycleConfig'),
  },
  {
    name: 'Domain',
    collection: 'domains',
    items: 'Domains',
    key: 'DomainId',
    arn: 'DomainArn',
    summary: ['DomainArn', 'DomainId', 'DomainName', 'Status', ...times, 'Url'],
    missing: missing.resourceNotFound('Domain'),
  },
  {
    name: 'UserProfile',
    collection: 'userProfiles',
    items: 'UserProfiles',
    key: 'UserProfileName',
    arn: 'UserProfileArn',
    summary: ['DomainId', 'UserProfileName', 'Status', ...times],
    nameOf: inDomain('UserProfileName'),
    filters: { DomainIdEquals: domainIs, UserProfileNameContains: contains('UserProfileName') },
    missing: missing.resourceNotFound('UserProfile'),
  },
  {
    name: 'Space',
    collection: 'spaces',
    items: 'Spaces',
    key: 'SpaceName',
    arn: 'SpaceArn',
    summary: ['DomainId', 'SpaceName', 'Status', ...times, 'SpaceDisplayName'],
    renamed: spaceSummary,
    nameOf: inDomain('SpaceName'),
    filters: { DomainIdEquals: domainIs, SpaceNameContains: contains('SpaceName') },
    missing: missing.resourceNotFound('Space'),
  },
  {
    name: 'TrainingJob',
    collection: 'trainingJobs',
    items: 'TrainingJobSummaries',
    key: 'TrainingJobName',
    arn: 'TrainingJobArn',
    summary: ['TrainingJobName', 'TrainingJobArn', ...times, 'TrainingEndTime', 'TrainingJobStatus', 'SecondaryStatus'],
    status: 'TrainingJobStatus',
    missing: missing.requestedResource,
  },
  {
    name: 'ProcessingJob',
    collection: 'processingJobs',
    items: 'ProcessingJobSummaries',
    key: 'ProcessingJobName',
    arn: 'ProcessingJobArn',
    summary: [
      'ProcessingJobName',
      'ProcessingJobArn',
      ...times,
      'ProcessingEndTime',
      'ProcessingJobStatus',
      'FailureReason',
      'ExitMessage',
    ],
    status: 'ProcessingJobStatus',
    missing: missing.couldNotFind('processing job', 'processing-job'),
  },
  {
    name: 'TransformJob',
    collection: 'transformJobs',
    items: 'TransformJobSummaries',
    key: 'TransformJobName',
    arn: 'TransformJobArn',
    summary: [
      'TransformJobName',
      'TransformJobArn',
      'CreationTime',
      'TransformEndTime',
      'TransformJobStatus',
      'FailureReason',
    ],
    renamed: (item) => (item.TransformEndTime === undefined ? {} : { LastModifiedTime: item.TransformEndTime }),
    status: 'TransformJobStatus',
    order: 'Descending',
    missing: missing.couldNotFind('transform job', 'transform-job'),
  },
  {
    name: 'FeatureGroup',
    collection: 'featureGroups',
    items: 'FeatureGroupSummaries',
    key: 'FeatureGroupName',
    arn: 'FeatureGroupArn',
    summary: ['FeatureGroupName', 'FeatureGroupArn', 'CreationTime', 'FeatureGroupStatus', 'OfflineStoreStatus'],
    filters: { FeatureGroupStatusEquals: (item, status) => item.FeatureGroupStatus === status },
    missing: missing.resourceNotFound('FeatureGroup'),
  },
  {
    name: 'Pipeline',
    collection: 'pipelines',
    items: 'PipelineSummaries',
    key: 'PipelineName',
    arn: 'PipelineArn',
    summary: ['PipelineArn', 'PipelineName', 'PipelineDisplayName', 'PipelineDescription', 'RoleArn', ...times],
    renamed: (item) => (item.LastRunTime === undefined ? {} : { LastExecutionTime: item.LastRunTime }),
    filters: { PipelineNamePrefix: (item, prefix) => String(item.PipelineName).startsWith(prefix) },
    missing: (name, call) => missing.resourceNotFound('Pipeline')(name, call),
  },
];

function inDomain(key: string): (members: Input) => string | undefined {
  return (members) => `${String(members.DomainId)}/${String(members[key])}`;
}

function domainIs(item: Item, domain: string): boolean {
  return item.DomainId === domain;
}

function contains(member: string): (item: Item, part: string) => boolean {
  return (item, part) => String(item[member]).includes(part);
}

/** What ListSpaces says of a space's settings. */
function spaceSummary(item: Item): Record<string, unknown> {
  const summary: Record<string, unknown> = {};
  const { SpaceSettings: settings, OwnershipSettings: owner, SpaceSharingSettings: sharing } = item;
  if (isItem(settings))
    summary.SpaceSettingsSummary = settings.AppType === undefined ? {} : { AppType: settings.AppType };
  if (isItem(sharing)) summary.SpaceSharingSettingsSummary = { SharingType: sharing.SharingType };
  if (isItem(owner)) summary.OwnershipSettingsSummary = { OwnerUserProfileName: owner.OwnerUserProfileName };
  return summary;
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null;
}
