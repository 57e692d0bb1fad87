import type { JsonObject } from '../model/json.ts';
import type { Outcome } from '../model/mapping/outcome.ts';
import { at } from '../model/mapping/pointer.ts';
import type { ListSpec } from '../model/provider.ts';
import type { ListEnd, Page } from './asker.ts';

/**
 * The pages of a list that a paged read has answered already, and how it ended.
 *
 * @param atMost Read this many items at the most.
 */
export function pagesIn(
  spec: ListSpec,
  outcome: Outcome & { notFound?: boolean },
  atMost = Number.POSITIVE_INFINITY,
): [pages: Page[], end: ListEnd & { outcome?: { notFound?: boolean } }] {
  const end = { endReached: outcome.status !== 'failed', bounded: false, missing: [] };
  // An error that is an answer says that there is nothing to list.
  if (outcome.status === 'absent' || outcome.status === 'not-asked') return [[], end];
  if (outcome.status === 'failed') return [[], { ...end, missing: [outcome.missing], outcome }];
  const all = at(outcome.body, `/${spec.items}`) as JsonObject[]; // what a paged read joins is objects
  const pages: Page[] = [];
  let before = 0;
  for (const { evidence, requestId, items: count } of outcome.pages ?? []) {
    if (before >= atMost) break;
    const items = all.slice(before, Math.min(before + count, atMost));
    before += count;
    pages.push({ items, evidence, requestId, number: pages.length + 1 });
  }
  return [pages, { ...end, bounded: all.length > atMost }];
}
