import type {
  ContainerDefinition,
  DataCaptureConfig,
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeModelOutput,
  DescribeMonitoringScheduleResponse,
  ExecutionStatus,
  MonitoringType,
  ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import { digest, type Place } from '../place.ts';

/** A model with one container. */
export function model(
  place: Place,
  name: string,
  role: string,
  createdDaysAgo: number,
  container: ContainerDefinition,
  more: Partial<DescribeModelOutput> = {},
): DescribeModelOutput {
  return {
    ModelName: name,
    ModelArn: place.arn('model', name),
    CreationTime: place.daysAgo(createdDaysAgo),
    ExecutionRoleArn: role,
    PrimaryContainer: { Mode: 'SingleModel', ...container },
    EnableNetworkIsolation: false,
    ...more,
  };
}

/** An endpoint configuration with one variant for all traffic. */
export function endpointConfig(
  place: Place,
  name: string,
  createdDaysAgo: number,
  variant: Omit<Partial<ProductionVariant>, 'ModelName'> & { ModelName: string },
  more: Partial<DescribeEndpointConfigOutput> = {},
): DescribeEndpointConfigOutput {
  const machines =
    variant.ServerlessConfig === undefined ? { InitialInstanceCount: 1, InstanceType: 'ml.m5.xlarge' as const } : {};
  return {
    EndpointConfigName: name,
    EndpointConfigArn: place.arn('endpoint-config', name),
    ProductionVariants: [{ VariantName: 'AllTraffic', InitialVariantWeight: 1, ...machines, ...variant }],
    CreationTime: place.daysAgo(createdDaysAgo),
    EnableNetworkIsolation: false,
    ...more,
  };
}

/** Capture of requests and answers into a bucket. */
export function capture(uri: string, percent: number, key?: string): DataCaptureConfig & { DestinationS3Uri: string } {
  return {
    EnableCapture: true,
    InitialSamplingPercentage: percent,
    DestinationS3Uri: uri,
    ...(key === undefined ? {} : { KmsKeyId: key }),
    CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
  };
}

/** An endpoint that serves a configuration; what it says of variants and capture follows from that. */
export function endpoint(
  place: Place,
  name: string,
  config: DescribeEndpointConfigOutput,
  images: string[],
  createdDaysAgo: number,
  deployedDaysAgo: number,
  more: Partial<DescribeEndpointOutput> = {},
): DescribeEndpointOutput {
  const captured = config.DataCaptureConfig;
  const deployed = place.daysAgo(deployedDaysAgo);
  return {
    EndpointName: name,
    EndpointArn: place.arn('endpoint', name),
    EndpointConfigName: config.EndpointConfigName,
    EndpointStatus: 'InService',
    CreationTime: place.daysAgo(createdDaysAgo),
    LastModifiedTime: deployed,
    ProductionVariants: (config.ProductionVariants ?? []).map((variant) => ({
      VariantName: variant.VariantName,
      DeployedImages: images.map((specified) => ({
        SpecifiedImage: specified,
        ResolvedImage: `${specified.split(/[:@]/)[0]}@${digest(specified)}`,
        ResolutionTime: deployed,
      })),
      CurrentWeight: variant.InitialVariantWeight,
      DesiredWeight: variant.InitialVariantWeight,
      ...(variant.ServerlessConfig === undefined
        ? { CurrentInstanceCount: variant.InitialInstanceCount, DesiredInstanceCount: variant.InitialInstanceCount }
        : { CurrentInstanceCount: 0, CurrentServerlessConfig: variant.ServerlessConfig }),
    })),
    ...(captured === undefined
      ? {}
      : {
          DataCaptureConfig: {
            EnableCapture: captured.EnableCapture,
            CaptureStatus: captured.EnableCapture === true ? ('Started' as const) : ('Stopped' as const),
            CurrentSamplingPercentage: captured.InitialSamplingPercentage,
            DestinationS3Uri: captured.DestinationS3Uri,
            KmsKeyId: captured.KmsKeyId ?? '',
          },
        }),
    ...more,
  };
}

/** A monitoring schedule by a job definition, and how its last execution went. */
export function schedule(
  place: Place,
  name: string,
  options: {
    type: MonitoringType;
    endpoint: string;
    /** Absent where the definition is written into the schedule. */
    definition?: string;
    cron: string;
    createdDaysAgo: number;
    modifiedDaysAgo: number;
    lastDaysAgo: number;
    last: ExecutionStatus;
    failure?: string;
    job?: string;
  },
): DescribeMonitoringScheduleResponse {
  const ran = place.daysAgo(options.lastDaysAgo);
  const definition = options.definition === undefined ? {} : { MonitoringJobDefinitionName: options.definition };
  return {
    MonitoringScheduleArn: place.arn('monitoring-schedule', name),
    MonitoringScheduleName: name,
    MonitoringScheduleStatus: 'Scheduled',
    MonitoringType: options.type,
    CreationTime: place.daysAgo(options.createdDaysAgo),
    LastModifiedTime: place.daysAgo(options.modifiedDaysAgo),
    MonitoringScheduleConfig: {
      ScheduleConfig: { ScheduleExpression: options.cron },
      ...definition,
      MonitoringType: options.type,
    },
    EndpointName: options.endpoint,
    LastMonitoringExecutionSummary: {
      MonitoringScheduleName: name,
      ScheduledTime: ran,
      CreationTime: ran,
      LastModifiedTime: place.daysAgo(options.lastDaysAgo - 14 / 1440),
      MonitoringExecutionStatus: options.last,
      ...(options.job === undefined ? {} : { ProcessingJobArn: place.arn('processing-job', options.job) }),
      EndpointName: options.endpoint,
      ...(options.failure === undefined ? {} : { FailureReason: options.failure }),
      ...definition,
      MonitoringType: options.type,
    },
  };
}
