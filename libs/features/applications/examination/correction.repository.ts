import { Injectable } from '@nestjs/common';
import type { Consequence } from '#domain/applications/correction.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewCorrection {
  parts: readonly string[];
  reason: string;
  consequence: Consequence;
  dueAt: Date;
}

@Injectable()
export class CorrectionRepository {
  async add(tx: Tx, applicationId: string, { parts, reason, consequence, dueAt }: NewCorrection, requestedBy: string, at: Date): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into correction_requests (application_id, parts, reason, consequence, due_at, requested_by, requested_at) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [applicationId, parts, reason, consequence, dueAt, requestedBy, at],
    );
    return row!.id;
  }

  /** Corrections that nobody answered by `at`. */
  dueBy(tx: Tx, at: Date, limit: number): Promise<{ id: string; applicationId: string }[]> {
    return rows(tx, `select id, application_id as "applicationId" from correction_requests where due_at <= $1 and answer_id is null and lapsed_at is null order by due_at, id limit $2`, [at, limit]);
  }

  /** Ends a correction without an answer; false when it has ended meanwhile. */
  async lapse(tx: Tx, id: string, at: Date): Promise<boolean> {
    return (await execute(tx, `update correction_requests set lapsed_at = $2 where id = $1 and answer_id is null and lapsed_at is null and due_at <= $2`, [id, at])) > 0;
  }
}
