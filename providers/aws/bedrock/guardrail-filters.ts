import type { GetGuardrailResponse } from '@aws-sdk/client-bedrock';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { FactOf } from '../../../src/model/kinds/index.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';

export type Filter = FactOf<'genai.guardrail', 'filters'>[number];
type Guardrail = Jsonified<GetGuardrailResponse>;
type Action = 'block' | 'mask' | 'detect' | 'none';
type Hazard = Exclude<Filter['hazard'], MissingValue>;

/** One side of a filter, as all of the guardrail's policies have it. */
interface Side {
  hazard: Filter['hazard'];
  direction: 'input' | 'output';
  action: string | undefined;
  enabled: boolean | undefined;
  strictness: number | MissingValue;
}

const hazards = byTable<Hazard>('filter type', {
  HATE: 'hate',
  INSULTS: 'harassment',
  SEXUAL: 'sexual',
  VIOLENCE: 'violence',
  MISCONDUCT: 'dangerous',
  PROMPT_ATTACK: 'prompt-attack',
});
const strengths = byTable('strength', { NONE: 0, LOW: 1, MEDIUM: 2, HIGH: 3 });
const groundings = byTable<Hazard>('grounding filter', { GROUNDING: 'ungrounded', RELEVANCE: 'irrelevant' });
/** NONE takes no action: what was found shows in the trace of the answer. */
const actions = byTable<Action>('action', { BLOCK: 'block', ANONYMIZE: 'mask', NONE: 'detect' });

/**
 * All filters of a guardrail, each once for every direction, with what really happens: one that is switched off, or has
 * no strength, or does not read text, does nothing whatever its action says.
 *
 * Left out, an action is BLOCK and a side is enabled: guardrails from before these settings answer without them, and
 * blocked. Filters without a dial (denied topics, words, personal data) count as strict.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GuardrailContentFilter.html
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GuardrailPiiEntity.html
 */
export function filtersOf(guardrail: Guardrail): Filter[] {
  const sides = [...ofContent(guardrail), ...ofTopics(guardrail), ...ofWords(guardrail), ...ofData(guardrail)];
  const all = [...sides, ...ofGrounding(guardrail)].map(toFilter);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function toFilter({ hazard, direction, action, enabled, strictness }: Side): Filter {
  if (enabled === false || strictness === 0) return { hazard, direction, action: 'none', strictness: 0 };
  return { hazard, direction, action: actions(action ?? 'BLOCK'), strictness };
}

function ofContent({ contentPolicy }: Guardrail): Side[] {
  return (contentPolicy?.filters ?? []).flatMap((one): Side[] => {
    const hazard = hazards(one.type ?? '');
    return [
      {
        hazard,
        direction: 'input',
        action: one.inputAction,
        enabled: one.inputEnabled,
        strictness: strengthFor(one.inputModalities, one.inputStrength),
      },
      {
        hazard,
        direction: 'output',
        action: one.outputAction,
        enabled: one.outputEnabled,
        strictness: strengthFor(one.outputModalities, one.outputStrength),
      },
    ];
  });
}

/** Filters read text unless they are told to read something else only. */
function strengthFor(modalities: readonly string[] | undefined, strength: string | undefined): number | MissingValue {
  if (modalities !== undefined && !modalities.includes('TEXT')) return 0;
  return strength === undefined ? missing('the filter has no strength') : strengths(strength);
}

interface TwoSided {
  inputAction?: string | undefined;
  outputAction?: string | undefined;
  inputEnabled?: boolean | undefined;
  outputEnabled?: boolean | undefined;
}

/** Both sides of a filter without a dial; `both` is the action where a side names none. */
function bothSides(hazard: Filter['hazard'], one: TwoSided, both?: string): Side[] {
  const side = (direction: 'input' | 'output', action: string | undefined, enabled: boolean | undefined): Side => ({
    hazard,
    direction,
    action: action ?? both,
    enabled,
    strictness: 3,
  });
  return [side('input', one.inputAction, one.inputEnabled), side('output', one.outputAction, one.outputEnabled)];
}

function ofTopics({ topicPolicy }: Guardrail): Side[] {
  return (topicPolicy?.topics ?? []).flatMap((topic) => bothSides('denied-topic', topic));
}

function ofWords({ wordPolicy }: Guardrail): Side[] {
  return [
    ...(wordPolicy?.words ?? []).flatMap((word) => bothSides('blocklist', word)),
    ...(wordPolicy?.managedWordLists ?? []).flatMap((list) =>
      bothSides(list.type === 'PROFANITY' ? 'profanity' : missing(`word list ${list.type} is not known`), list),
    ),
  ];
}

/** Personal data: each kind of it is a filter, of which those that do the same are one. */
function ofData({ sensitiveInformationPolicy: policy }: Guardrail): Side[] {
  return [...(policy?.piiEntities ?? []), ...(policy?.regexes ?? [])].flatMap((one) =>
    bothSides('pii', one, one.action),
  );
}

/** Answers are compared with the documents and the question; there is nothing to compare on the way in. */
function ofGrounding({ contextualGroundingPolicy: policy }: Guardrail): Side[] {
  return (policy?.filters ?? []).map((one) => ({
    hazard: groundings(one.type ?? ''),
    direction: 'output',
    action: one.action,
    enabled: one.enabled,
    strictness: byThreshold(one.threshold),
  }));
}

/** The threshold is the least confidence with which an answer passes: 0 lets all through. */
function byThreshold(threshold: number | undefined): number | MissingValue {
  if (threshold === undefined || Number.isNaN(threshold)) return missing('the filter has no threshold');
  if (threshold <= 0) return 0;
  return threshold < 0.5 ? 1 : threshold < 0.7 ? 2 : 3;
}

/**
 * Whether a guardrail understands more than the few main languages: its content filters, its topics and what else has a
 * tier are all of the Standard tier. Left out, the tier is Classic.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-tiers.html
 */
export function multilingual({ contentPolicy, topicPolicy }: Guardrail): boolean | MissingValue {
  const tiers = [contentPolicy, topicPolicy]
    .filter((policy) => policy !== undefined)
    .map(({ tier }) => byTable('tier', { CLASSIC: false, STANDARD: true })(tier?.tierName ?? 'CLASSIC'));
  if (tiers.length === 0) return missing('It has no filters that understand language.', 'not-supported');
  return tiers.includes(false) ? false : (tiers.find(isMissingValue) ?? true);
}
