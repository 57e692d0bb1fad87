import type { Fact, Missing, MissingValue } from '../model/facts.ts';
import { isMissingValue } from '../model/facts.ts';
import { linksOf } from '../model/kinds/index.ts';
import type { Resource } from '../model/resource.ts';
import type { LinkView, ResourceView } from '../model/view.ts';
import type { ScanStore } from '../store/scan-store.ts';

/** Linked resources kept at hand: roles, buckets and keys are shared by many. */
const mostCached = 2000;

type KindOf = Parameters<typeof linksOf>[0];

/** What a reverse link can be told from: the populations of its kind in a scope. */
export interface Reached {
  /** Undefined: read to the end. A kind that nobody read in that scope is missing. */
  lacking(provider: string, kind: string, account: string, region: string): Missing | undefined;
}

/** Shows recorded resources to controls, following links one hop at a time. */
export class Views {
  private readonly store: ScanStore;
  private readonly reached: Reached;
  private readonly cache = new Map<string, ResourceView | MissingValue>();

  constructor(store: ScanStore, reached: Reached) {
    this.store = store;
    this.reached = reached;
  }

  of(resource: Resource): ResourceView {
    return {
      uid: resource.uid,
      kind: resource.kind,
      fact: (name) => resource.facts[name] ?? unmapped(),
      link: (name) => this.link(resource, name),
    };
  }

  private link(resource: Resource, name: string): LinkView {
    const declared = linksOf(resource.kind as KindOf)[name]; // stored kinds come from typed collectors
    if (!declared) return { items: [], from: [] };
    if (declared.reverse !== undefined) return this.reverse(resource, declared.to, declared.reverse);
    const link = resource.links[name];
    // The platform has no such link: there is nothing at its end, and that is known.
    if (!link) return { items: [], from: [] };
    if (link.missing) return { missing: link.missing, from: link.from };
    return {
      items: (link.value ?? []).map((uid) => (isMissingValue(uid) ? uid : this.linked(declared.to, uid))),
      from: link.from,
    };
  }

  /** Those that lead here. One of them whose own link is not known might lead here, too. */
  private reverse(resource: Resource, kind: string, link: string): LinkView {
    const { provider, account, region } = resource;
    const lacking = this.reached.lacking(provider, kind, account, region);
    const items: (ResourceView | MissingValue)[] = this.store
      .linkedFrom(resource.uid, kind, link)
      .map((uid) => this.linked(kind, uid));
    for (const open of this.store.openLinks(kind, link, account, region)) items.push({ $missing: open.missing });
    if (lacking) items.push({ $missing: lacking });
    return { items, from: [] };
  }

  private linked(kind: string, uid: string): ResourceView | MissingValue {
    const key = `${kind}|${uid}`;
    const found = this.cache.get(key);
    if (found) return found;
    const resource = this.store.resource(uid, kind);
    const view = resource ? this.of(resource) : { $missing: this.store.unresolved(kind, uid) ?? notRead(uid) };
    this.cache.set(key, view);
    if (this.cache.size > mostCached) this.cache.delete(this.cache.keys().next().value ?? '');
    return view;
  }
}

function unmapped(): Fact {
  return { missing: [{ reason: 'not-returned', detail: 'this version does not read it' }], from: [] };
}

function notRead(uid: string): Missing {
  return { reason: 'out-of-scope', detail: `${uid} was not read in this scan` };
}
