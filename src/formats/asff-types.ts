/**
 * Resource types of the AWS Security Finding Format among those that Plumbline reads; all others are `Other`, as the
 * vendor asks.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
 */
const types: Record<string, string> = {
  'AWS::CloudTrail::Trail': 'AwsCloudTrailTrail',
  'AWS::CloudWatch::Alarm': 'AwsCloudWatchAlarm',
  'AWS::EC2::SecurityGroup': 'AwsEc2SecurityGroup',
  'AWS::EC2::Subnet': 'AwsEc2Subnet',
  'AWS::ECR::Repository': 'AwsEcrRepository',
  'AWS::IAM::Role': 'AwsIamRole',
  'AWS::KMS::Key': 'AwsKmsKey',
  'AWS::S3::Bucket': 'AwsS3Bucket',
  'AWS::SageMaker::NotebookInstance': 'AwsSageMakerNotebookInstance',
};

/** @param isList a finding on a list that could not be read is on no resource of the type. */
export function asffType(nativeType: string, isList: boolean): string {
  return (!isList && Object.hasOwn(types, nativeType) && types[nativeType]) || 'Other';
}
