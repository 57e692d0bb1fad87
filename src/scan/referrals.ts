import type { Scope } from '../model/evidence.ts';
import { isMissingValue, type MissingValue } from '../model/facts.ts';
import { toResource } from '../model/mapping/to-resource.ts';
import type { Collector, Look, Referred } from '../model/provider.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { outOfScope, type Reader } from './reader.ts';
import type { Recorder } from './recorder.ts';
import { Slots } from './slots.ts';
import { declaredLinks } from './stored-kind.ts';

/** Resources that are read at the same time because others in one scope refer to them. */
const readAtOnce = 32;
/** Those that may wait for a place, before the lists of their scope wait as well. */
const mostWaiting = 500;

export interface ReferralOptions {
  /** Collectors of what others refer to. */
  support: readonly Collector[];
  reader: Reader;
  recorder: Recorder;
  store: ScanStore;
  /** Takes work that the scan has to wait for. */
  track: (work: Promise<void>) => void;
  /** Takes what was read. */
  emit: (resource: Resource, scope: Scope) => void;
}

/** Reads what resources refer to: each once, whoever refers to it. */
export class Referrals {
  private readonly options: ReferralOptions;
  /** Several may read one kind: a bucket and a dataset are both stores of files. */
  private readonly collectors = new Map<string, Collector[]>();
  private readonly seen = new Set<string>();
  /** By the scope of the one that refers: one that waits for its rate keeps no other waiting. */
  private readonly slots = new Map<string, Slots>();
  private readonly look: Look;

  constructor(options: ReferralOptions) {
    this.options = options;
    this.look = options.reader.look;
    for (const one of options.support) {
      const key = `${one.provider}|${one.kind}`;
      this.collectors.set(key, [...(this.collectors.get(key) ?? []), one]);
    }
  }

  /** Reads, some time, what a resource links to. */
  follow(resource: Resource, scope: Scope): void {
    const declared = declaredLinks(resource.kind);
    for (const [name, link] of Object.entries(resource.links)) {
      const to = declared[name]?.to;
      const collectors = to === undefined ? undefined : this.collectors.get(`${resource.provider}|${to}`);
      if (!to || !collectors) continue;
      for (const uid of link.value ?? []) if (!isMissingValue(uid)) this.refer(to, collectors, uid, scope);
    }
  }

  /** Waits while too many references of a scope wait: memory must not grow with what was found. */
  room(scope: Scope): Promise<void> {
    return this.slotsOf(scope).room(mostWaiting);
  }

  private refer(kind: string, collectors: readonly Collector[], uid: string, from: Scope): void {
    const key = `${kind}|${uid}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.options.track(
      new Promise<void>((resolve, reject) => {
        void this.slotsOf(from).run(() => this.readFirst(collectors, uid, from).then(resolve, reject));
      }),
    );
  }

  private slotsOf({ account, region }: Scope): Slots {
    const key = `${account}|${region}`;
    let found = this.slots.get(key);
    if (!found) {
      found = new Slots(readAtOnce);
      this.slots.set(key, found);
    }
    return found;
  }

  /** Reads it by the first collector that says the name is one of its own. */
  private async readFirst(collectors: readonly Collector[], uid: string, from: Scope): Promise<void> {
    for (const collector of collectors) {
      const found = collector.refer
        ? collector.refer(uid, from)
        : ((await collector.locate?.find(uid, from, this.look)) ?? null);
      if (found !== null) return this.read(collector, found, uid, from);
    }
  }

  private async read(collector: Collector, found: Referred | MissingValue, uid: string, from: Scope): Promise<void> {
    const { store, reader, recorder, emit } = this.options;
    if (isMissingValue(found)) {
      store.addUnresolved(collector.kind, uid, found.$missing, from);
      recorder.gap(from, found.$missing);
      return;
    }
    const { account, region } = found.scope;
    if (!reader.hasAccount(account)) {
      const first = collector.reads[0] ?? { service: collector.service, operation: '' };
      store.addUnresolved(collector.kind, uid, outOfScope(first, account), from);
      return;
    }
    const scope: Scope = { provider: collector.provider, account, accountName: reader.accountName(account), region };
    const answers = await reader.read(collector, scope, found.item);
    if (answers === 'gone')
      store.addUnresolved(
        collector.kind,
        uid,
        { reason: 'not-returned', detail: 'it does not exist (any more)' },
        from,
      );
    else emit(toResource(collector, answers), scope);
  }
}
