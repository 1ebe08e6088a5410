import { Injectable } from '@nestjs/common';
import { Database, rows } from '#platform/database/sql.js';

/**
 * The domain clock: what day it is for calls, deadlines and decisions. It is the database's, so that a machine whose clock is off
 * takes no deadline wrong; a demonstration sets it there, and every process sees it at once.
 */
@Injectable()
export class Clock {
  constructor(private readonly database: Database) {}

  async now(): Promise<Date> {
    const [row] = await rows<{ now: Date }>(this.database, `select essaim_now() as now`);
    return row!.now;
  }
}
