import type {
  DescribeDataQualityJobDefinitionResponse,
  DescribeDomainResponse,
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeFeatureGroupResponse,
  DescribeMlflowTrackingServerResponse,
  DescribeModelBiasJobDefinitionResponse,
  DescribeModelCardResponse,
  DescribeModelExplainabilityJobDefinitionResponse,
  DescribeModelOutput,
  DescribeModelPackageGroupOutput,
  DescribeModelPackageOutput,
  DescribeModelQualityJobDefinitionResponse,
  DescribeMonitoringScheduleResponse,
  DescribeNotebookInstanceLifecycleConfigOutput,
  DescribeNotebookInstanceOutput,
  DescribePipelineResponse,
  DescribeProcessingJobResponse,
  DescribeSpaceResponse,
  DescribeStudioLifecycleConfigResponse,
  DescribeTrainingJobResponse,
  DescribeTransformJobResponse,
  DescribeUserProfileResponse,
  PipelineExecutionSummary,
  Tag,
} from '@aws-sdk/client-sagemaker';
import type { Collection } from './collection.ts';
import type { PolicyDocument } from './policy-document.ts';

/** SageMaker in one region. Each item is what its Describe operation answers; lists are derived from it. */
export interface SageMakerEstate {
  notebookInstances?: Collection<DescribeNotebookInstanceOutput>;
  lifecycleConfigs?: Collection<DescribeNotebookInstanceLifecycleConfigOutput>;
  studioLifecycleConfigs?: Collection<DescribeStudioLifecycleConfigResponse>;
  domains?: Collection<DescribeDomainResponse>;
  /** A lazy collection finds by `domain-id/name`. */
  userProfiles?: Collection<DescribeUserProfileResponse>;
  /** A lazy collection finds by `domain-id/name`. */
  spaces?: Collection<DescribeSpaceResponse>;
  trainingJobs?: Collection<DescribeTrainingJobResponse>;
  processingJobs?: Collection<DescribeProcessingJobResponse>;
  transformJobs?: Collection<DescribeTransformJobResponse>;
  models?: Collection<DescribeModelOutput>;
  endpointConfigs?: Collection<DescribeEndpointConfigOutput>;
  endpoints?: Collection<DescribeEndpointOutput>;
  modelPackageGroups?: Collection<DescribeModelPackageGroupOutput>;
  /** Resource policies by group name. */
  modelPackageGroupPolicies?: Readonly<Record<string, PolicyDocument>>;
  /** A lazy collection finds by ARN. */
  modelPackages?: Collection<DescribeModelPackageOutput>;
  featureGroups?: Collection<DescribeFeatureGroupResponse>;
  monitoringSchedules?: Collection<DescribeMonitoringScheduleResponse>;
  dataQualityJobDefinitions?: Collection<DescribeDataQualityJobDefinitionResponse>;
  modelQualityJobDefinitions?: Collection<DescribeModelQualityJobDefinitionResponse>;
  modelBiasJobDefinitions?: Collection<DescribeModelBiasJobDefinitionResponse>;
  modelExplainabilityJobDefinitions?: Collection<DescribeModelExplainabilityJobDefinitionResponse>;
  pipelines?: Collection<DescribePipelineResponse>;
  /** By pipeline name, newest first. */
  pipelineExecutions?: Readonly<Record<string, readonly PipelineExecutionSummary[]>>;
  modelCards?: Collection<DescribeModelCardResponse>;
  trackingServers?: Collection<DescribeMlflowTrackingServerResponse>;
  /** Tags by resource ARN. */
  tags?: Readonly<Record<string, readonly Tag[]>> | ((arn: string) => readonly Tag[]);
}
