import type {
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  DescribeTransformJobResponse,
  TrainingInstanceType,
  VpcConfig,
} from '@aws-sdk/client-sagemaker';
import type { Place } from '../place.ts';

/** What most jobs share. */
export interface JobOptions {
  role: string;
  image: string;
  daysAgo: number;
  minutes?: number;
  instance?: TrainingInstanceType;
  count?: number;
  input: string;
  output: string;
  outputKey?: string;
  volumeKey?: string;
  vpc?: VpcConfig;
  isolated?: boolean;
  encrypted?: boolean;
  environment?: Record<string, string>;
  failure?: string;
}

/** A training job that has ended. */
export function trainingJob(
  place: Place,
  name: string,
  options: JobOptions & { hyperParameters?: Record<string, string>; more?: Partial<DescribeTrainingJobResponse> },
): DescribeTrainingJobResponse {
  const { minutes = 95, failure } = options;
  const [start, end] = [place.daysAgo(options.daysAgo), place.daysAgo(options.daysAgo - minutes / 1440)];
  const status = failure === undefined ? 'Completed' : 'Failed';
  return {
    TrainingJobName: name,
    TrainingJobArn: place.arn('training-job', name),
    ModelArtifacts: { S3ModelArtifacts: failure === undefined ? `${options.output}/${name}/output/model.tar.gz` : '' },
    TrainingJobStatus: status,
    SecondaryStatus: status,
    ...(failure === undefined ? {} : { FailureReason: failure }),
    ...(options.hyperParameters === undefined ? {} : { HyperParameters: options.hyperParameters }),
    AlgorithmSpecification: {
      TrainingImage: options.image,
      TrainingInputMode: 'File',
      EnableSageMakerMetricsTimeSeries: false,
    },
    RoleArn: options.role,
    InputDataConfig: [
      {
        ChannelName: 'train',
        DataSource: {
          S3DataSource: { S3DataType: 'S3Prefix', S3Uri: options.input, S3DataDistributionType: 'FullyReplicated' },
        },
        CompressionType: 'None',
        RecordWrapperType: 'None',
      },
    ],
    // SageMaker answers an empty key id for outputs without a key.
    OutputDataConfig: { KmsKeyId: options.outputKey ?? '', S3OutputPath: options.output, CompressionType: 'GZIP' },
    ResourceConfig: {
      InstanceType: options.instance ?? 'ml.g5.2xlarge',
      InstanceCount: options.count ?? 1,
      VolumeSizeInGB: 100,
      ...(options.volumeKey === undefined ? {} : { VolumeKmsKeyId: options.volumeKey }),
    },
    ...(options.vpc === undefined ? {} : { VpcConfig: options.vpc }),
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    CreationTime: start,
    TrainingStartTime: place.daysAgo(options.daysAgo - 3 / 1440),
    TrainingEndTime: end,
    LastModifiedTime: end,
    EnableNetworkIsolation: options.isolated ?? false,
    EnableInterContainerTrafficEncryption: options.encrypted ?? false,
    EnableManagedSpotTraining: false,
    TrainingTimeInSeconds: (minutes - 3) * 60,
    BillableTimeInSeconds: (minutes - 3) * 60,
    ...(options.environment === undefined ? {} : { Environment: options.environment }),
    ...options.more,
  };
}

/** A processing job that has ended. */
export function processingJob(
  place: Place,
  name: string,
  options: JobOptions & { more?: Partial<DescribeProcessingJobResponse> },
): DescribeProcessingJobResponse {
  const { minutes = 22, failure } = options;
  const end = place.daysAgo(options.daysAgo - minutes / 1440);
  return {
    ProcessingJobName: name,
    ProcessingJobArn: place.arn('processing-job', name),
    ProcessingJobStatus: failure === undefined ? 'Completed' : 'Failed',
    ...(failure === undefined ? {} : { FailureReason: failure }),
    ProcessingInputs: [
      {
        InputName: 'input-1',
        AppManaged: false,
        S3Input: {
          S3Uri: options.input,
          LocalPath: '/opt/ml/processing/input',
          S3DataType: 'S3Prefix',
          S3InputMode: 'File',
        },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'output-1',
          AppManaged: false,
          S3Output: { S3Uri: options.output, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' },
        },
      ],
      ...(options.outputKey === undefined ? {} : { KmsKeyId: options.outputKey }),
    },
    ProcessingResources: {
      ClusterConfig: {
        InstanceCount: options.count ?? 1,
        InstanceType: 'ml.m5.4xlarge',
        VolumeSizeInGB: 200,
        ...(options.volumeKey === undefined ? {} : { VolumeKmsKeyId: options.volumeKey }),
      },
    },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    AppSpecification: {
      ImageUri: options.image,
      ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/run.py'],
    },
    ...(options.environment === undefined ? {} : { Environment: options.environment }),
    NetworkConfig: {
      EnableInterContainerTrafficEncryption: options.encrypted ?? false,
      EnableNetworkIsolation: options.isolated ?? false,
      ...(options.vpc === undefined ? {} : { VpcConfig: options.vpc }),
    },
    RoleArn: options.role,
    CreationTime: place.daysAgo(options.daysAgo),
    ProcessingStartTime: place.daysAgo(options.daysAgo - 3 / 1440),
    ProcessingEndTime: end,
    LastModifiedTime: end,
    ...options.more,
  };
}

/** A batch transform that has ended. */
export function transformJob(
  place: Place,
  name: string,
  options: Pick<JobOptions, 'daysAgo' | 'input' | 'output' | 'outputKey' | 'volumeKey' | 'environment'> & {
    model: string;
  },
): DescribeTransformJobResponse {
  const key = options.outputKey;
  return {
    TransformJobName: name,
    TransformJobArn: place.arn('transform-job', name),
    TransformJobStatus: 'Completed',
    ModelName: options.model,
    MaxConcurrentTransforms: 1,
    BatchStrategy: 'MultiRecord',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: options.input } },
      ContentType: 'text/csv',
      CompressionType: 'None',
      SplitType: 'Line',
    },
    TransformOutput: { S3OutputPath: options.output, AssembleWith: 'Line', KmsKeyId: key ?? '' },
    TransformResources: {
      InstanceType: 'ml.m5.2xlarge',
      InstanceCount: 1,
      ...(options.volumeKey === undefined ? {} : { VolumeKmsKeyId: options.volumeKey }),
    },
    ...(options.environment === undefined ? {} : { Environment: options.environment }),
    CreationTime: place.daysAgo(options.daysAgo),
    TransformStartTime: place.daysAgo(options.daysAgo - 4 / 1440),
    TransformEndTime: place.daysAgo(options.daysAgo - 19 / 1440),
  };
}
