import type { ScalableTarget, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { GetEventSelectorsResponse, GetTrailStatusResponse, Trail } from '@aws-sdk/client-cloudtrail';
import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type {
  ConfigRule,
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  EvaluationResult,
} from '@aws-sdk/client-config-service';
import type { FlowLog, RouteTable, SecurityGroup, Subnet, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { GetRegistryScanningConfigurationResponse, Repository } from '@aws-sdk/client-ecr';
import type { Policy, Role, ServiceSpecificCredentialMetadata } from '@aws-sdk/client-iam';
import type { KeyMetadata } from '@aws-sdk/client-kms';
import type {
  Grant,
  LifecycleRule,
  LoggingEnabled,
  ObjectLockConfiguration,
  ObjectOwnership,
  Owner,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import type { AwsSecurityFinding, DescribeHubResponse, StandardsSubscription } from '@aws-sdk/client-securityhub';
import type { JsonObject } from '../model/json.ts';
import type { Collection } from './collection.ts';
import type { BedrockEstate } from './estate-bedrock.ts';
import type { SageMakerEstate } from './estate-sagemaker.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Everything that the lab simulates. Resources have the shape that the Describe operation answers. */
export interface Estate {
  /** Shown in the demo's reports. */
  name: string;
  accounts: readonly Account[];
  /** AWS-managed policies, the same in every account. */
  managedPolicies?: readonly IamPolicy[];
}

/** One AWS account and the long-lived credentials with which the scanner gets in. */
export interface Account {
  /** Twelve digits. */
  id: string;
  name: string;
  accessKeyId: string;
  /** Who the access key is of. */
  callerArn: string;
  iam: IamEstate;
  s3: S3Estate;
  /** Policies of the organisation in effect here, by their type: `BEDROCK_POLICY`. */
  policiesInEffect?: Readonly<Record<string, JsonObject>>;
  regions: Readonly<Record<string, RegionEstate>>;
}

/** What one account has in one region; a service left out has nothing there. */
export interface RegionEstate {
  /** As DescribeRegions says; only enabled regions answer. Default `opt-in-not-required`. */
  optInStatus?: 'opt-in-not-required' | 'opted-in';
  sagemaker?: SageMakerEstate;
  kms?: KmsEstate;
  ec2?: Ec2Estate;
  ecr?: EcrEstate;
  cloudtrail?: CloudTrailEstate;
  config?: ConfigEstate;
  securityhub?: SecurityHubEstate;
  /** The detector of GuardDuty; left out where it was never switched on. */
  guardduty?: GuardDutyEstate;
  autoscaling?: { targets: Collection<ScalableTarget>; policies?: Collection<ScalingPolicy> };
  cloudwatch?: CloudWatchEstate;
  /** Log groups. */
  logs?: Collection<LogGroup>;
  bedrock?: BedrockEstate;
}

/** IAM of an account. */
export interface IamEstate {
  roles: Collection<IamRole>;
  /** API keys of services that users hold, such as those of Bedrock. */
  serviceCredentials?: readonly ServiceSpecificCredentialMetadata[];
  /** Customer-managed policies. */
  policies?: readonly IamPolicy[];
}

/** A role with its policies. */
export interface IamRole {
  role: Omit<Role, 'AssumeRolePolicyDocument'>;
  trust: PolicyDocument;
  /** ARNs of attached policies. */
  attached?: readonly string[];
  /** Inline policies by name. */
  inline?: Readonly<Record<string, PolicyDocument>>;
}

/** A managed policy with its versions; the first version is the default one. */
export interface IamPolicy {
  policy: Policy;
  versions: readonly { id: string; createdAt: Date; document: PolicyDocument }[];
}

/** S3 of an account; buckets know their region. */
export interface S3Estate {
  buckets: Collection<Bucket>;
  /** The account's own block, absent where it was never set. */
  publicAccessBlock?: PublicAccessBlockConfiguration;
  owner?: Owner;
}

/** A bucket; a setting left out answers as S3 does for a bucket without it. */
export interface Bucket {
  name: string;
  region: string;
  createdAt: Date;
  encryption?: ServerSideEncryptionConfiguration;
  publicAccessBlock?: PublicAccessBlockConfiguration;
  policy?: PolicyDocument;
  /** What GetBucketPolicyStatus says of the policy. Default false. */
  policyIsPublic?: boolean;
  versioning?: 'Enabled' | 'Suspended';
  logging?: LoggingEnabled;
  ownership?: ObjectOwnership;
  objectLock?: ObjectLockConfiguration;
  lifecycle?: readonly LifecycleRule[];
  tags?: Readonly<Record<string, string>>;
  /** Grants besides the owner's full control. */
  grants?: readonly Grant[];
}

/** KMS keys of a region and the aliases that point at them. */
export interface KmsEstate {
  keys: Collection<KmsKey>;
  /** Key id by alias, `alias/...`. */
  aliases?: Readonly<Record<string, string>>;
}

/** A key: what DescribeKey says, its rotation and its policy. */
export interface KmsKey {
  metadata: KeyMetadata & { KeyId: string; Arn: string };
  rotation?: { enabled: boolean; periodInDays?: number };
  policy?: PolicyDocument;
  tags?: Readonly<Record<string, string>>;
}

/** Networks of a region. */
export interface Ec2Estate {
  subnets?: Collection<Subnet>;
  routeTables?: Collection<RouteTable>;
  securityGroups?: Collection<SecurityGroup>;
  vpcEndpoints?: Collection<StoredVpcEndpoint>;
  flowLogs?: Collection<FlowLog>;
}

/** EC2 writes the state in small letters, whatever the model's enum says. */
export type StoredVpcEndpoint = Omit<VpcEndpoint, 'State'> & { State?: 'available' | 'pendingAcceptance' | 'rejected' };

/** Image repositories of a region. */
export interface EcrEstate {
  repositories: Collection<Repository>;
  policies?: Readonly<Record<string, PolicyDocument>>;
  scanning?: Omit<GetRegistryScanningConfigurationResponse, 'registryId'>;
}

/** Trails whose home is this region; those of several regions show elsewhere as shadow trails. */
export interface CloudTrailEstate {
  trails: readonly {
    trail: Trail & { Name: string; TrailARN: string };
    status: GetTrailStatusResponse;
    selectors: Omit<GetEventSelectorsResponse, 'TrailARN'>;
  }[];
}

/** Alarms of a region. */
export interface CloudWatchEstate {
  alarms: Collection<MetricAlarm>;
  composites?: Collection<CompositeAlarm>;
  /** Tags by the alarm's ARN. */
  tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** AWS Config in a region; compliance is computed from the evaluations. */
export interface ConfigEstate {
  recorders?: readonly ConfigurationRecorder[];
  /** Config writes `SUCCESS`, whatever the model's enum says. */
  recorderStatus?: readonly (Omit<ConfigurationRecorderStatus, 'lastStatus'> & { lastStatus?: string })[];
  rules?: readonly ConfigRule[];
  /** By rule name. */
  evaluations?: Readonly<Record<string, readonly EvaluationResult[]>>;
}

/** GuardDuty in a region, as GetDetector answers on the wire. */
export interface GuardDutyEstate {
  detectorId: string;
  status: 'ENABLED' | 'DISABLED';
  features: readonly { name: string; status: 'ENABLED' | 'DISABLED' }[];
}

/** Security Hub in a region; a region without it answers that the account is not subscribed. */
export interface SecurityHubEstate {
  hub: DescribeHubResponse;
  standards?: readonly StandardsSubscription[];
  /** ARNs of the products whose findings it takes. */
  products?: readonly string[];
  findings: Collection<AwsSecurityFinding>;
}
