import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, refused, resourceOf, type Table } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { customDeployments } from './custom-deployment.ts';
import { inferenceProfiles, processingOf } from './inference-profile.ts';
import { provisionedThroughputs } from './provisioned-throughput.ts';

const bedrock = 'arn:aws:bedrock:eu-west-1:123456789012';
const model = 'arn:aws:bedrock:eu-west-1::foundation-model/maker.model-v1:0';
const lost = 'missing: not-returned';
const reads: Table = {
  ListTagsForResource: { tags: [] },
  GetFoundationModel: { modelDetails: { modelLifecycle: { endOfLifeTime: '2027-01-01T00:00:00Z' } } },
  ListEnforcedGuardrailsConfiguration: {
    guardrailsConfig: [{ guardrailArn: `${bedrock}:guardrail/abc`, guardrailVersion: '1' }],
  },
  EnforcedVersions: { guardrails: [{ version: '1' }] },
  DescribeEffectivePolicy: refused('EffectivePolicyNotFoundException'),
  DescribeVpcEndpoints: { VpcEndpoints: [] },
  ...recordedBy([]),
};
const common = {
  versionPinned: true,
  endOfLifeAt: '2027-01-01T00:00:00Z',
  authMethods: ['identity'],
  publicAccess: 'provider-api',
  accessLogged: true,
  state: 'active',
  '->guardrails': [`${bedrock}:guardrail/abc`],
  '->accounts': [`${bedrock}:account-settings`],
  '->privateEndpoints': [],
};

const provisioned: Given = {
  item: { provisionedModelArn: `${bedrock}:provisioned-model/p`, provisionedModelName: 'p' },
  reads: {
    ...reads,
    GetProvisionedModelThroughput: {
      provisionedModelArn: `${bedrock}:provisioned-model/p`,
      foundationModelArn: model,
      status: 'InService',
      creationTime: '2026-01-01T00:00:00Z',
      lastModifiedTime: '2026-01-02T00:00:00Z',
    },
  },
};
contract(provisionedThroughputs, provisioned);

const deployment: Given = {
  item: { customModelDeploymentArn: `${bedrock}:custom-model-deployment/d`, customModelDeploymentName: 'd' },
  reads: {
    ...reads,
    GetCustomModelDeployment: {
      customModelDeploymentArn: `${bedrock}:custom-model-deployment/d`,
      modelArn: `${bedrock}:custom-model/x/1`,
      status: 'Active',
      createdAt: '2026-01-01T00:00:00Z',
    },
    GetCustomModel: { modelArn: `${bedrock}:custom-model/x/1`, baseModelArn: model },
  },
};
contract(customDeployments, deployment);

const profile: Given = {
  item: {
    inferenceProfileArn: `${bedrock}:application-inference-profile/i`,
    inferenceProfileName: 'i',
    models: [{ modelArn: model }, { modelArn: model.replace('eu-west-1', 'eu-central-1') }],
    status: 'ACTIVE',
    type: 'APPLICATION',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  },
  reads,
};
contract(inferenceProfiles, profile);

describe.each([
  ['provisioned throughput', provisionedThroughputs, provisioned, { model, processing: 'region' }],
  ['a deployed custom model', customDeployments, deployment, { model: `${bedrock}:custom-model/x/1` }],
  ['an inference profile', inferenceProfiles, profile, { model, processing: 'geography' }],
])('%s', (_name, collector, given, more) => {
  const mapped = (change: Table) => plainOf(resourceOf(collector, { ...given, reads: { ...given.reads, ...change } }));

  it('is mapped', () => {
    expect(mapped({})).toMatchObject({ ...common, ...more });
  });

  it('of a model without an end has none, and without a compulsory guardrail nobody can tell', () => {
    expect(
      mapped({
        GetFoundationModel: { modelDetails: { modelLifecycle: { status: 'ACTIVE' } } },
        ListEnforcedGuardrailsConfiguration: { guardrailsConfig: [] },
        DescribeVpcEndpoints: { VpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] },
      }),
    ).toMatchObject({
      endOfLifeAt: 'missing: not-supported',
      '->guardrails': 'missing: not-exposed',
      '->privateEndpoints': ['arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-1'],
    });
  });

  it('of which the model could not be asked for does not say when it ends', () => {
    expect(mapped({ GetFoundationModel: denied }).endOfLifeAt).toBe(
      'missing: access-denied bedrock:GetFoundationModel',
    );
  });
});

describe('where requests are computed', () => {
  const of = (region: string) => `arn:aws:bedrock:${region}::foundation-model/m`;
  it.each([
    [['eu-west-1'], 'region'],
    [['eu-west-1', 'eu-west-3'], 'geography'],
    [['eu-west-3'], 'geography'],
    [['eu-west-1', ''], 'global'],
  ])('%j', (regions, expected) => {
    expect(processingOf(regions.map(of), 'eu-west-1')).toBe(expected);
  });
});

const of = (member: string) => `GetProvisionedModelThroughput/${member}`;
changesTable(provisionedThroughputs, provisioned, [
  [of('foundationModelArn'), undefined, { model: lost, endOfLifeAt: lost }],
  [of('status'), 'Creating', { state: 'pending' }],
  [of('status'), 'Dreaming', { state: lost }],
  [of('lastModifiedTime'), undefined, { modifiedAt: lost }],
]);
changesTable(customDeployments, deployment, [
  ['GetCustomModelDeployment/lastUpdatedAt', '2026-01-05T00:00:00Z', { modifiedAt: '2026-01-05T00:00:00Z' }],
  ['GetCustomModelDeployment/status', 'Failed', { state: 'failed' }],
]);
