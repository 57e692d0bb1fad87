import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { Collector } from '../../../src/model/provider.ts';
import { changesOf, type Given, plainOf, resourceOf, type Table } from '../../aws/testing/map.ts';

/** A resource of Azure as one list or GET answers it, what its other reads answer, and what those above it were answered. */
export function azureGiven(item: JsonObject, reads: Table = {}, above: Table = {}): Given {
  return { item, reads, above, region: 'global', accounts: ['00000000-0000-0000-0000-000000000001'] };
}

/** Facts of the resource by name, links with `->` before them. */
export function factsOf(collector: Collector, given: Given): Record<string, Json> {
  return plainOf(resourceOf(collector, given));
}

/** What changes when the member at a pointer of the item is set, or taken out where the value is undefined. */
export function varied(
  collector: Collector,
  given: Given,
  pointer: string,
  value: Json | undefined,
): Record<string, Json> {
  const item = structuredClone(given.item);
  let here: Record<string, Json> = item;
  const steps = pointer.split('/').slice(1);
  const last = steps.pop() ?? '';
  for (const step of steps) {
    here[step] ??= {};
    here = here[step] as Record<string, Json>; // objects all the way down, as the tests name them
  }
  if (value === undefined) delete here[last];
  else here[last] = value;
  return changesOf(factsOf(collector, given), factsOf(collector, { ...given, item }));
}
