import type { Scope } from '../../../src/model/evidence.ts';
import { isArn, partitionOfRegion } from '../analysis/arn.ts';

/** Where the id stands in an ARN, by the resource type of AWS Config. */
const sagemakerTypes: Record<string, string> = {
  AppImageConfig: 'app-image-config',
  CodeRepository: 'code-repository',
  DataQualityJobDefinition: 'data-quality-job-definition',
  Domain: 'domain',
  Endpoint: 'endpoint',
  EndpointConfig: 'endpoint-config',
  FeatureGroup: 'feature-group',
  Image: 'image',
  InferenceExperiment: 'inference-experiment',
  MlflowTrackingServer: 'mlflow-tracking-server',
  Model: 'model',
  ModelBiasJobDefinition: 'model-bias-job-definition',
  ModelExplainabilityJobDefinition: 'model-explainability-job-definition',
  ModelPackageGroup: 'model-package-group',
  ModelQualityJobDefinition: 'model-quality-job-definition',
  MonitoringSchedule: 'monitoring-schedule',
  NotebookInstance: 'notebook-instance',
  NotebookInstanceLifecycleConfig: 'notebook-instance-lifecycle-config',
  StudioLifecycleConfig: 'studio-lifecycle-config',
};

const otherTypes: Record<string, (id: string, partition: string, region: string, account: string) => string> = {
  'AWS::KMS::Key': (id, partition, region, account) => `arn:${partition}:kms:${region}:${account}:key/${id}`,
  'AWS::S3::Bucket': (id, partition) => `arn:${partition}:s3:::${id}`,
  'AWS::EC2::Subnet': (id, partition, region, account) => `arn:${partition}:ec2:${region}:${account}:subnet/${id}`,
  'AWS::EC2::SecurityGroup': (id, partition, region, account) =>
    `arn:${partition}:ec2:${region}:${account}:security-group/${id}`,
  'AWS::EC2::VPCEndpoint': (id, partition, region, account) =>
    `arn:${partition}:ec2:${region}:${account}:vpc-endpoint/${id}`,
  'AWS::ECR::Repository': (id, partition, region, account) =>
    `arn:${partition}:ecr:${region}:${account}:repository/${id}`,
  'AWS::CloudTrail::Trail': (id, partition, region, account) =>
    `arn:${partition}:cloudtrail:${region}:${account}:trail/${id}`,
  'AWS::BedrockAgentCore::Runtime': agentCore('runtime'),
  'AWS::BedrockAgentCore::Gateway': agentCore('gateway'),
  'AWS::BedrockAgentCore::Memory': agentCore('memory'),
  'AWS::BedrockAgentCore::BrowserCustom': agentCore('browser-custom'),
  // `<knowledge base>|<data source>`: a part of the knowledge base.
  'AWS::Bedrock::DataSource': (id) => id,
  'AWS::::Account': (id, _partition, region) => accountSubject(id, region),
};

function agentCore(type: string) {
  return (id: string, partition: string, region: string, account: string): string =>
    `arn:${partition}:bedrock-agentcore:${region}:${account}:${type}/${id}`;
}

/**
 * What a result on a whole account is about: the settings of that account in that region, of which this is a part. AWS
 * itself leaves the region out.
 */
export function accountSubject(account: string, region: string): string {
  return `AWS::::Account:${account}:${region}`;
}

/**
 * The uids or parts that a result of AWS Config may be about. Config names resources by whatever id the type has: the
 * ARN for some, a name for others; for a role the unique id `AROA...`, which leads to no ARN. SageMaker writes names in
 * ARNs as given or in lower case, depending on type and age: both are candidates, and only what exists is joined.
 *
 * @returns ids, the likeliest first; `[]` where nothing can be said.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html ARNs
 */
export function subjectsOf(type: string, id: string, scope: Pick<Scope, 'account' | 'region'>): string[] {
  if (id === '') return [];
  const given: unknown = id; // the guard below would otherwise leave nothing of a text
  if (isArn(given)) return [id];
  const { account, region } = scope;
  const partition = partitionOfRegion(region);
  const name = type.startsWith('AWS::SageMaker::') ? type.slice('AWS::SageMaker::'.length) : '';
  if (Object.hasOwn(sagemakerTypes, name)) {
    const arn = (written: string) =>
      `arn:${partition}:sagemaker:${region}:${account}:${sagemakerTypes[name]}/${written}`;
    return [...new Set([arn(id), arn(id.toLowerCase())])];
  }
  const build = Object.hasOwn(otherTypes, type) ? otherTypes[type] : undefined;
  return build ? [build(id, partition, region, account)] : [];
}
