import type { ListEnforcedGuardrailsConfigurationResponse, ListGuardrailsResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { parseArn } from '../analysis/arn.ts';
import { byToken } from './common.ts';
import { versionsRead } from './guardrail.ts';
import { linkOf } from './guardrail-version.ts';

const { raw, each } = answersOf<{
  ListEnforcedGuardrailsConfiguration: ListEnforcedGuardrailsConfigurationResponse;
  Versions: ListGuardrailsResponse;
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
    const forAll = list.filter(({ modelEnforcement: models }) =>
      forAllModels(models?.includedModels, models?.excludedModels),
    );
    return forAll.flatMap(({ guardrailArn: arn, guardrailVersion: version }) => {
      if (arn === undefined) return [];
      const plain = arn.replace(/(guardrail\/[a-z0-9]+):(?:DRAFT|\d+)$/, '$1');
      return [{ arn: plain, id: plain.split('/').at(-1) ?? '', version }];
    });
  },
);

/** Whether all models that answer have to pass it: those that make numbers of texts are left out of guardrails by design. */
export function forAllModels(included: readonly string[] = ['ALL'], excluded: readonly string[] = []): boolean {
  return included.includes('ALL') && excluded.every((model) => /\bembed/.test(model));
}

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
