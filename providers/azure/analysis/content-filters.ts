import type { MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

/** One filter of a content filter policy, as the API gives it. */
export interface ContentFilter {
  name?: string;
  enabled?: boolean;
  blocking?: boolean;
  severityThreshold?: string;
  source?: string;
}

type Hazard =
  | 'hate'
  | 'sexual'
  | 'violence'
  | 'self-harm'
  | 'prompt-attack'
  | 'indirect-attack'
  | 'profanity'
  | 'protected-material'
  | 'ungrounded'
  | 'pii'
  | 'blocklist'
  | 'denied-topic';
type Direction = 'input' | 'output' | 'tool-input' | 'tool-output';

/** A filter as one of ours; a word that is not known is missing, never guessed. */
export interface OurFilter {
  hazard: Hazard | MissingValue;
  direction: Direction | MissingValue;
  action: 'block' | 'mask' | 'detect' | 'none' | MissingValue;
  strictness: number | MissingValue;
}

/** Names without case, spaces and underscores. @see https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter */
const hazards: Readonly<Record<string, Hazard>> = {
  hate: 'hate',
  sexual: 'sexual',
  violence: 'violence',
  selfharm: 'self-harm',
  jailbreak: 'prompt-attack',
  indirectattack: 'indirect-attack',
  indirectattackspotlighting: 'indirect-attack',
  profanity: 'profanity',
  protectedmaterialtext: 'protected-material',
  protectedmaterialcode: 'protected-material',
  ungroundedmaterial: 'ungrounded',
  groundedness: 'ungrounded',
  personallyidentifiableinformation: 'pii',
};

/** @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/rai-policies RaiPolicyContentSource */
const directions: Readonly<Record<string, Direction>> = {
  prompt: 'input',
  completion: 'output',
  pretoolcall: 'tool-input',
  posttoolcall: 'tool-output',
};

/**
 * Filters with what they do. The threshold is the severity from which something is acted on: High lets most through,
 * Low the least. Filters without one (jailbreak, protected material) act on whatever they find.
 *
 * @param known Block lists that the account has; one that is named and not among them stops nothing.
 */
export function filtersOf(
  filters: readonly ContentFilter[] | undefined,
  blocklists: readonly { blocklistName?: string; blocking?: boolean; source?: string }[] | undefined,
  topics: readonly { blocking?: boolean; source?: string }[] | undefined,
  known: readonly string[] | MissingValue = [],
): OurFilter[] {
  const names = Array.isArray(known) ? known.map((name: string) => name.toLowerCase()) : undefined;
  const actionOf = (name = ''): { action?: 'none' | MissingValue } => {
    if (names === undefined) return { action: known as MissingValue }; // no list: missing
    return names.includes(name.toLowerCase()) ? {} : { action: 'none' };
  };
  return [
    ...(filters ?? []).map(toFilter),
    ...(blocklists ?? []).map((one) => ({ ...ofList('blocklist', one), ...actionOf(one.blocklistName) })),
    ...(topics ?? []).map((one) => ofList('denied-topic', one)),
  ];
}

function toFilter({ name, enabled, blocking, severityThreshold, source }: ContentFilter): OurFilter {
  const word = String(name ?? '')
    .toLowerCase()
    .replaceAll(/[\s_]/g, '');
  return {
    hazard: hazards[word] ?? missing(`content filter ${name} is not known to this version`),
    direction: directionOf(source),
    action: enabled === true ? (blocking === true ? 'block' : 'detect') : 'none',
    strictness: enabled === true ? strictnessOf(severityThreshold) : 0,
  };
}

function ofList(hazard: Hazard, { blocking, source }: { blocking?: boolean; source?: string }): OurFilter {
  return { hazard, direction: directionOf(source), action: blocking === true ? 'block' : 'detect', strictness: 3 };
}

function directionOf(source: string | undefined): Direction | MissingValue {
  return directions[String(source ?? '').toLowerCase()] ?? missing(`source ${source} is not known to this version`);
}

function strictnessOf(threshold: string | undefined): number | MissingValue {
  if (threshold === undefined || threshold === null || threshold === '') return 3;
  const found = { high: 1, medium: 2, low: 3 }[threshold.toLowerCase()];
  return found ?? missing(`threshold ${threshold} is not known to this version`);
}
