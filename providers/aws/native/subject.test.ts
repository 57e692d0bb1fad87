import { describe, expect, test } from 'vitest';
import { subjectsOf } from './subject.ts';

const scope = { account: '123456789012', region: 'eu-west-1' };
const sagemaker = 'arn:aws:sagemaker:eu-west-1:123456789012:';

describe('subjectsOf', () => {
  test.each<[type: string, id: string, expected: string[]]>([
    ['AWS::SageMaker::NotebookInstance', 'lab', [`${sagemaker}notebook-instance/lab`]],
    ['AWS::SageMaker::NotebookInstance', `${sagemaker}notebook-instance/lab`, [`${sagemaker}notebook-instance/lab`]],
    ['AWS::SageMaker::Model', 'Fraud-1', [`${sagemaker}model/Fraud-1`, `${sagemaker}model/fraud-1`]],
    ['AWS::SageMaker::EndpointConfig', 'c', [`${sagemaker}endpoint-config/c`]],
    ['AWS::KMS::Key', 'abc', ['arn:aws:kms:eu-west-1:123456789012:key/abc']],
    ['AWS::S3::Bucket', 'data', ['arn:aws:s3:::data']],
    ['AWS::EC2::Subnet', 'subnet-1', ['arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1']],
    ['AWS::EC2::SecurityGroup', 'sg-1', ['arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1']],
    ['AWS::EC2::VPCEndpoint', 'vpce-1', ['arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-1']],
    ['AWS::ECR::Repository', 'team/img', ['arn:aws:ecr:eu-west-1:123456789012:repository/team/img']],
    ['AWS::CloudTrail::Trail', 'main', ['arn:aws:cloudtrail:eu-west-1:123456789012:trail/main']],
    ['AWS::BedrockAgentCore::Gateway', 'tools-1', ['arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/tools-1']],
    [
      'AWS::BedrockAgentCore::BrowserCustom',
      'reader-1',
      ['arn:aws:bedrock-agentcore:eu-west-1:123456789012:browser-custom/reader-1'],
    ],
    ['AWS::Bedrock::DataSource', 'KB1|D1', ['KB1|D1']],
    ['AWS::::Account', '123456789012', ['AWS::::Account:123456789012:eu-west-1']],
    // Nothing is made up: the unique id of a role is in no ARN, nor are types that this version does not know.
    ['AWS::IAM::Role', 'AROAEXAMPLE', []],
    ['AWS::SageMaker::Wormhole', 'x', []],
    ['AWS::SageMaker::constructor', 'x', []],
    ['constructor', 'x', []],
    ['AWS::SageMaker::Model', '', []],
  ])('%s %s', (type, id, expected) => {
    expect(subjectsOf(type, id, scope)).toEqual(expected);
  });

  test('the partition follows the region', () => {
    expect(subjectsOf('AWS::S3::Bucket', 'b', { account: '1', region: 'cn-north-1' })).toEqual(['arn:aws-cn:s3:::b']);
  });
});
