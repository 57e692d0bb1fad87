import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { FactOf } from '../../../src/model/kinds/index.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';

export type Filter = FactOf<'genai.guardrail', 'filters'>[number];
type Hazard = Exclude<Filter['hazard'], MissingValue>;
type Action = Filter['action'];

/** A filter that is switched on or off; left out, `filterEnforcement` is the same as DISABLED. */
interface Switched {
  filterEnforcement?: string;
  confidenceLevel?: string;
}

/** @see https://docs.cloud.google.com/model-armor/reference/rest/v1/projects.locations.templates#FilterConfig (2026-11) */
export interface FilterConfig {
  raiSettings?: { raiFilters?: { filterType?: string; confidenceLevel?: string }[] };
  sdpSettings?: {
    basicConfig?: Switched;
    advancedConfig?: { inspectTemplate?: string; deidentifyTemplate?: string };
  };
  piAndJailbreakFilterSettings?: Switched;
  maliciousUriFilterSettings?: Switched;
}

const hazards = byTable<Hazard>('filter type', {
  HATE_SPEECH: 'hate',
  HARASSMENT: 'harassment',
  SEXUALLY_EXPLICIT: 'sexual',
  DANGEROUS: 'dangerous',
});
/** From which confidence on a finding counts: the lower, the stricter. */
const levels = byTable('confidence level', {
  LOW_AND_ABOVE: 3,
  MEDIUM_AND_ABOVE: 2,
  HIGH: 1,
  // https://docs.cloud.google.com/model-armor/reference/rest/v1/DetectionConfidenceLevel: same as LOW_AND_ABOVE
  DETECTION_CONFIDENCE_LEVEL_UNSPECIFIED: 3,
});
const switches = byTable('enforcement', { ENABLED: true, DISABLED: false });

/**
 * What a template or a floor setting looks for. Each filter reads prompts and answers alike. Filters without a dial
 * (links, personal data) count as strict; those that are not named do not exist.
 *
 * @param action What happens when a filter finds something.
 */
export function filtersOf(config: FilterConfig | undefined, action: Action): Filter[] {
  const {
    raiSettings,
    sdpSettings,
    piAndJailbreakFilterSettings: attack,
    maliciousUriFilterSettings: links,
  } = config ?? {};
  return [
    ...(raiSettings?.raiFilters ?? []).flatMap(({ filterType, confidenceLevel }) =>
      bothWays(hazards(filterType ?? 'RAI_FILTER_TYPE_UNSPECIFIED'), action, strictnessOfHarm(confidenceLevel)),
    ),
    ...switched(
      'prompt-attack',
      attack,
      action,
      levels(attack?.confidenceLevel ?? 'DETECTION_CONFIDENCE_LEVEL_UNSPECIFIED'),
    ),
    ...switched('malicious-url', links, action, 3),
    ...switched('pii', sdpSettings?.basicConfig, action, 3),
    ...byTemplates(sdpSettings?.advancedConfig, action),
  ];
}

/**
 * The page of the level says that one which is not given is the strictest; that of these filters, that it is a
 * reasonable one for the type. The two do not agree, so it is not known.
 */
function strictnessOfHarm(level: string | undefined): number | MissingValue {
  return level === undefined || level === 'DETECTION_CONFIDENCE_LEVEL_UNSPECIFIED'
    ? missing('the filter names no confidence level, and Google does not say clearly which one it then has')
    : levels(level);
}

function switched(
  hazard: Hazard,
  set: Switched | undefined,
  action: Action,
  strictness: number | MissingValue,
): Filter[] {
  if (set === undefined) return [];
  const word = set.filterEnforcement;
  // Every filter has a word of its own that says unspecified, and says that it is the same as disabled.
  const on = word === undefined || word.endsWith('_UNSPECIFIED') ? false : switches(word);
  if (on === false) return bothWays(hazard, 'none', 0);
  return bothWays(hazard, isMissingValue(on) ? on : action, strictness);
}

/** What Sensitive Data Protection looks for is told by a template of its own, which is not read. */
function byTemplates(
  set: { inspectTemplate?: string; deidentifyTemplate?: string } | undefined,
  action: Action,
): Filter[] {
  if (set === undefined) return [];
  if (set.deidentifyTemplate) return bothWays('pii', action === 'block' ? 'mask' : action, 3);
  return bothWays(
    'pii',
    set.inspectTemplate ? action : missing('no template of Sensitive Data Protection is named'),
    3,
  );
}

function bothWays(hazard: Filter['hazard'], action: Action, strictness: Filter['strictness']): Filter[] {
  return (['input', 'output'] as const).map((direction) => ({ hazard, direction, action, strictness }));
}
