import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { deriveSome, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { enforcedLinks, enforcedRead, enforcedVersionsRead } from './enforced-guardrails.ts';
import { bedrockPolicyRead, organisationGuardrails } from './organisation-guardrails.ts';

/** Reads that tell which guardrails every call of a model has to pass, in order. */
export const compulsoryReads: readonly ReadSpec[] = [enforcedRead, enforcedVersionsRead, bedrockPolicyRead];

/** Links to guardrails that every call has to pass: the account's own, or else those of its organisation. */
export const compulsoryLinks: Spec<(string | MissingValue)[]> = deriveSome(
  [enforcedLinks, organisationGuardrails],
  (own, above): (string | MissingValue)[] | MissingValue => {
    if (!isMissingValue(own)) return own.length > 0 ? own : above;
    return isMissingValue(above) || above.length === 0 ? own : [...above, own];
  },
);
