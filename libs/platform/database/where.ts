/**
 * The conditions of a list, with their parameters: only those that its reader asks for. So each combination of filters is a statement of its
 * own text, prepared and planned apart, and none is planned for filters that are not there (`$1 is null or …` would leave its index unused).
 */
export class Where {
  readonly params: unknown[] = [];
  private readonly conditions: string[] = [];

  /** Where `value` stands in the statement: `$1`, `$2`… */
  value(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  /** A word of a closed list, in the text itself: what is rare and what is common among its values deserve plans of their own. */
  static word(value: string): string {
    if (!/^[a-z]+(-[a-z]+)*$/.test(value)) throw new TypeError('not a word of a list');
    return `'${value}'`;
  }

  and(condition: string): void {
    this.conditions.push(`(${condition})`);
  }

  /** What follows `where`; everything when nothing was asked. */
  get sql(): string {
    return this.conditions.join(' and ') || 'true';
  }
}
