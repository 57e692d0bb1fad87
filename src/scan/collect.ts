import type { Population, Scope } from '../model/evidence.ts';
import { isMissingValue, type Missing } from '../model/facts.ts';
import type { JsonObject } from '../model/json.ts';
import { linksOf } from '../model/kinds/index.ts';
import { missingOfResource, toResource } from '../model/mapping/to-resource.ts';
import type { Collector, Look, NativeReader } from '../model/provider.ts';
import type { Resource } from '../model/resource.ts';
import type { NativeSource } from '../model/scan-summary.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { outOfScope, type Reader } from './reader.ts';
import type { Recorder } from './recorder.ts';
import { redactResource } from './redact-resource.ts';
import { Slots } from './slots.ts';

/** Items of one list that are read at the same time. */
const itemsAtOnce = 32;

export interface Target {
  scope: Scope;
  collectors: readonly Collector[];
  natives: readonly NativeReader[];
}

export interface CollectOptions {
  targets: readonly Target[];
  /** Collectors of what others refer to. */
  support: readonly Collector[];
  reader: Reader;
  recorder: Recorder;
  store: ScanStore;
  /** Native rules that the catalog names, by source. */
  nativeRules: ReadonlyMap<string, ReadonlySet<string>>;
  /** Stops all calls when something cannot go on. */
  abort: (reason: unknown) => void;
  progress?: (event: Progress) => void;
  /** Read this many items of each list at the most: for finding out what may be read. */
  atMost?: number;
}

export interface Progress {
  scope: Scope;
  collector: string;
  listed: number;
  done: boolean;
}

/** Reads everything that was planned: lists, items, what they refer to, and the cloud's own findings. */
export class Collection {
  private readonly options: CollectOptions;
  private readonly support = new Map<string, Collector>();
  private readonly referred = new Set<string>();
  private readonly pending = new Set<Promise<void>>();
  private readonly referSlots = new Slots(itemsAtOnce);
  private readonly look: Look;
  readonly nativeSources: NativeSource[] = [];

  constructor(options: CollectOptions) {
    this.options = options;
    this.look = options.reader.look;
    for (const one of options.support) this.support.set(`${one.provider}|${one.kind}`, one);
  }

  /** @throws PlumblineError ABORTED, DISK_FULL and defects; failed calls are gaps, not errors. */
  async run(): Promise<void> {
    const { targets } = this.options;
    for (const { scope, collectors, natives } of targets) {
      for (const collector of collectors) this.track(this.primary(collector, scope));
      for (const native of natives) this.track(this.native(native, scope));
    }
    // References are found while we wait, so the set grows until it is empty.
    while (this.pending.size > 0) await Promise.all(this.pending);
    this.options.store.flush();
  }

  private track(work: Promise<void>): void {
    const tracked: Promise<void> = work
      .catch((error: unknown) => {
        this.options.abort(error);
        throw error;
      })
      .finally(() => this.pending.delete(tracked));
    tracked.catch(() => undefined); // seen by run()
    this.pending.add(tracked);
  }

  private async primary(collector: Collector, scope: Scope): Promise<void> {
    const { store, recorder, progress } = this.options;
    const population = emptyPopulation(collector, scope);
    const slots = new Slots(itemsAtOnce);
    let failed: unknown;
    const item = (one: JsonObject, listed?: { operation: string; evidence: number; pointer: string }) =>
      slots.run(async () => {
        try {
          await this.item(collector, scope, one, population, listed);
        } catch (error) {
          failed ??= error;
          this.options.abort(error);
        }
      });
    if (collector.one) {
      population.items = 1;
      population.endReached = true;
      await item(collector.one(scope));
    } else if (collector.list) {
      await this.list(collector, scope, population, item);
    }
    await slots.drained();
    if (failed !== undefined) throw failed;
    population.endedAt = new Date().toISOString();
    for (const missing of population.missing) recorder.gap(scope, missing);
    store.addPopulation(population);
    progress?.({ scope, collector: collector.id, listed: population.items, done: true });
  }

  private async list(
    collector: Collector,
    scope: Scope,
    population: Population,
    item: (one: JsonObject, listed: { operation: string; evidence: number; pointer: string }) => Promise<void>,
  ): Promise<void> {
    const spec = collector.list;
    const asker = this.options.reader.asker(scope.account, scope.region);
    if (!spec || !asker) return;
    const { atMost } = this.options;
    const newest = atMost ?? spec.bounded?.newest(this.options.reader.settings) ?? 0;
    const input = newest > 0 && spec.bounded ? { ...spec.input, ...spec.bounded.order } : (spec.input ?? {});
    population.parameters = input;
    const pages = asker.pages({ ...spec, input }, newest);
    for (;;) {
      const step = await pages.next();
      if (step.done) {
        population.endReached = step.value.endReached && population.missing.length === 0;
        population.bounded = step.value.bounded;
        if (step.value.bounded)
          population.note = `the ${spec.bounded ? 'newest' : 'first'} ${newest} were read${spec.bounded ? `: ${spec.bounded.why}` : ''}`;
        population.missing.push(...step.value.missing);
        return;
      }
      const page = step.value;
      population.pages = page.number;
      population.items += page.items.length;
      population.firstRequestId ||= page.requestId;
      population.lastRequestId = page.requestId;
      if (population.evidence.length < 1000) population.evidence.push(page.evidence);
      this.options.progress?.({ scope, collector: collector.id, listed: population.items, done: false });
      for (const [index, one] of page.items.entries()) {
        await item(one, { operation: spec.operation, evidence: page.evidence, pointer: `/${spec.items}/${index}` });
      }
    }
  }

