import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Canned, denied, type Given, plainOf, refused, resourceOf } from '../testing/map.ts';
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
    DescribeEffectivePolicy: refused('EffectivePolicyNotFoundException'),
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
  ['ListEnforcedGuardrailsConfiguration/guardrailsConfig', [], { guardrailEnforced: 'none', '->guardrails': [] }],
]);

describe('a compulsory guardrail', () => {
  const own = 'ListEnforcedGuardrailsConfiguration';
  const of = (list: Canned, policy: Canned) => {
    const reads = { ...given.reads, [own]: list, DescribeEffectivePolicy: policy };
    return plainOf(resourceOf(bedrockAccounts, { ...given, reads })).guardrailEnforced;
  };
  const nothing = { guardrailsConfig: [] };
  const forSome = (excludedModels: string[]) => ({
    guardrailsConfig: [
      { guardrailArn: arn, guardrailVersion: '1', modelEnforcement: { includedModels: ['ALL'], excludedModels } },
    ],
  });
  const policy = (guardrail_inference: object, more: object = {}) => ({
    EffectivePolicy: {
      PolicyType: 'BEDROCK_POLICY',
      PolicyContent: JSON.stringify({ bedrock: { guardrail_inference } }),
      ...more,
    },
  });
  const held = { identifier: 'arn:aws:bedrock:eu-west-1:999999999999:guardrail/abc:1' };
  const models = (included_models: string[], excluded_models: string[]) => ({
    'eu-west-1': { config_1: { ...held, model_enforcement: { included_models, excluded_models } } },
  });
  const everywhere = policy({ 'eu-west-1': { config_1: held } });
  it.each<[what: string, policy: Canned, expected: string]>([
    ['by the organisation', everywhere, 'organization'],
    ['in another region', policy({ 'us-east-1': { config_1: held } }), 'none'],
    ['for all models', policy(models(['ALL'], [])), 'organization'],
    ['for models that answer', policy(models(['ALL'], ['amazon.titan-embed-text-v2:0'])), 'organization'],
    ['for all but one', policy(models(['ALL'], ['amazon.nova-pro-v1:0'])), 'none'],
    ['for some models', policy(models(['amazon.nova-pro-v1:0'], [])), 'none'],
    ['that is named by nothing', policy({ 'eu-west-1': { config_1: { identifier: '' } } }), 'none'],
    ['that is not named', policy({ 'eu-west-1': { config_1: {} } }), 'none'],
    ['of a policy without any', policy({}), 'none'],
    ['of a policy that is none', policy({}, { PolicyContent: '{' }), 'missing: not-returned'],
    ['of a policy that says nothing', policy({}, { PolicyContent: undefined }), 'missing: not-returned'],
    ['of another policy', policy({}, { PolicyType: 'TAG_POLICY' }), 'missing: not-returned'],
    ['of no policy', refused('EffectivePolicyNotFoundException'), 'none'],
    ['of no organisation', refused('AWSOrganizationsNotInUseException'), 'none'],
    ['denied', denied, 'missing: access-denied organizations:DescribeEffectivePolicy'],
  ])('%s', (_what, canned, expected) => expect(of(nothing, canned)).toBe(expected));
  it('of the account for all but one model is none', () =>
    expect(of(forSome(['x']), refused('EffectivePolicyNotFoundException'))).toBe('none'));
  it('of the account for models that answer is enough', () =>
    expect(of(forSome(['cohere.embed-english-v3']), denied)).toBe('account'));
  it('of the organisation is one, whatever the account has', () => expect(of(denied, everywhere)).toBe('organization'));
  it('is not known where the account is not', () =>
    expect(of(denied, refused('EffectivePolicyNotFoundException'))).toBe(
      'missing: access-denied bedrock:ListEnforcedGuardrailsConfiguration',
    ));
});
