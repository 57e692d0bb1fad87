import type { Population } from '../model/evidence.ts';
import type { JsonObject } from '../model/json.ts';
import type { Answers } from '../model/mapping/outcome.ts';
import type { Known } from '../model/provider.ts';

/** Calls of an inventory, and ids, that a population names. */
const mostEvidence = 20;
const mostNamed = 5;

/** A list that nobody asked for, since an inventory knows of nothing in it. */
interface SparedList {
  asked: JsonObject;
  above: Answers;
}

/**
 * Lists of one collector in one scope, held against an inventory. Those that it spares us wait until the others are read:
 * where it differs from them it is behind, and then these are asked, too.
 */
export class Spared {
  private lists: SparedList[] = [];
  private readonly known = new Set<string>();
  private readonly listed = new Set<string>();
  private readonly evidence = new Set<number>();
  /** Parents that the inventory has told of. */
  private readonly told = new WeakSet<Answers>();

  /** Takes what an inventory knows below a parent. @returns whether its list is spared. */
  take(list: SparedList, { uids, evidence, certain }: Known): boolean {
    for (const one of evidence) this.evidence.add(one);
    for (const uid of uids) this.known.add(uid);
    this.told.add(list.above);
    if (uids.size > 0 || !certain) return false;
    this.lists.push(list);
    return true;
  }

  /** Notes an item of a list. */
  saw(above: Answers, uid: string): void {
    if (this.told.has(above)) this.listed.add(uid);
  }

  /** Lists to be asked after all: all of them where the inventory and the other lists differ. */
  doubtful(): readonly SparedList[] {
    return this.agrees() ? [] : this.lists.splice(0);
  }

  /** Says in a population what was not asked, and what the inventory says of it. */
  note(population: Population, inventory: string): void {
    const told: string[] = [];
    const { length } = this.lists;
    if (length > 0)
      told.push(
        `${length} ${length === 1 ? 'list was' : 'lists were'} not asked for: ${inventory}, which may lag behind, knows of nothing there, and the caller may read all that it holds.`,
      );
    const more = [...this.known].filter((uid) => !this.listed.has(uid));
    if (more.length > 0)
      told.push(`${inventory} knows of ${more.length} that no list named: ${more.slice(0, mostNamed).join(', ')}.`);
    else if (this.known.size > 0 && this.agrees()) told.push(`${inventory} holds the same ${this.known.size}.`);
    if (told.length === 0) return;
    population.note = told.join(' ');
    population.evidence.push(...[...this.evidence].slice(0, mostEvidence));
  }

  private agrees(): boolean {
    return this.known.size === this.listed.size && [...this.known].every((uid) => this.listed.has(uid));
  }
}
