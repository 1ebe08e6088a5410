import { Injectable } from '@nestjs/common';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, Database, execute, rows } from '#platform/database/sql.js';

/** Sets the domain clock of a demonstration; the database refuses it anywhere else, and backwards. */
@Injectable()
export class DemonstrationClock {
  constructor(private readonly database: Database) {}

  /** Moves the clock to `to`; throws `conflict` `clock.forward-only` when that is in the past. */
  async set(to: Date): Promise<void> {
    try {
      await execute(
        this.database,
        `insert into demonstration_clock (set_to) values ($1) on conflict (singleton) do update set set_to = excluded.set_to, set_at = clock_timestamp()`,
        [to],
      );
    } catch (error) {
      if (brokenConstraint(error) === 'demonstration_clock_forward_only') throw conflict('clock.forward-only');
      throw error;
    }
  }

  /** Does the database carry the mark of a demonstration? */
  async isMarked(): Promise<boolean> {
    return (await rows<{ demonstration: boolean }>(this.database, `select demonstration from deployment`))[0]?.demonstration ?? false;
  }
}
