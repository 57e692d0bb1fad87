import type { Population, Scope } from '../model/evidence.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { at } from '../model/mapping/pointer.ts';
import type { Collector } from '../model/provider.ts';
import type { ListEnd } from './asker.ts';
import { emptyPopulation, lacks } from './population.ts';
import { Slots } from './slots.ts';
import { Spared } from './spared.ts';

/** Items of one list that are read at the same time. */
const itemsAtOnce = 32;
/** Lists of one collector that are read at the same time, where each parent has one. */
const listsAtOnce = 8;

/** A collector at work in one scope: its population as it grows, and the collectors whose lists hang on its items. */
export interface OpenList {
  collector: Collector;
  scope: Scope;
  population: Population;
  /** Items being read. */
  slots: Slots;
  /** Lists being read: one, or one a parent. */
  lists: Slots;
  /** Lists that were begun, and those of them whose end was reached. */
  asked: number;
  reached: number;
  /** Lists that an inventory spares us. */
  spared?: Spared;
  /** The first thing that went wrong with us, not with the cloud. */
  failed: unknown;
  below: OpenList[];
}

/** Opens a collector and, of those that run beside it, the ones that list what its items have. */
export function openList(collector: Collector, scope: Scope, beside: readonly Collector[]): OpenList {
  return {
    collector,
    scope,
    population: emptyPopulation(collector, scope),
    slots: new Slots(itemsAtOnce),
    lists: new Slots(listsAtOnce),
    asked: 0,
    reached: 0,
    ...(collector.list?.of?.inventory ? { spared: new Spared() } : {}),
    failed: undefined,
    below: beside
      .filter((one) => one.list?.of?.collector === collector.id)
      .map((one) => openList(one, scope, beside))
      .sort((a, b) => rank(b) - rank(a)),
  };
}

/** Whether lists are asked for each of its items, once the item is read. */
export const hasListsBelow = ({ below }: OpenList): boolean =>
  below.some(({ collector }) => collector.list?.of?.input !== undefined);

/** Whether more calls follow from what it lists. Answers that several items share are few. */
export const leadsOn = (opened: OpenList): boolean =>
  hasListsBelow(opened) || opened.collector.reads.some(({ memo }) => !memo);

/** Those that lead on are asked first; those that an inventory may spare wait for its answer. */
const rank = (opened: OpenList): number => (leadsOn(opened) ? (opened.spared ? 1 : 2) : 0);

/** Items that stand in another item: those of an array, or the item itself where the pointer is empty. */
export function partsAt(parent: JsonObject, pointer: string): readonly Json[] {
  const found = at(parent, pointer);
  return Array.isArray(found) ? found : pointer === '' ? [parent] : [];
}

/** Notes how a list ended. A list below a resource that is gone since has an end: it has nothing. */
export function noteEnd(opened: OpenList, end: ListEnd & { outcome?: { notFound?: boolean } }, newest: number): void {
  const { collector, population } = opened;
  const gone = collector.list?.of !== undefined && end.outcome?.notFound === true;
  if (end.endReached || gone) opened.reached += 1;
  if (gone) return;
  const { why, unordered } = collector.list?.bounded ?? {};
  if (end.bounded) {
    population.bounded = true;
    const which = why && !unordered ? `the newest ${newest}` : `the first ${newest}, in the order of the service,`;
    population.note = why ? `${which} were read: ${why}` : `the first ${newest} were read`;
  }
  for (const missing of end.missing) lacks(population, missing);
}

/**
 * Says whether the end was reached: of each list that was asked and, where a list hangs on the items of another one, of
 * that one, too, since each item that it did not tell has a list that nobody asked for.
 */
export function endPopulation(opened: OpenList, above?: OpenList): void {
  const { collector, population, asked, reached, spared } = opened;
  population.endedAt = new Date().toISOString();
  spared?.note(population, collector.list?.of?.inventory?.name ?? '');
  if (above) {
    const parent = above.population;
    for (const missing of parent.endReached ? [] : parent.missing) lacks(population, missing);
    if (parent.bounded) {
      population.bounded = true;
      population.note ||= parent.note;
    }
  }
  const all = asked === reached && (above ? above.population.endReached : asked > 0);
  population.endReached = all && population.missing.length === 0;
}
