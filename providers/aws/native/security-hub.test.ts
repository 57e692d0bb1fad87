import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Outcome } from '../../../src/model/mapping/outcome.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { securityHubReader } from './security-hub.ts';

const scope = { provider: 'aws' as const, account: '123456789012', accountName: 'ml', region: 'eu-west-1' };
const wanted = new Set(['SageMaker.1', 'SageMaker.3']);
const notebook = 'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/lab';
const hub: Outcome = { status: 'answer', body: { HubArn: 'arn:aws:securityhub:x' }, evidence: 1 };

const finding = (change: JsonObject = {}, compliance: JsonObject = {}): JsonObject => ({
  AwsAccountId: '123456789012',
  Region: 'eu-west-1',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
  RecordState: 'ACTIVE',
  UpdatedAt: '2026-11-01T00:00:00.000Z',
  Compliance: { SecurityControlId: 'SageMaker.1', Status: 'PASSED', ...compliance },
  Resources: [{ Type: 'AwsSageMakerNotebookInstance', Id: notebook }],
  ...change,
});

const read = (findings: JsonObject[]) =>
  securityHubReader.read(cannedAsk({ GetFindings: findings }, { DescribeHub: hub }).ask, scope, wanted);

describe('what a finding says', () => {
  test.each<[what: string, compliance: JsonObject, status: string]>([
    ['passed', { Status: 'PASSED' }, 'pass'],
    ['failed', { Status: 'FAILED' }, 'fail'],
    ['warning', { Status: 'WARNING' }, 'unknown'],
    ['not available', { Status: 'NOT_AVAILABLE' }, 'unknown'],
    [
      'not available, since it does not apply',
      { Status: 'NOT_AVAILABLE', StatusReasons: [{ ReasonCode: 'CONFIG_RETURNS_NOT_APPLICABLE' }] },
      'not-applicable',
    ],
    [
      'a warning is never not-applicable',
      { Status: 'WARNING', StatusReasons: [{ ReasonCode: 'CONFIG_RETURNS_NOT_APPLICABLE' }] },
      'unknown',
    ],
    ['a new status', { Status: 'SPLENDID' }, 'unknown'],
  ])('%s', async (_what, compliance, status) => {
    expect(await read([finding({}, compliance)])).toEqual({
      state: 'read',
      detail: '',
      rules: 1,
      rows: [{ rule: 'SageMaker.1', subject: notebook, status, evidence: 100 }],
    });
  });

  test('each resource of a finding has a row', async () => {
    const two = finding({ Resources: [{ Id: 'arn:a' }, { Id: 'arn:b' }, { Type: 'AwsThing' }] });
    expect((await read([two])).rows.map((row) => row.subject)).toEqual(['arn:a', 'arn:b']);
  });

  test('a finding on the account is on its settings in that region', async () => {
    const one = finding({ Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:123456789012' }] });
    expect((await read([one])).rows.map((row) => row.subject)).toEqual(['AWS::::Account:123456789012:eu-west-1']);
  });

  test.each([
    ['older', '2026-10-01T00:00:00.000Z', 'pass'],
    ['newer', '2026-12-01T00:00:00.000Z', 'fail'],
    ['as old', '2026-11-01T00:00:00.000Z', 'fail'],
  ])('a failure that is %s than a pass', async (_what, UpdatedAt, status) => {
    const rows = (await read([finding(), finding({ UpdatedAt }, { Status: 'FAILED' })])).rows;
    expect(rows.map((row) => row.status)).toEqual([status]);
  });
});

describe('whose findings count', () => {
  test.each<[what: string, change: JsonObject, compliance?: JsonObject]>([
    ['of another account', { AwsAccountId: '999999999999' }],
    ['archived', { RecordState: 'ARCHIVED' }],
    [
      'of another product that claims the control',
      { ProductArn: 'arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default' },
    ],
    ['of a control that nobody asked for', {}, { SecurityControlId: 'IAM.1' }],
    ['without a control', {}, { SecurityControlId: '' }],
  ])('none %s', async (_what, change, compliance) => {
    expect((await read([finding(change, compliance)])).rows).toEqual([]);
  });

  test('the request asks for active findings of this account and region alone', async () => {
    const { ask, asked } = cannedAsk({ GetFindings: [] }, { DescribeHub: hub });
    await securityHubReader.read(ask, scope, wanted);
    expect(asked.at(-1)?.input).toEqual({
      Filters: {
        ComplianceSecurityControlId: [
          { Value: 'SageMaker.1', Comparison: 'EQUALS' },
          { Value: 'SageMaker.3', Comparison: 'EQUALS' },
        ],
        RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }],
        AwsAccountId: [{ Value: '123456789012', Comparison: 'EQUALS' }],
        Region: [{ Value: 'eu-west-1', Comparison: 'EQUALS' }],
      },
    });
  });

  test('twenty controls a request', async () => {
    const { ask, asked } = cannedAsk({ GetFindings: [] }, { DescribeHub: hub });
    await securityHubReader.read(ask, scope, new Set(Array.from({ length: 41 }, (_, n) => `SageMaker.${n}`)));
    expect(asked.filter((call) => call.operation === 'GetFindings')).toHaveLength(3);
  });
});

describe('when there is nothing to read', () => {
  test('not enabled', async () => {
    const absent: Outcome = { status: 'absent', errorCode: 'InvalidAccessException', evidence: 1 };
    const reading = await securityHubReader.read(cannedAsk({}, { DescribeHub: absent }).ask, scope, wanted);
    expect(reading).toEqual({ state: 'not-enabled', detail: 'Security Hub is not enabled here', rules: 0, rows: [] });
  });

  test('the hub is refused', async () => {
    const missing = refused('securityhub:DescribeHub', 'securityhub:DescribeHub');
    const { ask } = cannedAsk({}, { DescribeHub: { status: 'failed', missing } });
    const reading = await securityHubReader.read(ask, scope, wanted);
    expect(reading).toMatchObject({ state: 'not-readable', missing: [missing], rows: [] });
    expect(reading.detail).toContain('securityhub:DescribeHub is needed');
  });

  test('the findings are refused', async () => {
    const missing = refused('securityhub:GetFindings', 'securityhub:GetFindings');
    const { ask } = cannedAsk({ GetFindings: missing }, { DescribeHub: hub });
    expect(await securityHubReader.read(ask, scope, wanted)).toMatchObject({
      state: 'not-readable',
      missing: [missing],
      rows: [],
    });
  });
});
