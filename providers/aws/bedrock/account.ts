import type {
  GetAccountDataRetentionResponse,
  ListEnforcedGuardrailsConfigurationResponse,
} from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { parseArn } from '../analysis/arn.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { notRead } from '../support/common.ts';
import { bedrockApi, bedrockArn, bedrockIdentity, byToken, inRegion, noOwnLog } from './common.ts';
import { versionsRead } from './guardrail.ts';
import { linkOf } from './guardrail-version.ts';
import { calledModels, calledModelsRead, isFirst } from './in-use.ts';

const { from, raw, each } = answersOf<{
  GetAccountDataRetention: GetAccountDataRetentionResponse;
  ListEnforcedGuardrailsConfiguration: ListEnforcedGuardrailsConfigurationResponse;
  Versions: { guardrails?: { version?: string }[] };
}>('bedrock');

/** Guardrails that the account makes compulsory for every call of a model in the region. */
export const enforcedRead: ReadSpec = {
  service: 'bedrock',
  operation: 'ListEnforcedGuardrailsConfiguration',
  permission: 'bedrock:ListEnforcedGuardrailsConfiguration',
  memo: true,
  pages: { ...byToken, items: 'guardrailsConfig' },
  input: () => ({}),
};

/** Compulsory guardrails, each with its version. One that holds for some models only is none for the others. */
export const enforced: Spec<{ arn: string; id: string; version: string | undefined }[]> = derive(
  [raw('ListEnforcedGuardrailsConfiguration', '/guardrailsConfig')],
  (list) => {
    if (list === undefined) return missing('the compulsory guardrails');
    const forAll = list.filter(
      ({ modelEnforcement: models }) =>
        models === undefined ||
        ((models.includedModels ?? ['ALL']).includes('ALL') && (models.excludedModels ?? []).length === 0),
    );
    return forAll.flatMap(({ guardrailArn: arn, guardrailVersion: version }) => {
      if (arn === undefined) return [];
      const plain = arn.replace(/(guardrail\/[a-z0-9]+):(?:DRAFT|\d+)$/, '$1');
      return [{ arn: plain, id: plain.split('/').at(-1) ?? '', version }];
    });
  },
);

/** Versions of the compulsory guardrails, where they belong to the account itself. */
export const enforcedVersionsRead: ReadSpec = {
  ...versionsRead((_item, _got, id) => ({ guardrailIdentifier: id })),
  as: 'EnforcedVersions',
  each: (_item, got) => {
    const { value } = enforced.map(got);
    if (isMissingValue(value)) return [];
    return value.filter(({ arn }) => parseArn(arn).account === got.scope.account).map(({ id }) => id);
  },
};

/** Links to the compulsory guardrails. */
export const enforcedLinks: Spec<(string | MissingValue)[]> = derive(
  [enforced, each('Versions', '/guardrails', { read: 'EnforcedVersions' })],
  (list, versions) =>
    list.map(({ arn, id, version }) => {
      const found = versions.get(id);
      // A guardrail of another account is named with its version: there is nothing to compare it with.
      if (!versions.has(id)) return version === undefined ? arn : `${arn}:${version}`;
      return linkOf(arn, version, isMissingValue(found) ? found : found?.map((one) => one.version));
    }),
);

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
    accessLogged: useRecorded('AWS::Bedrock::Model'),
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
    // A policy of the organisation can make one compulsory, too, and is not read: none is not known.
    guardrailEnforced: derive([enforced], (list) =>
      list.length > 0
        ? ('account' as const)
        : missing('not read by this version: organizations:DescribeEffectivePolicy', 'out-of-scope'),
    ),
    threatDetection: notRead('guardduty:GetDetector'),
    modelsAllowed: notExposed('Ask for the policies of the organisation that deny models (bedrock:InvokeModel).'),
    state: fromScope(() => 'active' as const),
    createdAt: notSupported(),
    modifiedAt: notSupported(),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock.'),
    idleStopMinutes: notSupported(),
  },
  links: {
    guardrails: enforcedLinks,
    invocationLogs: fromScope<(string | MissingValue)[]>(({ scope }) => [
      bedrockArn(scope, 'model-invocation-logging'),
    ]),
  },
});
