import { isMissingValue } from '../../../src/model/facts.ts';
import { byDesign, deriveSome, type Spec } from '../../../src/model/mapping/spec.ts';
import { inPerimeter } from '../rows/network.ts';

type Access = 'private' | 'provider-api' | 'filtered' | 'open';

/**
 * A door with an address of its own: what it is without a perimeter around Vertex AI, and within one only those whom its
 * rules let in.
 */
export function doorOf(door: Spec<Access>): Spec<Access> {
  return deriveSome([door, inPerimeter('aiplatform.googleapis.com', ['in'])], (access, closed) => {
    if (access !== 'open') return access;
    return isMissingValue(closed) ? closed : closed ? 'filtered' : 'open';
  });
}

/** Doors of Vertex AI have no lists of addresses. */
export const noRanges: Spec<string[]> = byDesign(
  [] as string[],
  'https://docs.cloud.google.com/vertex-ai/docs/general/netsec-overview',
  '2026-11',
) as Spec<string[]>;
