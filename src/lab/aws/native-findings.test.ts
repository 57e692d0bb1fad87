import {
  ConfigServiceClient,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import {
  type AwsSecurityFindingFilters,
  DescribeHubCommand,
  GetEnabledStandardsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startLab } from '../lab.ts';
import { created, first, second, smallEstate } from '../small-estate.ts';

const hub = {
  HubArn: `arn:aws:securityhub:eu-west-1:${first}:hub/default`,
  SubscribedAt: '2026-01-05T10:00:00.000Z',
  AutoEnableControls: true,
};
const estate = smallEstate({
  first: {
    regions: {
      'eu-west-1': {
        config: {
          recorders: [{ name: 'default', roleARN: 'role', recordingGroup: { allSupported: true } }],
          recorderStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS', lastStartTime: created }],
          rules: Array.from({ length: 30 }, (_, i) => ({
            ConfigRuleName: `rule-${i}`,
            ConfigRuleArn: `arn:aws:config:eu-west-1:${first}:config-rule/rule-${i}`,
            Source: { Owner: 'AWS' as const, SourceIdentifier: 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS' },
          })),
          evaluations: {
            'rule-0': Array.from({ length: 40 }, (_, i) =>
              evaluation(`nb-${i}`, i < 30 ? 'NON_COMPLIANT' : 'COMPLIANT'),
            ),
            'rule-1': [evaluation('nb-1', 'COMPLIANT')],
          },
        },
        securityhub: {
          hub,
          standards: [
            {
              StandardsSubscriptionArn: 'arn:sub',
              StandardsArn: 'arn:std',
              StandardsInput: {},
              StandardsStatus: 'READY',
            },
          ],
          findings: [
            finding('a', 'SageMaker.1', 'FAILED', 'ACTIVE'),
            finding('b', 'SageMaker.2', 'PASSED', 'ACTIVE'),
            finding('c', 'SageMaker.1', 'FAILED', 'ARCHIVED'),
            finding('d', 'S3.1', 'FAILED', 'ACTIVE'),
          ],
        },
      },
    },
  },
});
const lab = await startLab({ estate });
afterAll(() => lab.close());
beforeEach(() => lab.setFaults([]));
const options = (account = 'one') => ({
  endpoint: lab.url,
  region: 'eu-west-1',
  credentials: lab.credentialsFor(account),
  maxAttempts: 1,
});
const config = new ConfigServiceClient(options());
const securityHub = new SecurityHubClient(options());

function evaluation(ResourceId: string, ComplianceType: 'COMPLIANT' | 'NON_COMPLIANT') {
  return {
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: {
        ConfigRuleName: 'rule-0',
        ResourceType: 'AWS::SageMaker::NotebookInstance',
        ResourceId,
      },
      OrderingTimestamp: created,
    },
    ComplianceType,
    ResultRecordedTime: created,
  };
}

function finding(Id: string, control: string, Status: 'FAILED' | 'PASSED', RecordState: 'ACTIVE' | 'ARCHIVED') {
  return {
    SchemaVersion: '2018-10-08',
    Id,
    ProductArn: 'arn:product',
    GeneratorId: `security-control/${control}`,
    AwsAccountId: first,
    CreatedAt: '2026-10-01T00:00:00.000Z',
    UpdatedAt: '2026-10-01T00:00:00.000Z',
    Title: 'title',
    Description: 'description',
    Resources: [{ Type: 'AwsSageMakerNotebookInstance', Id: `arn:${Id}` }],
    Compliance: { Status, SecurityControlId: control },
    RecordState,
  };
}

test('recorders and their status; an unknown one', async () => {
  const recorders = await config.send(new DescribeConfigurationRecordersCommand({}));
  expect(recorders.ConfigurationRecorders).toMatchObject([{ name: 'default', recordingGroup: { allSupported: true } }]);
  const status = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
  expect(status.ConfigurationRecordersStatus).toMatchObject([{ recording: true, lastStartTime: created }]);
  const other = new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: ['x'] });
  await expect(config.send(other)).rejects.toMatchObject({ name: 'NoSuchConfigurationRecorderException' });
});

test('an account without a recorder has an empty list', async () => {
  const other = new ConfigServiceClient(options('two'));
  expect((await other.send(new DescribeConfigurationRecordersCommand({}))).ConfigurationRecorders).toEqual([]);
});

test('rules in pages of 25; an unknown one; a bad token', async () => {
  const page = await config.send(new DescribeConfigRulesCommand({}));
  expect(page.ConfigRules).toHaveLength(25);
  const last = await config.send(new DescribeConfigRulesCommand({ NextToken: page.NextToken }));
  expect(last.ConfigRules).toHaveLength(5);
  const unknown = new DescribeConfigRulesCommand({ ConfigRuleNames: ['x'] });
  await expect(config.send(unknown)).rejects.toMatchObject({ name: 'NoSuchConfigRuleException' });
  const bad = new DescribeConfigRulesCommand({ NextToken: 'x' });
  await expect(config.send(bad)).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
});

