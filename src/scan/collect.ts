import type { Scope } from '../model/evidence.ts';
import { isMissingValue } from '../model/facts.ts';
import type { JsonObject } from '../model/json.ts';
import type { Answers, Outcome } from '../model/mapping/outcome.ts';
import { missingOfResource, toResource } from '../model/mapping/to-resource.ts';
import type { Collector, ListSpec, NativeReader } from '../model/provider.ts';
import type { Resource } from '../model/resource.ts';
import type { NativeSource } from '../model/scan-summary.ts';
import { pagesIn } from './answered-list.ts';
import type { Page } from './asker.ts';
import { type NativeOptions, readNative } from './native.ts';
import { endPopulation, hasListsBelow, leadsOn, noteEnd, type OpenList, openList, partsAt } from './open-list.ts';
import { lacks, noteNameless, notePage } from './population.ts';
import { redactResource } from './redact-resource.ts';
import { Referrals } from './referrals.ts';

/** Where in a list an item stood. */
type Listed = { operation: string; evidence: number; pointer: string };

/** What is known of an item when it is read: where it stood, and the answers of the item that it lies below. */
interface Found {
  listed?: Listed;
  above?: Answers;
}

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
    for (const target of targets) {
      // Lists below others are asked as those are read.
      for (const collector of target.collectors) if (!collector.list?.of) this.track(this.primary(collector, target));
      for (const native of target.natives) this.track(this.native(native, target.scope));
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

  private async primary(collector: Collector, { scope, collectors }: Target): Promise<void> {
    const opened = openList(collector, scope, collectors);
    await this.turnOf(opened);
    if (collector.one) await this.singleton(opened, collector.one(scope));
    else await this.list(opened, collector.list?.input ?? {});
    await this.close(opened);
  }

  /** Waits until everything of a list, and of the lists below it, is read; then its population is told. */
  private async close(opened: OpenList, above?: OpenList): Promise<void> {
    const { collector, scope, population } = opened;
    const { store, recorder, progress } = this.options;
    await drained(opened);
    for (const one of opened.spared?.doubtful() ?? []) await this.listBelow(opened, one.asked, one.above);
    await drained(opened);
    endPopulation(opened, above);
    for (const below of opened.below) await this.close(below, opened);
    if (opened.failed !== undefined) throw opened.failed;
    for (const missing of population.missing) recorder.gap(scope, missing);
    store.addPopulation(population);
    progress?.({ scope, collector: collector.id, listed: population.items, done: true });
  }

  private async singleton(opened: OpenList, one: JsonObject): Promise<void> {
    opened.population.items = 1;
    opened.asked = 1;
    opened.reached = 1;
    await this.start(opened, one);
  }

  private async list(opened: OpenList, asked: JsonObject, above?: Answers): Promise<void> {
    const { collector, scope, population } = opened;
    const spec = collector.list;
    const asker = this.options.reader.asker(scope.account, scope.region);
    opened.asked += 1;
    if (!spec || !asker) return;
    const { atMost } = this.options;
    const newest = atMost ?? spec.bounded?.newest(this.options.reader.settings) ?? 0;
    const input = newest > 0 && spec.bounded ? { ...asked, ...spec.bounded.order } : asked;
    if (!spec.of) population.parameters = input;
    if (spec.memo)
      return this.answered(opened, spec, await this.options.reader.joined({ ...spec, input }, scope, asker), above);
    const pages = asker.pages({ ...spec, input, leads: leadsOn(opened) }, newest);
    for (;;) {
      const step = await pages.next();
      if (step.done) {
        noteEnd(opened, step.value, newest);
        return;
      }
      await this.page(opened, spec, step.value, above);
    }
  }

  private async page(opened: OpenList, spec: ListSpec, page: Page, above?: Answers): Promise<void> {
    const { collector, scope, population } = opened;
    notePage(population, page);
    this.options.progress?.({ scope, collector: collector.id, listed: population.items, done: false });
    for (const [index, one] of page.items.entries()) {
      const listed = { operation: spec.operation, evidence: page.evidence, pointer: `/${spec.items}/${index}` };
      if (above) opened.spared?.saw(above, collector.uid(one, scope));
      await this.start(opened, one, { listed, ...(above ? { above } : {}) });
    }
  }

  /** Starts to read an item when there is a place for it. */
  private start(opened: OpenList, item: JsonObject, found: Found = {}): Promise<void> {
    return opened.slots.run(() => this.guarded(opened, () => this.item(opened, item, found)));
  }

  private async guarded(opened: OpenList, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      opened.failed ??= error;
      this.options.abort(error);
    }
  }

  private async item(opened: OpenList, item: JsonObject, { listed, above }: Found): Promise<void> {
    const { collector, scope, population } = opened;
    const leads = hasListsBelow(opened);
    const answers = await this.options.reader.read(collector, scope, item, { listed, above, leads });
    if (answers === 'gone') {
      population.gone += 1;
      return;
    }
    for (const below of opened.below) await this.below(below, answers, listed);
    const kept = collector.keep?.(answers) ?? true;
    if (isMissingValue(kept)) {
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

  /** What hangs on an item: a list that is asked for, what one of its reads answered, or parts of the item itself. */
  private async below(opened: OpenList, above: Answers, listed?: Listed): Promise<void> {
    const spec = opened.collector.list;
    const of = spec?.of;
    if (!spec || !of) return;
    if (of.input) {
      const asked = of.input(above.item);
      if (asked !== null && !(await this.spares(opened, asked, above))) await this.listBelow(opened, asked, above);
      return;
    }
    if (of.read !== undefined) {
      const outcome = above.get(of.read);
      if (outcome.status === 'not-asked') return;
      opened.asked += 1;
      await opened.lists.run(() => this.guarded(opened, () => this.answered(opened, spec, outcome, above)));
      return;
    }
    const items = partsAt(above.item, of.at);
    for (const [index, item] of items.entries()) {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) {
        noteNameless(opened.population);
        continue;
      }
      opened.population.items += 1;
      const step = of.at === '' ? '' : `${of.at}/${index}`;
      await this.start(opened, item, {
        above,
        ...(listed ? { listed: { ...listed, pointer: `${listed.pointer}${step}` } } : {}),
      });
    }
  }

  /** What nothing hangs on waits for room: with many accounts, more would be held at once than can be asked for. */
  private async turnOf(opened: OpenList): Promise<void> {
    if (!leadsOn(opened)) await this.options.reader.idle();
  }

  private async listBelow(opened: OpenList, asked: JsonObject, above: Answers): Promise<void> {
    await this.turnOf(opened);
    return opened.lists.run(() => this.guarded(opened, () => this.list(opened, asked, above)));
  }

  /** Whether an inventory says that there is nothing to list. Who tries what may be read asks all the same. */
  private async spares(opened: OpenList, asked: JsonObject, above: Answers): Promise<boolean> {
    const { collector, spared } = opened;
    const inventory = collector.list?.of?.inventory;
    if (!inventory || !spared || this.options.atMost !== undefined) return false;
    const known = await inventory.below(above.item, opened.scope, this.options.reader.look);
    return known !== undefined && spared.take({ asked, above }, known);
  }

  /** A list that was answered already: as a read of the item above, or as one of another resource. */
  private async answered(opened: OpenList, spec: ListSpec, outcome: Outcome, above?: Answers): Promise<void> {
    const [pages, end] = pagesIn(spec, outcome, this.options.atMost);
    for (const page of pages) await this.page(opened, spec, page, above);
    noteEnd(opened, end, this.options.atMost ?? 0);
  }

  private emit(found: Resource, scope: Scope): void {
    const { store, recorder, reader } = this.options;
    const resource = redactResource(found, (body) => reader.redact(scope, body, recorder.digest));
    store.addResource(resource);
    for (const missing of missingOfResource(resource)) recorder.gap(resource, missing);
    this.referrals.follow(resource, scope);
  }

  private async native(native: NativeReader, scope: Scope): Promise<void> {
    await this.options.reader.idle();
    const source = await readNative(native, scope, this.options);
    if (source) this.nativeSources.push(source);
  }
}

/** Waits until all that was begun of a list is read. */
async function drained({ lists, slots }: OpenList): Promise<void> {
  await lists.drained();
  await slots.drained();
}
