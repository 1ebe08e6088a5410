import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { passing, refusedText, sqlState } from './sql.js';
import type { Tx } from './tx.js';

export type { Tx } from './tx.js';

const attempts = 3;
const lostRace = new Set(['40001', '40P01']);

@Injectable()
export class Transactions {
  constructor(private readonly source: DataSource) {}

  /**
   * Runs `work` in one transaction. When PostgreSQL gives up on it (serialisation failure, deadlock) the whole of it runs again
   * in a fresh one, three times at most, after 5 to 50 ms × attempt: so nothing but SQL may happen inside.
   * What may pass by itself becomes `unavailable`: `database.busy` (a lock or a statement over its limit), `database.down`.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.source.transaction((manager) => work(manager as Tx));
      } catch (error) {
        const state = sqlState(error);
        if (state === undefined || !lostRace.has(state) || attempt === attempts) throw refusedText(error) ?? passing(error) ?? error;
        await pause((5 + Math.random() * 45) * attempt);
      }
    }
  }
}