test('compliance of a rule follows from its evaluations', async () => {
  const input = { ConfigRuleNames: ['rule-0', 'rule-1', 'rule-2'] };
  const answer = await config.send(new DescribeComplianceByConfigRuleCommand(input));
  expect(answer.ComplianceByConfigRules?.map((item) => item.Compliance)).toEqual([
    { ComplianceType: 'NON_COMPLIANT', ComplianceContributorCount: { CappedCount: 25, CapExceeded: true } },
    { ComplianceType: 'COMPLIANT' },
    { ComplianceType: 'INSUFFICIENT_DATA' },
  ]);
  const compliant = { ...input, ComplianceTypes: ['COMPLIANT' as const] };
  const some = await config.send(new DescribeComplianceByConfigRuleCommand(compliant));
  expect(some.ComplianceByConfigRules?.map((item) => item.ConfigRuleName)).toEqual(['rule-1']);
});

test('evaluations of a rule: ten where nothing or 0 is asked, a hundred at most, by type', async () => {
  const count = async (more: { Limit?: number; ComplianceTypes?: ('COMPLIANT' | 'NON_COMPLIANT')[] }) => {
    const command = new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: 'rule-0', ...more });
    const { EvaluationResults, NextToken } = await config.send(command);
    return [EvaluationResults?.length, NextToken !== undefined];
  };
  expect(await count({})).toEqual([10, true]);
  expect(await count({ Limit: 0 })).toEqual([10, true]);
  expect(await count({ Limit: 100 })).toEqual([40, false]);
  expect(await count({ Limit: 100, ComplianceTypes: ['COMPLIANT'] })).toEqual([10, false]);
  await expect(count({ Limit: 101 })).rejects.toMatchObject({ name: 'InvalidLimitException' });
});

test('the hub, its standards, and an account without one', async () => {
  expect(await securityHub.send(new DescribeHubCommand({}))).toMatchObject(hub);
  const standards = await securityHub.send(new GetEnabledStandardsCommand({}));
  expect(standards.StandardsSubscriptions).toMatchObject([{ StandardsArn: 'arn:std', StandardsStatus: 'READY' }]);
  const off = { name: 'InvalidAccessException', $metadata: { httpStatusCode: 401 } };
  const other = new SecurityHubClient(options('two'));
  await expect(other.send(new DescribeHubCommand({}))).rejects.toMatchObject(off);
  const message = `Account ${second} is not subscribed to AWS Security Hub`;
  await expect(other.send(new GetFindingsCommand({}))).rejects.toMatchObject({ ...off, message });
});

const is = (Value: string, Comparison: 'EQUALS' | 'PREFIX' | 'NOT_EQUALS' = 'EQUALS') => ({ Value, Comparison });

test.each<[string, AwsSecurityFindingFilters, string[]]>([
  ['none', {}, ['a', 'b', 'c', 'd']],
  ['control', { ComplianceSecurityControlId: [is('SageMaker.1')] }, ['a', 'c']],
  ['controls', { ComplianceSecurityControlId: [is('SageMaker.1'), is('S3.1')] }, ['a', 'c', 'd']],
  ['prefix', { ComplianceSecurityControlId: [is('SageMaker.', 'PREFIX')] }, ['a', 'b', 'c']],
  ['record state', { RecordState: [is('ACTIVE')] }, ['a', 'b', 'd']],
  ['two fields', { RecordState: [is('ACTIVE')], ComplianceSecurityControlId: [is('SageMaker.1')] }, ['a']],
  ['negative', { ComplianceStatus: [is('PASSED', 'NOT_EQUALS')] }, ['a', 'c', 'd']],
])('findings by filter: %s', async (_name, Filters, ids) => {
  const answer = await securityHub.send(new GetFindingsCommand({ Filters }));
  expect(answer.Findings?.map((item) => item.Id)).toEqual(ids);
});

test('findings in pages', async () => {
  const first = await securityHub.send(new GetFindingsCommand({ MaxResults: 3 }));
  const last = await securityHub.send(new GetFindingsCommand({ MaxResults: 3, NextToken: first.NextToken }));
  expect([first.Findings?.length, last.Findings?.length, last.NextToken]).toEqual([3, 1, undefined]);
  for (const input of [{ MaxResults: 101 }, { NextToken: 'x' }]) {
    await expect(securityHub.send(new GetFindingsCommand(input))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  }
});

test('empty-object and never-ends', async () => {
  lab.setFaults([{ kind: 'empty-object' }]);
  expect((await securityHub.send(new GetFindingsCommand({}))).Findings).toBeUndefined();
  lab.setFaults([{ kind: 'never-ends' }]);
  expect((await securityHub.send(new GetFindingsCommand({}))).NextToken).toBeTruthy();
});
