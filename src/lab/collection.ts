/** A list that is computed, not kept: `at` makes the item of an index, `find` the one of a name. */
export interface LazyCollection<T> {
  readonly length: number;
  at(index: number): T | undefined;
  find(name: string): T | undefined;
}

/** What an estate holds of a resource type: an array, or a list computed from the index (big estates). */
export type Collection<T> = readonly T[] | LazyCollection<T>;

/** Names of the items of arrays that were already looked up; kept as long as the array lives. */
const indexes = new WeakMap<object, Map<string, unknown>>();

/**
 * The item with that name.
 *
 * @param nameOf Name of an item, the same for every look-up in one array; a lazy collection knows its own names.
 * @returns The item, or undefined when the collection is absent or has none of that name.
 */
export function findItem<T>(
  collection: Collection<T> | undefined,
  name: string,
  nameOf: (item: T) => string | undefined,
): T | undefined {
  if (collection === undefined) return undefined;
  if (!isArray(collection)) return collection.find(name);
  let index = indexes.get(collection);
  if (index === undefined) {
    index = new Map();
    for (const item of collection) {
      const key = nameOf(item);
      if (key !== undefined) index.set(key, item);
    }
    indexes.set(collection, index);
  }
  // The map of an array holds items of that array only.
  return index.get(name) as T | undefined;
}

/** Whether a collection is an array; `Array.isArray` alone loses the element type of readonly arrays. */
export function isArray<T>(collection: Collection<T>): collection is readonly T[] {
  return Array.isArray(collection);
}
