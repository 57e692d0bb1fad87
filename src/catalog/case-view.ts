import { type Fact, isMissingValue, type Missing, type MissingValue } from '../model/facts.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { LinkView, ResourceView } from '../model/view.ts';
import type { KindShape, Model } from './model.ts';

const notReturned: Missing = { reason: 'not-returned' };

/**
 * A resource as a control's case states it: facts by name, links as lists of objects of facts of the target kind.
 * Whatever the case leaves out is missing (not returned), so that a case cannot pass by what it does not say.
 */
export function viewOfCase(model: Model, kind: KindShape, facts: JsonObject, uid = 'case'): ResourceView {
  return {
    uid,
    kind: kind.name,
    fact: (name) => factOf(Object.hasOwn(facts, name) ? facts[name] : undefined),
    link: (name) => linkOf(model, kind, name, Object.hasOwn(facts, name) ? facts[name] : undefined),
  };
}

function factOf(value: Json | undefined): Fact {
  if (value === undefined) return { missing: [notReturned], from: [] };
  if (isMissingValue(value)) return { missing: [value.$missing], from: [] };
  return { value, from: [] };
}

function linkOf(model: Model, kind: KindShape, name: string, value: Json | undefined): LinkView {
  const target = model.kinds.get(kind.links[name]?.to ?? '');
  if (isMissingValue(value)) return { missing: [value.$missing], from: [] };
  if (!target || !Array.isArray(value)) return { missing: [notReturned], from: [] };
  // A missing entry of a reverse link is one that may lead here; of a forward link, one whose target was not read.
  const open = kind.links[name]?.reverse !== undefined;
  const items = value.map((item, index): ResourceView | MissingValue => {
    if (isMissingValue(item)) return open ? item : { $missing: item.$missing, uid: `case/${name}/${index}` };
    const sound = typeof item === 'object' && item !== null && !Array.isArray(item);
    return sound ? viewOfCase(model, target, item, `case/${name}/${index}`) : { $missing: notReturned };
  });
  return { items, from: [] };
}
