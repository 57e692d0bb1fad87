import { isMissingValue, type Source } from '../model/facts.ts';
import type { Observed } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { ResourceView } from '../model/view.ts';

/** Values that the verdict rests on: facts, links as uids, and `link.fact` as one value for each linked resource. */
export function observe(paths: readonly string[], view: ResourceView): Observed[] {
  const out = new Map<string, Observed>();
  for (const path of paths) {
    if (out.has(path) || path === 'scanTime') continue;
    const [head = '', field] = path.split('.');
    if (field === undefined) out.set(path, factOrLink(head, view));
    else {
      const through = linkedFact(head, field, path, view);
      // A field of a record stands in the value of its list fact already.
      if (through) out.set(path, through);
      else if (!out.has(head)) out.set(head, factOrLink(head, view));
    }
  }
  return [...out.values()];
}

function factOrLink(name: string, view: ResourceView): Observed {
  const fact = view.fact(name);
  if (fact.value !== undefined || (fact.missing && fact.missing[0]?.detail !== 'this version does not read it')) {
    const { value, from, byDesign } = fact;
    return { fact: name, ...(value === undefined ? {} : { value }), from, ...(byDesign ? { byDesign } : {}) };
  }
  const link = view.link(name);
  if (!link.items) return { fact: name, from: link.from };
  return {
    fact: name,
    value: link.items.map((item) => (isMissingValue(item) ? (item.uid ?? 'not known') : item.uid)),
    from: link.from,
  };
}

function linkedFact(head: string, field: string, path: string, view: ResourceView): Observed | undefined {
  const items = view.link(head).items ?? [];
  if (items.length === 0) return undefined;
  const from: Source[] = [];
  const value: Json[] = items.slice(0, 50).map((item) => {
    if (isMissingValue(item)) return 'not known';
    const fact = item.fact(field);
    from.push(...fact.from.slice(0, 4));
    return fact.value === undefined ? 'not known' : fact.value;
  });
  return { fact: path, value, from: from.slice(0, 50) };
}
