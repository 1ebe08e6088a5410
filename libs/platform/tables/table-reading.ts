import { Inject, Injectable } from '@nestjs/common';
import { unavailable } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { everyRow, type Page } from '#platform/database/keyset.js';
import { Turns } from '#platform/turns/turns.js';

/** How many tables a process reads at once, never more than half of its connections, and how many more may wait to begin. */
const atOnce = 4;
const mostWaiting = 100;

/**
 * Reads what people take away, a few pages at once: a page holds a connection while it is read, so that those of all exports together leave the others
 * to everybody else. What is read and waits to be sent holds none, however slow its reader. Who may not read a table is to be told before a turn is
 * asked for, so that nobody waits for a refusal or learns something from one.
 */
@Injectable()
export class TableReading {
  private readonly turns: Turns;

  constructor(@Inject(CONFIG) { databasePool }: Pick<Config, 'databasePool'>) {
    this.turns = new Turns(Math.min(atOnce, Math.floor(databasePool / 2)), mostWaiting, () => unavailable('exports.busy', { retryAfterSeconds: 5 }));
  }

  /** What is read at once. Throws `unavailable` `exports.busy`, with `retryAfterSeconds`, when too many wait. */
  whole<T>(read: () => Promise<T>): Promise<T> {
    return this.turns.take(read);
  }

  /** `everyRow`, each page in its turn. Only the first one may be refused, as by `whole`: a table that has begun is read to its end. */
  async everyRow<Row>(read: (after: string | undefined) => Promise<Page<Row>>): Promise<() => AsyncIterable<Row>> {
    let begun = false;
    return everyRow((after) => {
      const page = (): Promise<Page<Row>> => read(after);
      if (begun) return this.turns.goOn(page);
      begun = true;
      return this.turns.take(page);
    });
  }
}
