import type { Ask } from '../../../src/model/provider.ts';
import { armUid } from '../rows/arm.ts';

type Listed = Awaited<ReturnType<Ask['list']>>;

/** Ids of one type, by the workspace that they lie in; all in small letters. */
export interface Rows {
  byWorkspace: ReadonlyMap<string, ReadonlySet<string>>;
  /** Workspaces that have some, by subscription. */
  inSubscription: ReadonlyMap<string, number>;
  /** Of every page. */
  evidence: readonly number[];
}

/** Indexes of answers, as long as the answers are held: one answer serves all workspaces of a scan. */
const indexes = new WeakMap<Listed, Map<string, Rows | undefined>>();

/**
 * The ids of a type in an answer.
 *
 * @param type As in the path of an id: `Microsoft.MachineLearningServices/workspaces/onlineEndpoints`.
 * @returns undefined where the answer is not whole, or cannot be relied on: ids that come twice say that pages have
 * shifted, and that others may have come not at all.
 */
export function rowsFrom(found: Listed, type: string): Rows | undefined {
  const made = indexes.get(found) ?? new Map<string, Rows | undefined>();
  indexes.set(found, made);
  if (!made.has(type)) made.set(type, found.endReached ? indexed(found, type) : undefined);
  return made.get(type);
}

function indexed({ items, evidence }: Listed, type: string): Rows | undefined {
  const byWorkspace = new Map<string, Set<string>>();
  for (const { item } of items) {
    if (typeof item.id !== 'string') return undefined;
    const id = armUid(item);
    if (typeOf(id) !== type.toLowerCase()) continue;
    const workspace = id.split('/').slice(0, 9).join('/');
    const below = byWorkspace.get(workspace) ?? new Set();
    if (below.has(id)) return undefined;
    byWorkspace.set(workspace, below.add(id));
  }
  const inSubscription = new Map<string, number>();
  for (const workspace of byWorkspace.keys()) {
    const subscription = subscriptionOf(workspace);
    inSubscription.set(subscription, (inSubscription.get(subscription) ?? 0) + 1);
  }
  return { byWorkspace, inSubscription, evidence };
}

/** Whether two indexes hold the same of a subscription. */
export function isSame(one: Rows, other: Rows, account: string): boolean {
  const of = ({ byWorkspace }: Rows) =>
    [...byWorkspace]
      .filter(([workspace]) => subscriptionOf(workspace) === account)
      .flatMap(([, ids]) => [...ids])
      .sort();
  return of(one).join('\n') === of(other).join('\n');
}

/** `/subscriptions/s/resourcegroups/g/providers/ns/type/name/type/name`: the namespace, and every second one behind it. */
function typeOf(id: string): string {
  const [, , , , , , namespace = '', ...rest] = id.split('/');
  return [namespace, ...rest.filter((_one, index) => index % 2 === 0)].join('/');
}

const subscriptionOf = (id: string): string => id.split('/')[2] ?? '';
