import type { Fact, Missing, MissingValue } from '../model/facts.ts';
import { isMissingValue } from '../model/facts.ts';
import type { Resource } from '../model/resource.ts';
import type { LinkView, ResourceView } from '../model/view.ts';
import type { StoredScan } from '../store/stored-scan.ts';
import type { Reached } from './reached.ts';
import { declaredLinks } from './stored-kind.ts';

/** Linked resources kept at hand: roles, buckets and keys are shared by many. */
const mostCached = 1000;

/** Shows recorded resources to controls, following links one hop at a time. */
export class Views {
  private readonly store: StoredScan;
  private readonly reached: Reached;
  private readonly cache = new Map<string, ResourceView | MissingValue>();
  private readonly open = new Map<string, readonly MissingValue[]>();

  constructor(store: StoredScan, reached: Reached) {
    this.store = store;
    this.reached = reached;
  }

  /** The resource under judgement. Its links are looked up once, however many controls follow them. */
  of(resource: Resource): ResourceView {
    const links = new Map<string, LinkView>();
    const link = (name: string): LinkView => {
      const found = links.get(name) ?? this.link(resource, name);
      links.set(name, found);
      return found;
    };
    return { ...this.linkedView(resource), link };
  }

  /** One that is led to. It keeps nothing: through its links, half the scan would stay in memory. */
  private linkedView(resource: Resource): ResourceView {
    return {
      uid: resource.uid,
      kind: resource.kind,
      fact: (name) => resource.facts[name] ?? unmapped(),
      link: (name) => this.link(resource, name),
    };
  }

  private link(resource: Resource, name: string): LinkView {
    const declared = declaredLinks(resource.kind)[name];
    if (!declared) return { items: [], from: [] };
    if (declared.reverse !== undefined) return this.reverse(resource, declared.to, declared.reverse);
    const link = resource.links[name];
    // The platform has no such link: there is nothing at its end, and that is known.
    if (!link) return { items: [], from: [] };
    if (link.missing) return { missing: link.missing, from: link.from };
    return {
      items: (link.value ?? []).map((uid) => (isMissingValue(uid) ? uid : this.linked(declared.to, uid, resource))),
      from: link.from,
    };
  }

  /** Those that lead here. One of them whose own link is not known might lead here, too. */
  private reverse(resource: Resource, kind: string, link: string): LinkView {
    const { provider, account, region } = resource;
    const lacking = this.reached.lacking(provider, kind, account, region);
    const items: (ResourceView | MissingValue)[] = this.store
      .linkedFrom(resource.uid, kind, link)
      .map((uid) => this.linked(kind, uid, resource));
    const where = this.reached.wide(provider, kind, account) ? undefined : region;
    items.push(...this.openLinks(kind, link, account, where));
    if (lacking) items.push({ $missing: lacking });
    return { items, from: [] };
  }

  /** Each cause once: a refused list leaves as many links open as it has items, and all say the same. */
  private openLinks(kind: string, link: string, account: string, region: string | undefined): readonly MissingValue[] {
    const key = [kind, link, account, region].join('|');
    let found = this.open.get(key);
    if (!found) {
      const causes = new Map<string, MissingValue>();
      for (const { missing } of this.store.openLinks(kind, link, account, region)) {
        const cause = causeOf(missing);
        if (!causes.has(cause)) causes.set(cause, { $missing: missing });
      }
      found = [...causes.values()];
      this.open.set(key, found);
    }
    return found;
  }

  /** Why the list that it would be on was not read to its end, where that is so. */
  private unlisted(kind: string, { provider, account, region }: Resource): Missing | undefined {
    const lacking = this.reached.lacking(provider, kind, account, region);
    return lacking?.operation === undefined ? undefined : lacking;
  }

  private linked(kind: string, uid: string, from: Resource): ResourceView | MissingValue {
    const key = `${kind}|${uid}`;
    const found = this.cache.get(key);
    if (found) return found;
    const resource = this.store.resource(uid, kind);
    const view = resource
      ? this.linkedView(resource)
      : { $missing: this.store.unresolved(kind, uid) ?? this.unlisted(kind, from) ?? notRead(uid), uid };
    this.cache.set(key, view);
    if (this.cache.size > mostCached) this.cache.delete(this.cache.keys().next().value ?? '');
    return view;
  }
}

function causeOf({ reason, operation, errorCode, permission, detail }: Missing): string {
  return [reason, operation, errorCode, permission, detail].join('|');
}

function unmapped(): Fact {
  return { missing: [{ reason: 'not-returned', detail: 'this version does not read it' }], from: [] };
}

function notRead(uid: string): Missing {
  return { reason: 'out-of-scope', detail: `${uid} was not read in this scan` };
}
