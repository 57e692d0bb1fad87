/** A fixed number of places: whoever has none waits. Gives lists back-pressure. */
export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  private readonly size: number;
  private idle: (() => void) | undefined;
  /** Those who wait until fewer wait. */
  private readonly outside: { most: number; enter: () => void }[] = [];

  constructor(size: number) {
    this.size = size;
    this.free = size;
  }

  /** Waits for a place, then runs the work without waiting for it. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    void work().finally(() => this.release());
  }

  /** Resolves when no work is under way. */
  async drained(): Promise<void> {
    if (this.free === this.size) return;
    await new Promise<void>((resolve) => {
      this.idle = resolve;
    });
  }

  /** Resolves when no more than `most` wait for a place. */
  async room(most: number): Promise<void> {
    if (this.waiting.length <= most) return;
    await new Promise<void>((enter) => this.outside.push({ most, enter }));
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else {
      this.free += 1;
      if (this.free === this.size) this.idle?.();
    }
    while (this.outside[0] && this.waiting.length <= this.outside[0].most) this.outside.shift()?.enter();
  }
}