  private async item(
    collector: Collector,
    scope: Scope,
    item: JsonObject,
    population: Population,
    listed?: { operation: string; evidence: number; pointer: string },
  ): Promise<void> {
    const answers = await this.options.reader.read(collector, scope, item, listed);
    if (answers === 'gone') {
      population.gone += 1;
      return;
    }
    const kept = collector.keep?.(answers) ?? true;
    if (isMissingValue(kept)) {
      population.endReached = false;
      lacks(population, kept.$missing);
      return;
    }
    if (kept === false) {
      population.elsewhere += 1;
      return;
    }
    const uid = collector.uid(item, scope);
    if (uid === '' || uid.includes('undefined')) {
      population.endReached = false;
      population.missing.push({
        reason: 'partial-answer',
        errorCode: 'NoIdentity',
        detail: 'an item of the list has no id',
        ...(collector.list ? { operation: `${collector.list.service}:${collector.list.operation}` } : {}),
      });
      return;
    }
    this.emit(toResource(collector, answers), scope);
  }

  private emit(found: Resource, scope: Scope): void {
    const { store, recorder, reader } = this.options;
    const resource = redactResource(found, (body) => reader.redact(scope, body, recorder.digest));
    store.addResource(resource);
    for (const missing of missingOfResource(resource)) recorder.gap(resource, missing);
    const declared = linksOf(resource.kind as Parameters<typeof linksOf>[0]); // set from a typed collector
    for (const [name, link] of Object.entries(resource.links)) {
      const to = declared[name]?.to;
      const collector = to === undefined ? undefined : this.support.get(`${resource.provider}|${to}`);
      if (!collector) continue;
      for (const uid of link.value ?? []) if (!isMissingValue(uid)) this.refer(collector, uid, scope);
    }
  }

  /** Reads what is referred to, once. */
  private refer(collector: Collector, uid: string, from: Scope): void {
    const key = `${collector.kind}|${uid}`;
    if (this.referred.has(key) || !(collector.refer || collector.locate)) return;
    this.referred.add(key);
    this.track(
      new Promise<void>((resolve, reject) => {
        void this.referSlots.run(async () => {
          try {
            await this.readReferred(collector, uid, from);
            resolve();
          } catch (error) {
            reject(error);
          }
        });
      }),
    );
  }

  private async readReferred(collector: Collector, uid: string, from: Scope): Promise<void> {
    const { store, reader } = this.options;
    const found = collector.refer
      ? collector.refer(uid, from)
      : ((await collector.locate?.find(uid, from, this.look)) ?? null);
    if (found === null) return;
    if (isMissingValue(found)) {
      store.addUnresolved(collector.kind, uid, found.$missing, from);
      this.options.recorder.gap(from, found.$missing);
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
    else this.emit(toResource(collector, answers), scope);
  }

  private async native(native: NativeReader, scope: Scope): Promise<void> {
    const { reader, store, recorder, nativeRules } = this.options;
    const rules = nativeRules.get(native.source);
    if (!rules) return;
    const ask = reader.ask(scope.account, scope.region);
    const reading = await native.read(ask, scope, rules);
    for (const missing of reading.missing ?? []) recorder.gap(scope, missing);
    for (const row of reading.rows) store.addNative({ source: native.source, ...row });
    this.nativeSources.push({
      source: native.source,
      account: scope.account,
      region: scope.region,
      state: reading.state,
      detail: reading.detail,
      rules: reading.rules,
      results: reading.rows.length,
    });
  }
}

function emptyPopulation(collector: Collector, scope: Scope): Population {
  const now = new Date().toISOString();
  const spec = collector.list;
  return {
    provider: collector.provider,
    account: scope.account,
    region: scope.region,
    collector: collector.id,
    kind: collector.kind,
    nativeType: collector.nativeType,
    operation: spec ? `${spec.service}:${spec.operation}` : '',
    parameters: {},
    pages: 0,
    items: 0,
    firstRequestId: '',
    lastRequestId: '',
    startedAt: now,
    endedAt: now,
    endReached: false,
    bounded: false,
    note: '',
    gone: 0,
    elsewhere: 0,
    missing: [],
    evidence: [],
  };
}

/** Notes once why a list is not whole. */
function lacks(population: Population, missing: Missing): void {
  const same = ({ operation, errorCode, reason }: Missing) =>
    operation === missing.operation && errorCode === missing.errorCode && reason === missing.reason;
  if (!population.missing.some(same)) population.missing.push(missing);
}
