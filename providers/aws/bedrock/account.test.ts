import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { bedrockAccounts } from './account.ts';

const metric = { Namespace: 'AWS/Bedrock', MetricName: 'Invocations', Dimensions: [] };
const arn = 'arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc';
const given: Given = {
  item: metric,
  reads: {
    Invocations: { Metrics: [metric] },
    GetAccountDataRetention: { mode: 'none' },
    ListEnforcedGuardrailsConfiguration: {
      guardrailsConfig: [{ configId: 'c', guardrailArn: arn, guardrailId: 'abc', guardrailVersion: '1' }],
    },
    EnforcedVersions: { guardrails: [{ version: 'DRAFT' }, { version: '1' }] },
    DescribeVpcEndpoints: { VpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] },
    ...recordedBy([]),
  },
};

contract(bedrockAccounts, given);

describe('Bedrock in a region', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(bedrockAccounts, given))).toMatchObject({
      providerKeeps: 'nothing',
      guardrailEnforced: 'account',
      modelsAllowed: 'missing: not-exposed',
      accessLogged: true,
      publicAccess: 'provider-api',
      '->guardrails': [arn],
      '->privateEndpoints': ['arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-1'],
      '->invocationLogs': ['arn:aws:bedrock:eu-west-1:123456789012:model-invocation-logging'],
    });
  });

  it.each([
    ['an older version', { EnforcedVersions: { guardrails: [{ version: '1' }, { version: '2' }] } }, [`${arn}:1`]],
    ['versions that are not told', { EnforcedVersions: denied }, ['missing: access-denied bedrock:ListGuardrails']],
    ['none', { ListEnforcedGuardrailsConfiguration: { guardrailsConfig: [] } }, []],
    [
      'one of another account',
      {
        ListEnforcedGuardrailsConfiguration: {
          guardrailsConfig: [{ guardrailArn: arn.replace('123456789012', '999999999999'), guardrailVersion: '4' }],
        },
      },
      [`${arn.replace('123456789012', '999999999999')}:4`],
    ],
    [
      'one that leaves models out',
      {
        ListEnforcedGuardrailsConfiguration: {
          guardrailsConfig: [
            {
              guardrailArn: arn,
              guardrailVersion: '1',
              modelEnforcement: { includedModels: ['ALL'], excludedModels: ['x'] },
            },
          ],
        },
      },
      [],
    ],
  ])('leads to its compulsory guardrails: %s', (_name, change, expected) => {
    const reads = { ...given.reads, ...change };
    expect(plainOf(resourceOf(bedrockAccounts, { ...given, reads }))['->guardrails']).toEqual(expected);
  });
});

changesTable(bedrockAccounts, given, [
  ['GetAccountDataRetention/mode', 'aws_review', { providerKeeps: 'abuse-review' }],
  ['GetAccountDataRetention/mode', 'provider_data_share', { providerKeeps: 'model-maker' }],
  ['GetAccountDataRetention/mode', 'default', { providerKeeps: 'missing: not-exposed' }],
  ['GetAccountDataRetention/mode', 'inherit', { providerKeeps: 'missing: not-exposed' }],
  ['GetAccountDataRetention/mode', 'forever', { providerKeeps: 'missing: not-returned' }],
  [
    'ListEnforcedGuardrailsConfiguration/guardrailsConfig',
    [],
    { guardrailEnforced: 'missing: out-of-scope', '->guardrails': [] },
  ],
]);
