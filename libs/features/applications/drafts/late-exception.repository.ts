import { Injectable } from '@nestjs/common';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class LateExceptionRepository {
  async hasPole(tx: Tx, poleId: string): Promise<boolean> {
    return (await rows(tx, `select from poles where id = $1`, [poleId])).length > 0;
  }

  /** Throws `conflict` `late-exception.already-given` for the same pole, phase and end. */
  async add(tx: Tx, { phaseId, poleId, until, reason }: { phaseId: string; poleId: string; until: Date; reason: string }, givenBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into late_exceptions (phase_id, pole_id, until, reason, given_by, given_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [phaseId, poleId, until, reason, givenBy, at],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'late_exceptions_once') throw conflict('late-exception.already-given');
      throw error;
    }
  }
}
