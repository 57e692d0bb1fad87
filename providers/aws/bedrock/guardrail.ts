import type { GetGuardrailResponse, GuardrailSummary, ListGuardrailsResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { asked, behind } from '../rows/asked.ts';
import { stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { byToken, listOf, noOwnLog, tagging } from './common.ts';
import { filtersOf, multilingual } from './guardrail-filters.ts';

const { raw } = answersOf<{
  GetGuardrail: GetGuardrailResponse;
  Versions: ListGuardrailsResponse;
  ListGuardrails: GuardrailSummary;
}>('bedrock');

const states = stateOf({
  READY: 'active',
  CREATING: 'pending',
  UPDATING: 'active',
  VERSIONING: 'active',
  FAILED: 'failed',
  DELETING: 'deleting',
});

/** Lists a guardrail with all its versions; agents ask the same, and share the answer. */
export const versionsRead = (id: ReadSpec['input']): ReadSpec => ({
  service: 'bedrock',
  operation: 'ListGuardrails',
  as: 'Versions',
  permission: 'bedrock:ListGuardrails',
  memo: true,
  pages: { ...byToken, items: 'guardrails' },
  input: id,
});

/**
 * The version of a guardrail that stands for it: the newest numbered one, since applications are to call those, and the
 * draft while there is none.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-deploy.html
 */
export function newestVersion(versions: readonly (string | undefined)[]): string {
  const numbers = versions.map(Number).filter((one) => Number.isInteger(one) && one > 0);
  return numbers.length === 0 ? 'DRAFT' : String(Math.max(...numbers));
}

const newest = derive([raw('Versions', '/guardrails')], (list) =>
  list === undefined ? missing('the versions of the guardrail') : newestVersion(list.map(({ version }) => version)),
);

/** Rows of one version of a guardrail, from the read GetGuardrail, which is asked `because` of another. */
export function guardrailRows(because: string) {
  const there = asked('GetGuardrail', because);
  const row = <V>(spec: Spec<V>): Spec<V> => behind(there, spec);
  const whole = row(raw('GetGuardrail', ''));
  const known = <V>(spec: Spec<V | undefined>): Spec<NonNullable<V>> =>
    derive([row(spec)], (value) => (value ?? missing()) as NonNullable<V> | MissingValue);
  const stores = encryption([{ name: 'data', key: row(raw('GetGuardrail', '/kmsKeyArn')) }]);
  return {
    read: stores.read,
    facts: {
      ...stores.facts,
      ...noOwnLog,
      filters: derive([whole], (guardrail) => (guardrail === undefined ? missing() : filtersOf(guardrail))),
      multilingual: derive([whole], (guardrail) => (guardrail === undefined ? missing() : multilingual(guardrail))),
      mode: byDesign(
        'inline',
        'https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-how.html',
        '2026-11',
      ) as Spec<'inline' | 'asynchronous' | 'inspect-only'>,
      builtIn: byDesign(
        false,
        'https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-create.html',
        '2026-11',
      ) as Spec<boolean>,
      accessLogged: useRecorded('AWS::Bedrock::Guardrail'),
      region: fromScope((answers) => answers.scope.region),
      // A profile lets other regions of the same geography evaluate the text.
      processing: derive(
        [whole, row(raw('GetGuardrail', '/crossRegionDetails'))],
        (_there, profile): 'region' | 'geography' => (profile === undefined ? 'region' : 'geography'),
      ) as Spec<'region' | 'geography' | 'global'>,
      state: derive([known(raw('GetGuardrail', '/status'))], states),
      createdAt: known(raw('GetGuardrail', '/createdAt')),
      modifiedAt: known(raw('GetGuardrail', '/updatedAt')),
      lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock/Guardrails.'),
      idleStopMinutes: notSupported('It does not run, so it cannot idle.'),
    },
    links: stores.links,
  };
}

const rows = guardrailRows('Versions');
const tags = tagging('bedrock', (item) => String(item.arn));

/** A guardrail, as its newest numbered version filters. Older versions and drafts that something uses are read apart. */
export const guardrails = collector({
  provider: 'aws',
  id: 'aws/bedrock/guardrail',
  service: 'bedrock',
  kind: 'genai.guardrail',
  nativeType: 'AWS::Bedrock::Guardrail',
  at: 'region',
  list: listOf('bedrock', 'ListGuardrails', 'guardrails'),
  reads: [
    versionsRead((item) => ({ guardrailIdentifier: item.id ?? '' })),
    {
      service: 'bedrock',
      operation: 'GetGuardrail',
      permission: 'bedrock:GetGuardrail',
      expects: 'guardrailArn',
      gone: true,
      input: (item, got: Answers) => {
        const { value } = newest.map(got);
        return isMissingValue(value) ? null : { guardrailIdentifier: item.id ?? '', guardrailVersion: value };
      },
    },
    tags.read,
    rows.read,
    ...trailReads,
  ],
  uid: (item) => String(item.arn),
  name: (item) => String(item.name),
  facts: { ...rows.facts, ...tags.facts },
  links: rows.links,
});
