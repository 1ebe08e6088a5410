/** How often each person may ask of this process, in a minute that begins with the first time. */
export class Pace {
  private readonly asked = new Map<string, { since: number; times: number }>();

  constructor(private readonly perMinute: number) {}

  /** Counts this time; false when it is one too many. */
  allows(userId: string): boolean {
    const now = Date.now();
    if (this.asked.size > 1_000) for (const [id, { since }] of this.asked) if (now - since >= 60_000) this.asked.delete(id);
    const mine = this.asked.get(userId);
    if (mine === undefined || now - mine.since >= 60_000) {
      this.asked.set(userId, { since: now, times: 1 });
      return true;
    }
    mine.times += 1;
    return mine.times <= this.perMinute;
  }
}
