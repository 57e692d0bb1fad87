interface Waiting {
  urgency: () => number;
  enter: () => void;
}

/** Places for calls under way. Where all are taken, the next that is left goes to the most urgent of those who wait. */
export class Places {
  private left: number;
  private readonly waiting: Waiting[] = [];

  constructor(size: number) {
    this.left = size;
  }

  get free(): boolean {
    return this.left > 0;
  }

  /**
   * Resolves when there is a place. Whoever takes one gives it back.
   *
   * @param urgency How much it matters, at the moment when a place is given away; of equals, whoever came first.
   */
  take(urgency: () => number): Promise<void> {
    if (this.left > 0) {
      this.left -= 1;
      return Promise.resolve();
    }
    return new Promise((enter) => this.waiting.push({ urgency, enter }));
  }

  giveBack(): void {
    const next = this.mostUrgent();
    if (next) next.enter();
    else this.left += 1;
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
