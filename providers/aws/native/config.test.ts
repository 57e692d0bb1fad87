import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { configReader } from './config.ts';

const scope = { provider: 'aws' as const, account: '123456789012', accountName: 'ml', region: 'eu-west-1' };
const wanted = new Set(['sagemaker-notebook-no-direct-internet-access', 'sagemaker-model-isolation-enabled']);
const notebook = 'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/lab';

const rule = (name: string, identifier: string, more: JsonObject = {}) => ({
  ConfigRuleName: name,
  ConfigRuleState: 'ACTIVE',
  Source: { Owner: 'AWS', SourceIdentifier: identifier },
  ...more,
});
const result = (type: string, id: string, compliance: string, more: JsonObject = {}) => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: { ConfigRuleName: 'ours', ResourceType: type, ResourceId: id, ...more },
  },
  ComplianceType: compliance,
});
const good = {
  DescribeConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
  DescribeConfigurationRecorderStatus: [{ name: 'default', recording: true, lastStatus: 'Success' }],
  DescribeConfigRules: [rule('ours', 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS')],
  DescribeComplianceByConfigRule: [{ ConfigRuleName: 'ours', Compliance: { ComplianceType: 'NON_COMPLIANT' } }],
  GetComplianceDetailsByConfigRule: [result('AWS::SageMaker::NotebookInstance', 'lab', 'NON_COMPLIANT')],
};

const read = (lists: Parameters<typeof cannedAsk>[0]) => configReader.read(cannedAsk(lists).ask, scope, wanted);

describe('what a result says', () => {
  test.each([
    ['COMPLIANT', 'pass'],
    ['NON_COMPLIANT', 'fail'],
    ['NOT_APPLICABLE', 'not-applicable'],
    ['SOMETHING_NEW', 'unknown'],
  ])('%s is %s', async (compliance, status) => {
    const lists = {
      ...good,
      GetComplianceDetailsByConfigRule: [result('AWS::SageMaker::NotebookInstance', notebook, compliance)],
    };
    expect(await read(lists)).toEqual({
      state: 'read',
      detail: '',
      rules: 1,
      rows: [{ rule: 'sagemaker-notebook-no-direct-internet-access', subject: notebook, status, evidence: 100 }],
    });
  });

  test('a name becomes the ARN of the resource', async () => {
    expect((await read(good)).rows.map((row) => row.subject)).toEqual([notebook]);
  });

  test('of two rules with the same identifier the worse result stands', async () => {
    const lists = {
      ...good,
      DescribeConfigRules: [
        rule('ours', 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS'),
        rule('securityhub-x-1a2b', 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS', {
          CreatedBy: 'securityhub.amazonaws.com',
        }),
      ],
      DescribeComplianceByConfigRule: [
        { ConfigRuleName: 'ours', Compliance: { ComplianceType: 'COMPLIANT' } },
        { ConfigRuleName: 'securityhub-x-1a2b', Compliance: { ComplianceType: 'NON_COMPLIANT' } },
      ],
      GetComplianceDetailsByConfigRule: (input: JsonObject) => [
        result(
          'AWS::SageMaker::NotebookInstance',
          'lab',
          input.ConfigRuleName === 'ours' ? 'COMPLIANT' : 'NON_COMPLIANT',
        ),
      ],
    };
    const reading = await read(lists);
    expect(reading.rules).toBe(2);
    expect(reading.rows.map((row) => row.status)).toEqual(['fail']);
  });

  test('a proactive evaluation is of nothing that exists', async () => {
    const proactive = result('AWS::SageMaker::Model', 'm', 'NON_COMPLIANT', { EvaluationMode: 'PROACTIVE' });
    expect((await read({ ...good, GetComplianceDetailsByConfigRule: [proactive] })).rows).toEqual([]);
  });
});

describe('which rules are read', () => {
  test.each<[what: string, rule: JsonObject]>([
    ['another rule of AWS', rule('ours', 'S3_BUCKET_VERSIONING_ENABLED')],
    [
      "a customer's rule of that name",
      rule('sagemaker-notebook-no-direct-internet-access', 'arn:aws:lambda:x', {
        Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS' },
      }),
    ],
    [
      'a rule that is being deleted',
      rule('ours', 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS', { ConfigRuleState: 'DELETING' }),
    ],
  ])('not %s', async (_what, one) => {
    const { ask, asked } = cannedAsk({ ...good, DescribeConfigRules: [one] });
    const reading = await configReader.read(ask, scope, wanted);
    expect(reading).toEqual({ state: 'read', detail: '', rules: 0, rows: [] });
    expect(asked.map((call) => call.operation)).not.toContain('GetComplianceDetailsByConfigRule');
  });

  test('a rule without any result is counted and not asked for', async () => {
    const { ask, asked } = cannedAsk({
      ...good,
      DescribeComplianceByConfigRule: [{ ConfigRuleName: 'ours', Compliance: { ComplianceType: 'INSUFFICIENT_DATA' } }],
    });
    expect(await configReader.read(ask, scope, wanted)).toMatchObject({ state: 'read', rules: 1, rows: [] });
    expect(asked.map((call) => call.operation)).not.toContain('GetComplianceDetailsByConfigRule');
  });

  test('names are asked for 25 at a time', async () => {
    const many = Array.from({ length: 30 }, (_, index) => rule(`r${index}`, 'SAGEMAKER_MODEL_ISOLATION_ENABLED'));
    const { ask, asked } = cannedAsk({ ...good, DescribeConfigRules: many, DescribeComplianceByConfigRule: [] });
    await configReader.read(ask, scope, wanted);
    const sizes = asked
      .filter((call) => call.operation === 'DescribeComplianceByConfigRule')
      .map((call) => (call.input.ConfigRuleNames as string[]).length); // as sent above
    expect(sizes).toEqual([25, 5]);
  });
});

describe('when it is off', () => {
  test.each<[what: string, change: Partial<Record<keyof typeof good, JsonObject[]>>, detail: string]>([
    ['no recorder', { DescribeConfigurationRecorders: [] }, 'there is no recorder'],
    ['stopped', { DescribeConfigurationRecorderStatus: [{ name: 'default', recording: false }] }, 'stopped or fails'],
    [
      'failing',
      { DescribeConfigurationRecorderStatus: [{ name: 'default', recording: true, lastStatus: 'Failure' }] },
      'stopped or fails',
    ],
  ])('%s', async (_what, change, detail) => {
    const reading = await read({ ...good, ...change });
    expect(reading).toMatchObject({ state: 'not-enabled', rows: [] });
    expect(reading.detail).toContain(detail);
  });
});

describe('when a read is refused', () => {
  test.each(Object.keys(good))('%s', async (operation) => {
    const permission = `config:${operation}`;
    const reading = await read({ ...good, [operation]: refused(`config:${operation}`, permission) });
    expect(reading.state).toBe('not-readable');
    expect(reading.detail).toContain(permission);
    expect(reading.missing).toEqual([refused(`config:${operation}`, permission)]);
    expect(reading.rows).toEqual([]);
  });

  test('one rule of two: the other is kept, and the loss is told', async () => {
    const reading = await read({
      ...good,
      DescribeConfigRules: [...good.DescribeConfigRules, rule('models', 'SAGEMAKER_MODEL_ISOLATION_ENABLED')],
      DescribeComplianceByConfigRule: [
        ...good.DescribeComplianceByConfigRule,
        { ConfigRuleName: 'models', Compliance: { ComplianceType: 'COMPLIANT' } },
      ],
      GetComplianceDetailsByConfigRule: (input) =>
        input.ConfigRuleName === 'models'
          ? refused('config:GetComplianceDetailsByConfigRule', 'config:GetComplianceDetailsByConfigRule')
          : good.GetComplianceDetailsByConfigRule,
    });
    expect(reading.state).toBe('read');
    expect(reading.rows.map((row) => row.subject)).toEqual([notebook]);
    expect(reading.missing).toHaveLength(1);
  });
});

test('every call that it makes is declared', async () => {
  const { ask, asked } = cannedAsk(good);
  await configReader.read(ask, scope, wanted);
  const declared = configReader.calls.map((call) => call.operation);
  expect(new Set(asked.map((call) => call.operation))).toEqual(new Set(declared));
});
