/** The domain clock of a test: it stands where it was set. */
export class TestClock {
  private instant = new Date('2023-06-15T08:00:00Z');

  set(instant: string | Date): void {
    this.instant = new Date(instant);
  }

  now(): Promise<Date> {
    return Promise.resolve(new Date(this.instant));
  }
}
