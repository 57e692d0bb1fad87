import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';

export const region = 'us-east-1';
export const account = '123456789012';
/** What every client needs: the endpoint and the keys come from the environment. */
const client = { region };

/** What the resources of SageMaker stand on, each once as it should be and once as it should not. */
export interface Foundations {
  keys: { rotated: string; unrotated: string };
  roles: { narrow: string; admin: string };
  subnets: { private: string; public: string };
  groups: { closed: string; open: string };
}

export async function makeFoundations(): Promise<Foundations> {
  const [keys, roles, network] = await Promise.all([makeKeys(), makeRoles(), makeNetwork()]);
  await Promise.all([makeBuckets(keys.rotated), makeRepositories()]);
  await makeTrail();
  return { keys, roles, ...network };
}

async function makeKeys(): Promise<Foundations['keys']> {
  const kms = new KMSClient(client);
  const arn = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  const keys = { rotated: await arn(), unrotated: await arn() };
  await kms.send(new EnableKeyRotationCommand({ KeyId: keys.rotated }));
  return keys;
}

async function makeRoles(): Promise<Foundations['roles']> {
  const iam = new IAMClient(client);
  const trust = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  const role = async (RoleName: string) => {
    const command = new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) });
    return (await iam.send(command)).Role?.Arn ?? '';
  };
  const roles = { narrow: await role('narrow'), admin: await role('admin') };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'narrow',
      PolicyName: 'read-training-data',
      PolicyDocument: document({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::data-closed/train/*',
      }),
    }),
  );
  const everything = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'everything',
      PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'admin', PolicyArn: everything.Policy?.Arn }));
  return roles;
}

async function makeNetwork(): Promise<Pick<Foundations, 'subnets' | 'groups'>> {
  const ec2 = new EC2Client(client);
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId;
  const subnet = async (CidrBlock: string) =>
    (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))).Subnet?.SubnetId ?? '';
  const table = async (SubnetId: string) => {
    const RouteTableId = (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId;
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    return RouteTableId;
  };
  const subnets = { private: await subnet('10.0.1.0/24'), public: await subnet('10.0.2.0/24') };
  await table(subnets.private);
  const gateway = await ec2.send(new CreateInternetGatewayCommand({}));
  const GatewayId = gateway.InternetGateway?.InternetGatewayId;
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
  const RouteTableId = await table(subnets.public);
  await ec2.send(new CreateRouteCommand({ RouteTableId, GatewayId, DestinationCidrBlock: '0.0.0.0/0' }));
  const group = async (GroupName: string) =>
    (await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName }))).GroupId ?? '';
  const groups = { closed: await group('closed'), open: await group('open') };
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: groups.open, IpPermissions }));
  return { subnets, groups };
}

async function makeBuckets(key: string): Promise<void> {
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  for (const Bucket of ['data-closed', 'data-open', 'trail-log']) await s3.send(new CreateBucketCommand({ Bucket }));
  const Bucket = 'data-closed';
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: key } };
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block }));
  const statement = (bucket: string, more: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Principal: '*', Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`], ...more }],
    });
  const tls = { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: statement(Bucket, tls) }));
  const everybody = { Effect: 'Allow', Action: 's3:GetObject' };
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'data-open', Policy: statement('data-open', everybody) }));
}

async function makeRepositories(): Promise<void> {
  const ecr = new ECRClient(client);
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: 'fixed',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
    }),
  );
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'loose', imageTagMutability: 'MUTABLE' }));
}

async function makeTrail(): Promise<void> {
  const cloudtrail = new CloudTrailClient(client);
  const Name = 'everything';
  await cloudtrail.send(
    new CreateTrailCommand({
      Name,
      S3BucketName: 'trail-log',
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
    }),
  );
  // CloudTrail sets these by itself; moto has none until they are set.
  const EventSelectors = [{ IncludeManagementEvents: true, ReadWriteType: 'All' as const }];
  await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: Name, EventSelectors }));
  await cloudtrail.send(new StartLoggingCommand({ Name }));
}
