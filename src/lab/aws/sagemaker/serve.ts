import { missing } from './errors.ts';
import type { Item, Kind } from './kind.ts';

/** What is registered, served and watched: models, endpoints, packages, monitors, cards. */
export const serveKinds: readonly Kind[] = [
  {
    name: 'Model',
    collection: 'models',
    items: 'Models',
    key: 'ModelName',
    arn: 'ModelArn',
    summary: ['ModelName', 'ModelArn', 'CreationTime'],
    order: 'Descending',
    missing: missing.couldNotFind('model', 'model'),
  },
  {
    name: 'EndpointConfig',
    collection: 'endpointConfigs',
    items: 'EndpointConfigs',
    key: 'EndpointConfigName',
    arn: 'EndpointConfigArn',
    summary: ['EndpointConfigName', 'EndpointConfigArn', 'CreationTime'],
    order: 'Descending',
    missing: missing.couldNotFind('endpoint configuration', 'endpoint-config'),
  },
  {
    name: 'Endpoint',
    collection: 'endpoints',
    items: 'Endpoints',
    key: 'EndpointName',
    arn: 'EndpointArn',
    summary: ['EndpointName', 'EndpointArn', 'CreationTime', 'LastModifiedTime', 'EndpointStatus'],
    status: 'EndpointStatus',
    order: 'Descending',
    missing: missing.couldNotFind('endpoint', 'endpoint'),
  },
  {
    name: 'ModelPackageGroup',
    collection: 'modelPackageGroups',
    items: 'ModelPackageGroupSummaryList',
    key: 'ModelPackageGroupName',
    arn: 'ModelPackageGroupArn',
    summary: [
      'ModelPackageGroupName',
      'ModelPackageGroupArn',
      'CreationTime',
      'ModelPackageGroupStatus',
      'ModelPackageGroupDescription',
    ],
    nameOf: (members) => lastOfArn(members.ModelPackageGroupName),
    missing: missing.doesNotExist('ModelPackageGroup', 'model-package-group'),
  },
  {
    name: 'MonitoringSchedule',
    collection: 'monitoringSchedules',
    items: 'MonitoringScheduleSummaries',
    key: 'MonitoringScheduleName',
    arn: 'MonitoringScheduleArn',
    summary: [
      'MonitoringScheduleName',
      'MonitoringScheduleArn',
      'CreationTime',
      'LastModifiedTime',
      'MonitoringScheduleStatus',
      'EndpointName',
      'MonitoringType',
    ],
    renamed: (item) =>
      named('MonitoringJobDefinitionName', at(item, 'MonitoringScheduleConfig', 'MonitoringJobDefinitionName')),
    filters: {
      EndpointName: (item, name) => item.EndpointName === name,
      MonitoringTypeEquals: (item, type) => item.MonitoringType === type,
    },
    status: 'MonitoringScheduleStatus',
    order: 'Descending',
    missing: missing.resourceNotFound('MonitoringSchedule'),
  },
  jobDefinition('DataQuality', 'dataQualityJobDefinitions'),
  jobDefinition('ModelQuality', 'modelQualityJobDefinitions'),
  jobDefinition('ModelBias', 'modelBiasJobDefinitions'),
  jobDefinition('ModelExplainability', 'modelExplainabilityJobDefinitions'),
  {
    name: 'ModelCard',
    collection: 'modelCards',
    items: 'ModelCardSummaries',
    key: 'ModelCardName',
    arn: 'ModelCardArn',
    summary: ['ModelCardName', 'ModelCardArn', 'ModelCardStatus', 'CreationTime', 'LastModifiedTime'],
    nameOf: (members) => lastOfArn(members.ModelCardName),
    filters: { ModelCardStatus: (item, status) => item.ModelCardStatus === status },
    missing: missing.resourceNotFound('ModelCard'),
  },
  {
    name: 'MlflowTrackingServer',
    collection: 'trackingServers',
    items: 'TrackingServerSummaries',
    key: 'TrackingServerName',
    arn: 'TrackingServerArn',
    summary: [
      'TrackingServerArn',
      'TrackingServerName',
      'CreationTime',
      'LastModifiedTime',
      'TrackingServerStatus',
      'IsActive',
      'MlflowVersion',
    ],
    filters: { TrackingServerStatus: (item, status) => item.TrackingServerStatus === status },
    order: 'Descending',
    missing: missing.resourceNotFound('MlflowTrackingServer'),
  },
];

function jobDefinition(type: string, collection: Kind['collection']): Kind {
  const endpointOf = (item: Item) => at(item, `${type}JobInput`, 'EndpointInput', 'EndpointName');
  return {
    name: `${type}JobDefinition`,
    collection,
    items: 'JobDefinitionSummaries',
    key: 'JobDefinitionName',
    arn: 'JobDefinitionArn',
    summary: ['CreationTime'],
    renamed: (item) => ({
      MonitoringJobDefinitionName: item.JobDefinitionName,
      MonitoringJobDefinitionArn: item.JobDefinitionArn,
      ...named('EndpointName', endpointOf(item)),
    }),
    filters: { EndpointName: (item, name) => endpointOf(item) === name },
    order: 'Descending',
    missing: missing.resourceNotFound('JobDefinition'),
  };
}

/** Last segment of an ARN or of a name; both name model package groups and cards. */
export function lastOfArn(value: unknown): string | undefined {
  return typeof value === 'string' ? value.split('/').at(-1) : undefined;
}

function named(member: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [member]: value };
}

function at(item: unknown, ...path: string[]): unknown {
  let value = item;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Item)[step]; // any object may be read by member
  }
  return value;
}
