import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';

/** GuardDuty's members are small on the wire, unlike in the SDK's types. */
interface Detector {
  status?: string;
  features?: { name?: string; status?: string }[];
}

/** Items of a paged read that are no objects are wrapped. */
type Wrapped = { value: string };

const { raw, each } = answersOf<{ ListDetectors: { detectorIds: Wrapped[] }; GetDetector: Detector }>('guardduty');

/**
 * The detector of a region: there is one, or none where GuardDuty was never switched on.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html
 */
export const detectorReads: readonly ReadSpec[] = [
  {
    service: 'guardduty',
    operation: 'ListDetectors',
    permission: 'guardduty:ListDetectors',
    input: () => ({}),
    pages: { items: 'detectorIds', ask: 'NextToken', answer: 'nextToken', size: ['MaxResults', 50] },
  },
  {
    service: 'guardduty',
    operation: 'GetDetector',
    permission: 'guardduty:GetDetector',
    expects: 'status',
    each: (_item, got) => {
      const { value } = raw('ListDetectors', '/detectorIds').map(got);
      return isMissingValue(value) ? [] : (value ?? []).map((one) => one.value);
    },
    input: (_item, _got, id) => ({ DetectorId: id }),
  },
];

/**
 * Whether GuardDuty looks for attacks on machine learning in a region: its feature AI Protection, of a detector that runs.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfigurationResult.html
 */
export const attacksLookedFor: Spec<'on' | 'off'> = derive(
  [raw('ListDetectors', '/detectorIds'), each('GetDetector', '')],
  (ids, detectors): 'on' | 'off' | MissingValue => {
    let open: MissingValue | undefined;
    for (const { value: id } of ids ?? []) {
      const found = protects(detectors.get(id));
      if (found === 'on') return 'on';
      if (isMissingValue(found)) open ??= found;
    }
    return open ?? 'off';
  },
);

function protects(detector: Detector | undefined | MissingValue): 'on' | 'off' | MissingValue {
  if (detector === undefined) return missing();
  if (isMissingValue(detector)) return detector;
  if (detector.status === 'DISABLED') return 'off';
  const state = detector.features?.find(({ name }) => name === 'AI_PROTECTION')?.status;
  if (state === undefined) return missing('GuardDuty does not name AI Protection among the features of this region');
  if (detector.status === 'ENABLED' && state === 'ENABLED') return 'on';
  return state === 'DISABLED' ? 'off' : missing(`state ${detector.status} ${state} is not known to this version`);
}
