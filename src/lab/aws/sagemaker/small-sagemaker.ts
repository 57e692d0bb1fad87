import type { SageMakerEstate } from '../../estate-sagemaker.ts';
import { created, first, notebooks, second } from '../../small-estate.ts';

const times = { CreationTime: created, LastModifiedTime: created };
const completed = { ModelPackageStatus: 'Completed' as const, ModelPackageStatusDetails: { ValidationStatuses: [] } };

function arn(type: string, name: string): string {
  return `arn:aws:sagemaker:eu-west-1:${first}:${type}/${name}`;
}

/** One or two of each kind of SageMaker, for tests of its operations. */
export const smallSageMaker: SageMakerEstate = {
  notebookInstances: notebooks(first, 'eu-west-1', 25),
  lifecycleConfigs: [
    {
      NotebookInstanceLifecycleConfigName: 'start',
      NotebookInstanceLifecycleConfigArn: arn('notebook-instance-lifecycle-config', 'start'),
      OnStart: [{ Content: 'IyEvYmluL2Jhc2g=' }],
      ...times,
    },
  ],
  studioLifecycleConfigs: [
    {
      StudioLifecycleConfigName: 'tools',
      StudioLifecycleConfigArn: arn('studio-lifecycle-config', 'tools'),
      StudioLifecycleConfigContent: 'IyEvYmluL2Jhc2g=',
      StudioLifecycleConfigAppType: 'JupyterLab',
      ...times,
    },
  ],
  domains: [{ DomainId: 'd-1', DomainArn: arn('domain', 'd-1'), DomainName: 'one', Status: 'InService', ...times }],
  userProfiles: [profile('d-1', 'amara'), profile('d-2', 'amara'), profile('d-1', 'bo')],
  spaces: [
    {
      DomainId: 'd-1',
      SpaceName: 's',
      SpaceArn: arn('space', 'd-1/s'),
      Status: 'InService',
      SpaceSettings: { AppType: 'JupyterLab' },
      OwnershipSettings: { OwnerUserProfileName: 'amara' },
      SpaceSharingSettings: { SharingType: 'Private' },
      ...times,
    },
  ],
  trainingJobs: [
    {
      TrainingJobName: 't',
      TrainingJobArn: arn('training-job', 't'),
      ModelArtifacts: { S3ModelArtifacts: 's3://b/t/model.tar.gz' },
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'image' },
      ResourceConfig: { VolumeSizeInGB: 30, InstanceCount: 2, InstanceType: 'ml.m5.large' },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      HyperParameters: { epochs: '3' },
      ...times,
    },
  ],
  processingJobs: [
    {
      ProcessingJobName: 'pj',
      ProcessingJobArn: arn('processing-job', 'pj'),
      ProcessingJobStatus: 'Failed',
      FailureReason: 'no data',
      ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 30 } },
      AppSpecification: { ImageUri: 'image' },
      ...times,
    },
  ],
  transformJobs: [
    {
      TransformJobName: 'tj',
      TransformJobArn: arn('transform-job', 'tj'),
      TransformJobStatus: 'Completed',
      ModelName: 'm',
      TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/in' } } },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      CreationTime: created,
    },
  ],
  models: [{ ModelName: 'm', ModelArn: arn('model', 'm'), CreationTime: created, EnableNetworkIsolation: false }],
  endpointConfigs: [
    {
      EndpointConfigName: 'ec',
      EndpointConfigArn: arn('endpoint-config', 'ec'),
      ProductionVariants: [{ VariantName: 'all', ModelName: 'm', InitialVariantWeight: 0.5 }],
      CreationTime: created,
    },
  ],
  endpoints: [
    {
      EndpointName: 'live',
      EndpointArn: arn('endpoint', 'live'),
      EndpointStatus: 'InService',
      EndpointConfigName: 'ec',
      ...times,
    },
  ],
  modelPackageGroups: [
    {
      ModelPackageGroupName: 'g',
      ModelPackageGroupArn: arn('model-package-group', 'g'),
      CreationTime: created,
      CreatedBy: { UserProfileName: 'amara' },
      ModelPackageGroupStatus: 'Completed',
    },
  ],
  modelPackageGroupPolicies: {
    g: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${second}:root` },
          Action: 'sagemaker:DescribeModelPackage',
          Resource: arn('model-package', 'g/*'),
        },
      ],
    },
  },
  modelPackages: [
    version('g', 1, 'Rejected'),
    version('g', 2, 'Approved'),
    version('h', 1, 'Approved'),
    loosePackage(),
  ],
  featureGroups: [
    {
      FeatureGroupName: 'fg',
      FeatureGroupArn: arn('feature-group', 'fg'),
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'at',
      FeatureDefinitions: [],
      CreationTime: created,
      NextToken: '',
    },
  ],
  monitoringSchedules: [
    {
      MonitoringScheduleName: 'watch',
      MonitoringScheduleArn: arn('monitoring-schedule', 'watch'),
      MonitoringScheduleStatus: 'Scheduled',
      MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'bias' },
      MonitoringType: 'ModelBias',
      EndpointName: 'live',
      LastMonitoringExecutionSummary: {
        MonitoringScheduleName: 'watch',
        ScheduledTime: created,
        MonitoringExecutionStatus: 'Failed',
        ...times,
      },
      ...times,
    },
  ],
  modelBiasJobDefinitions: [
    {
      JobDefinitionName: 'bias',
      JobDefinitionArn: arn('model-bias-job-definition', 'bias'),
      CreationTime: created,
      ModelBiasAppSpecification: { ImageUri: 'clarify', ConfigUri: 's3://b/c.json' },
      ModelBiasJobInput: {
        EndpointInput: { EndpointName: 'live', LocalPath: '/in' },
        GroundTruthS3Input: { S3Uri: 's3://b/truth' },
      },
      ModelBiasJobOutputConfig: { MonitoringOutputs: [] },
      JobResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 30 } },
      RoleArn: 'role',
    },
  ],
  pipelines: [
    { PipelineName: 'p', PipelineArn: arn('pipeline', 'p'), PipelineDefinition: '{}', LastRunTime: created, ...times },
  ],
  pipelineExecutions: { p: [{ PipelineExecutionStatus: 'Failed' }, { PipelineExecutionStatus: 'Succeeded' }] },
  modelCards: [
    {
      ModelCardName: 'card',
      ModelCardArn: arn('model-card', 'card'),
      ModelCardVersion: 2,
      Content: '{}',
      ModelCardStatus: 'Draft',
      CreatedBy: {},
      ...times,
    },
  ],
  trackingServers: [
    {
      TrackingServerName: 'runs',
      TrackingServerArn: arn('mlflow-tracking-server', 'runs'),
      TrackingServerStatus: 'Started',
      ArtifactStoreUri: 's3://data-one/runs',
      MlflowVersion: '3.0.0',
      ...times,
    },
  ],
  tags: { [arn('model-package-group', 'g')]: [{ Key: 'owner', Value: 'amara' }] },
};

function profile(DomainId: string, UserProfileName: string) {
  const UserProfileArn = arn('user-profile', `${DomainId}/${UserProfileName}`);
  return { DomainId, UserProfileName, UserProfileArn, Status: 'InService' as const, ...times };
}

function version(group: string, number: number, approval: 'Approved' | 'Rejected') {
  return {
    ModelPackageName: `${group}/${number}`,
    ModelPackageGroupName: group,
    ModelPackageVersion: number,
    ModelPackageArn: arn('model-package', `${group}/${number}`),
    ModelApprovalStatus: approval,
    CreationTime: created,
    ...completed,
  };
}

function loosePackage() {
  const ModelPackageArn = arn('model-package', 'loose');
  return { ModelPackageName: 'loose', ModelPackageArn, CreationTime: created, ...completed };
}
