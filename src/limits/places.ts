interface Waiting {
  urgency: () => number;
  enter: () => void;
}

/** Places for calls under way. Where all are taken, the next that is left goes to the most urgent of those who wait. */
export class Places {
  private left: number;
  private readonly waiting: Waiting[] = [];
  /** Those who come when nobody else wants a place. */
  private readonly patient: (() => void)[] = [];

  constructor(size: number) {
    this.left = size;
  }

  /** @returns whether there was a place at once. */
  takeFree(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }

  /**
   * Resolves when there is a place. Whoever takes one gives it back.
   *
   * @param urgency How much it matters, at the moment when a place is given away; of equals, whoever came first.
   */
  take(urgency: () => number): Promise<void> {
    if (this.takeFree()) return Promise.resolve();
    return new Promise((enter) => this.waiting.push({ urgency, enter }));
  }

  giveBack(): void {
    const next = this.mostUrgent();
    if (next) next.enter();
    else {
      this.left += 1;
      this.callPatient();
    }
  }

  /** Resolves when places are left, without taking one: what is begun then has not been held in memory before. */
  idle(): Promise<void> {
    if (this.left > 0 && this.patient.length === 0) return Promise.resolve();
    return new Promise((begin) => this.patient.push(begin));
  }

  private callPatient(): void {
    for (const begin of this.patient.splice(0, this.left)) begin();
    // Who was called may want no place after all.
    if (this.patient.length > 0) setImmediate(() => this.left > 0 && this.callPatient());
  }

  private mostUrgent(): Waiting | undefined {
    let [found, most] = [-1, Number.NEGATIVE_INFINITY];
    for (const [index, { urgency }] of this.waiting.entries()) {
      const its = urgency();
      if (its > most) [found, most] = [index, its];
    }
    return found < 0 ? undefined : this.waiting.splice(found, 1)[0];
  }
}
