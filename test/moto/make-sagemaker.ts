import * as sm from '@aws-sdk/client-sagemaker';
import { account, type Foundations, region } from './make-foundations.ts';

/** A value that must not come out of any scan. */
export const planted = 'correct-horse-battery-4711';

type Make = (foundations: Foundations, client: sm.SageMakerClient) => Promise<unknown>;

const image = (repository: string, tag: string) => `${account}.dkr.ecr.${region}.amazonaws.com/${repository}${tag}`;
const pinned = image('fixed', `@sha256:${'4a'.repeat(32)}`);
const loose = image('loose', ':latest');
const network = ({ subnets, groups }: Foundations) => ({
  Subnets: [subnets.private],
  SecurityGroupIds: [groups.closed],
});

/** One step a kind; what moto lacks is told by name and does not stop the others. */
const steps: Record<string, Make> = {
  async notebooks({ roles, keys, subnets, groups }, client) {
    await client.send(
      new sm.CreateNotebookInstanceLifecycleConfigCommand({
        NotebookInstanceLifecycleConfigName: 'setup',
        OnStart: [{ Content: Buffer.from(`export API_TOKEN=${planted}\n`).toString('base64') }],
      }),
    );
    await client.send(
      new sm.CreateNotebookInstanceCommand({
        NotebookInstanceName: 'nb-closed',
        InstanceType: 'ml.t3.medium',
        RoleArn: roles.narrow,
        SubnetId: subnets.private,
        SecurityGroupIds: [groups.closed],
        KmsKeyId: keys.rotated,
        DirectInternetAccess: 'Disabled',
        RootAccess: 'Disabled',
        Tags: [{ Key: 'owner', Value: 'team-a' }],
      }),
    );
    await client.send(
      new sm.CreateNotebookInstanceCommand({
        NotebookInstanceName: 'nb-open',
        InstanceType: 'ml.t3.medium',
        RoleArn: roles.admin,
        SubnetId: subnets.public,
        SecurityGroupIds: [groups.open],
        DirectInternetAccess: 'Enabled',
        RootAccess: 'Enabled',
        LifecycleConfigName: 'setup',
      }),
    );
  },

  async models(foundations, client) {
    await client.send(
      new sm.CreateModelCommand({
        ModelName: 'model-closed',
        ExecutionRoleArn: foundations.roles.narrow,
        PrimaryContainer: { Image: pinned, ModelDataUrl: 's3://data-closed/models/a.tar.gz' },
        VpcConfig: network(foundations),
        EnableNetworkIsolation: true,
      }),
    );
    await client.send(
      new sm.CreateModelCommand({
        ModelName: 'model-open',
        ExecutionRoleArn: foundations.roles.admin,
        PrimaryContainer: { Image: loose, Environment: { API_TOKEN: planted } },
      }),
    );
  },

  async endpoints({ keys }, client) {
    const variant = { VariantName: 'all', InstanceType: 'ml.m5.large' as const };
    await client.send(
      new sm.CreateEndpointConfigCommand({
        EndpointConfigName: 'config-closed',
        KmsKeyId: keys.rotated,
        ProductionVariants: [{ ...variant, ModelName: 'model-closed', InitialInstanceCount: 2 }],
        DataCaptureConfig: {
          EnableCapture: true,
          InitialSamplingPercentage: 100,
          DestinationS3Uri: 's3://data-closed/capture',
          KmsKeyId: keys.rotated,
          CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
        },
      }),
    );
    await client.send(
      new sm.CreateEndpointConfigCommand({
        EndpointConfigName: 'config-open',
        ProductionVariants: [{ ...variant, ModelName: 'model-open', InitialInstanceCount: 1 }],
      }),
    );
    for (const name of ['closed', 'open'])
      await client.send(
        new sm.CreateEndpointCommand({ EndpointName: `endpoint-${name}`, EndpointConfigName: `config-${name}` }),
      );
  },

  async trainingJobs(foundations, client) {
    const job = {
      AlgorithmSpecification: { TrainingInputMode: 'File' as const },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    };
    const machines = { InstanceCount: 2, InstanceType: 'ml.m5.large' as const, VolumeSizeInGB: 10 };
    await client.send(
      new sm.CreateTrainingJobCommand({
        ...job,
        TrainingJobName: 'train-closed',
        RoleArn: foundations.roles.narrow,
        AlgorithmSpecification: { ...job.AlgorithmSpecification, TrainingImage: pinned },
        ResourceConfig: { ...machines, VolumeKmsKeyId: foundations.keys.rotated },
        OutputDataConfig: { S3OutputPath: 's3://data-closed/out', KmsKeyId: foundations.keys.rotated },
        VpcConfig: network(foundations),
        EnableNetworkIsolation: true,
        EnableInterContainerTrafficEncryption: true,
      }),
    );
    await client.send(
      new sm.CreateTrainingJobCommand({
        ...job,
        TrainingJobName: 'train-open',
        RoleArn: foundations.roles.admin,
        AlgorithmSpecification: { ...job.AlgorithmSpecification, TrainingImage: loose },
        ResourceConfig: machines,
        OutputDataConfig: { S3OutputPath: 's3://data-open/out' },
        EnableInterContainerTrafficEncryption: false,
        HyperParameters: { api_token: planted },
      }),
    );
  },

  async processingJob({ roles }, client) {
    await client.send(
      new sm.CreateProcessingJobCommand({
        ProcessingJobName: 'process-open',
        RoleArn: roles.admin,
        AppSpecification: { ImageUri: loose, ContainerArguments: ['--token', planted] },
        ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 10 } },
        Environment: { API_TOKEN: planted },
      }),
    );
  },

  async transformJob({ keys }, client) {
    await client.send(
      new sm.CreateTransformJobCommand({
        TransformJobName: 'transform-open',
        ModelName: 'model-open',
        TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data-open/in' } } },
        TransformOutput: { S3OutputPath: 's3://data-open/out' },
        TransformResources: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeKmsKeyId: keys.unrotated },
      }),
    );
  },

  async registry(_foundations, client) {
    await client.send(
      new sm.CreateModelPackageGroupCommand({
        ModelPackageGroupName: 'group',
        ModelPackageGroupDescription: 'of tests',
      }),
    );
    for (const ModelApprovalStatus of ['Approved', 'PendingManualApproval'] as const)
      await client.send(
        new sm.CreateModelPackageCommand({
          ModelPackageGroupName: 'group',
          ModelApprovalStatus,
          InferenceSpecification: {
            Containers: [{ Image: pinned, ModelDataUrl: 's3://data-closed/models/a.tar.gz' }],
            SupportedContentTypes: ['text/csv'],
            SupportedResponseMIMETypes: ['text/csv'],
          },
        }),
      );
  },

  async pipeline({ roles }, client) {
    const definition = {
      Version: '2020-12-01',
      Parameters: [{ Name: 'Token', Type: 'String', DefaultValue: planted }],
      Steps: [{ Name: 'Train', Type: 'Training', Arguments: { Environment: { API_TOKEN: planted } } }],
    };
    await client.send(
      new sm.CreatePipelineCommand({
        PipelineName: 'pipeline',
        PipelineDefinition: JSON.stringify(definition),
        ClientRequestToken: 'a'.repeat(32),
        RoleArn: roles.narrow,
      }),
    );
  },

  async featureGroup({ roles }, client) {
    await client.send(
      new sm.CreateFeatureGroupCommand({
        FeatureGroupName: 'features',
        RecordIdentifierFeatureName: 'id',
        EventTimeFeatureName: 'time',
        FeatureDefinitions: [
          { FeatureName: 'id', FeatureType: 'String' },
          { FeatureName: 'time', FeatureType: 'String' },
        ],
        RoleArn: roles.narrow,
        OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://data-closed/features' } },
      }),
    );
  },

  async domain({ roles, subnets }, client) {
    await client.send(
      new sm.CreateDomainCommand({
        DomainName: 'studio',
        AuthMode: 'IAM',
        DefaultUserSettings: { ExecutionRole: roles.narrow },
        SubnetIds: [subnets.private],
        VpcId: 'vpc-1',
        AppNetworkAccessType: 'VpcOnly',
      }),
    );
  },

  async modelCard(_foundations, client) {
    await client.send(
      new sm.CreateModelCardCommand({
        ModelCardName: 'card',
        ModelCardStatus: 'Draft',
        Content: JSON.stringify({ model_overview: { model_description: 'Finds fractures.' } }),
      }),
    );
  },
};

/** @returns the names of the steps that moto refused, with what it said. */
export async function makeSageMaker(foundations: Foundations): Promise<Record<string, string>> {
  const client = new sm.SageMakerClient({ region, maxAttempts: 1 });
  const refused: Record<string, string> = {};
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(foundations, client);
    } catch (error) {
      refused[name] = error instanceof Error ? error.message.slice(0, 200) : String(error);
    }
  }
  return refused;
}
