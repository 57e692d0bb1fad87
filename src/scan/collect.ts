import type { Population, Scope } from '../model/evidence.ts';
import { isMissingValue } from '../model/facts.ts';
import type { JsonObject } from '../model/json.ts';
import { missingOfResource, toResource } from '../model/mapping/to-resource.ts';
import type { Collector, NativeReader } from '../model/provider.ts';
import type { Resource } from '../model/resource.ts';
import type { NativeSource } from '../model/scan-summary.ts';
import { type NativeOptions, readNative } from './native.ts';
import { emptyPopulation, lacks, noteEnd, noteNameless, notePage } from './population.ts';
import { redactResource } from './redact-resource.ts';
import { Referrals } from './referrals.ts';
import { Slots } from './slots.ts';

/** Where in a list an item stood. */
type Listed = { operation: string; evidence: number; pointer: string };

/** Items of one list that are read at the same time. */
const itemsAtOnce = 32;

export interface Target {
  scope: Scope;
  collectors: readonly Collector[];
  natives: readonly NativeReader[];
}

export interface CollectOptions extends NativeOptions {
  targets: readonly Target[];
  /** Collectors of what others refer to. */
  support: readonly Collector[];
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
  private readonly pending = new Set<Promise<void>>();
  private readonly referrals: Referrals;
  readonly nativeSources: NativeSource[] = [];

  constructor(options: CollectOptions) {
    this.options = options;
    this.referrals = new Referrals({
      ...options,
      track: (work) => this.track(work),
      emit: (resource, scope) => this.emit(resource, scope),
    });
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
    const item = (one: JsonObject, listed?: Listed) =>
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
    item: (one: JsonObject, listed: Listed) => Promise<void>,
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
        noteEnd(population, step.value, newest, spec.bounded?.why);
        return;
      }
      const page = step.value;
      notePage(population, page);
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
    listed?: Listed,
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
      noteNameless(population);
      return;
    }
    this.emit(toResource(collector, answers), scope);
    await this.referrals.room(scope);
  }

  private emit(found: Resource, scope: Scope): void {
    const { store, recorder, reader } = this.options;
    const resource = redactResource(found, (body) => reader.redact(scope, body, recorder.digest));
    store.addResource(resource);
    for (const missing of missingOfResource(resource)) recorder.gap(resource, missing);
    this.referrals.follow(resource, scope);
  }

  private async native(native: NativeReader, scope: Scope): Promise<void> {
    const source = await readNative(native, scope, this.options);
    if (source) this.nativeSources.push(source);
  }
}
