/** Work that a process does so many times at once and no more: who comes later waits for a turn, first come first served. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** `refusal` makes what is thrown when `mostWaiting` wait already. */
  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
    private readonly refusal: () => Error,
  ) {}

  /** Does `work` in its turn; throws the refusal when too many wait. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce && this.waiting.length >= this.mostWaiting) throw this.refusal();
    return this.goOn(work);
  }

  /** The same of what goes on with something that has begun: it is never refused. */
  async goOn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
