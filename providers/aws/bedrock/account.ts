import type { GetAccountDataRetentionResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { callsRecorded, trailReads } from '../rows/trail-events.ts';
import { bedrockApi, bedrockArn, bedrockIdentity, inRegion, noOwnLog } from './common.ts';
import { enforced, enforcedLinks, enforcedRead, enforcedVersionsRead } from './enforced-guardrails.ts';
import { calledModels, calledModelsRead, isFirst } from './in-use.ts';
import { modelDoors, modelDoorsRead } from './model-doors.ts';
import { bedrockPolicyRead, organisationEnforces } from './organisation-guardrails.ts';

const { from } = answersOf<{ GetAccountDataRetention: GetAccountDataRetentionResponse }>('bedrock');

const here = notSupported('It runs no code of the customer.');
const untagged = notSupported('It is a setting of a region and has no tags.');

/** What is set for Bedrock in a region in which models are called. */
export const bedrockAccounts = collector({
  provider: 'aws',
  id: 'aws/bedrock/account',
  service: 'bedrock',
  kind: 'genai.account',
  nativeType: 'AWS::Bedrock::AccountSettings',
  at: 'region',
  list: calledModels,
  keep: isFirst,
  reads: [
    calledModelsRead,
    {
      service: 'bedrock',
      operation: 'GetAccountDataRetention',
      permission: 'bedrock:GetAccountDataRetention',
      expects: 'mode',
      input: () => ({}),
    },
    enforcedRead,
    enforcedVersionsRead,
    bedrockPolicyRead,
    modelDoorsRead,
    ...trailReads,
  ],
  uid: (_item, scope) => bedrockArn(scope, 'account-settings'),
  name: () => 'Bedrock in this region',
  facts: {
    ...bedrockApi,
    ...inRegion,
    ...noOwnLog,
    keyAtRest: notSupported('It stores nothing itself; what is made with it does.'),
    stores: notSupported('It stores nothing itself; what is made with it does.'),
    network: here,
    egress: here,
    publicIp: here,
    runsAs: here,
    authMethods: bedrockIdentity,
    shell: here,
    plainSecrets: here,
    accessLogged: callsRecorded,
    sharedWith: notSupported('Other accounts call models by their own account.'),
    outsiders: notSupported('Other accounts call models by their own account.'),
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    /** @see https://docs.aws.amazon.com/bedrock/latest/userguide/data-retention.html */
    providerKeeps: from(
      'GetAccountDataRetention',
      '/mode',
      (mode): 'nothing' | 'abuse-review' | 'model-maker' | MissingValue => {
        if (mode === 'none') return 'nothing';
        if (mode === 'aws_review') return 'abuse-review';
        if (mode === 'provider_data_share') return 'model-maker';
        if (mode === 'default' || mode === 'inherit')
          return missing('Each model does as its maker says: ask which are used, and for their terms.', 'not-exposed');
        return missing(`mode ${mode} is not known to this version`);
      },
      { absent: missing() },
    ) as Spec<'nothing' | 'cache' | 'abuse-review' | 'model-maker' | 'training'>,
    guardrailEnforced: deriveSome(
      [enforced, organisationEnforces],
      (list, above): 'account' | 'organization' | 'none' | MissingValue => {
        if (!isMissingValue(list) && list.length > 0) return 'account';
        if (above === true) return 'organization';
        return [list, above].find(isMissingValue) ?? 'none';
      },
    ),
    threatDetection: notSupported('GuardDuty watches the whole region, and is judged there.'),
    modelsAllowed: notExposed('Ask for the policies of the organisation that deny models (bedrock:InvokeModel).'),
    state: fromScope(() => 'active' as const),
    createdAt: notSupported(),
    modifiedAt: notSupported(),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock.'),
    idleStopMinutes: notSupported(),
  },
  links: {
    privateEndpoints: modelDoors,
    guardrails: enforcedLinks,
    invocationLogs: fromScope<(string | MissingValue)[]>(({ scope }) => [
      bedrockArn(scope, 'model-invocation-logging'),
    ]),
  },
});
