import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { unavailable } from '#domain/shared/error.js';
import { refusedText, sqlState } from './sql.js';
import type { Tx } from './tx.js';

export type { Tx } from './tx.js';

const attempts = 3;
const lostRace = new Set(['40001', '40P01']);
const tooSlow = new Set(['55P03', '57014', '25P03']);

@Injectable()
export class Transactions {
  constructor(private readonly source: DataSource) {}

  /**
   * Runs `work` in one transaction. When PostgreSQL gives up on it (serialisation failure, deadlock) the whole of it runs again
   * in a fresh one, three times at most, after 5 to 50 ms × attempt: so nothing but SQL may happen inside.
   * A lock or a statement that takes longer than its limit becomes `unavailable` `database.busy`.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.source.transaction((manager) => work(manager as Tx));
      } catch (error) {
        const state = sqlState(error);
        if (state !== undefined && tooSlow.has(state)) throw unavailable('database.busy');
        if (state === undefined || !lostRace.has(state) || attempt === attempts) throw refusedText(error) ?? error;
        await pause((5 + Math.random() * 45) * attempt);
      }
    }
  }
}
