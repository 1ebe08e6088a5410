import { Injectable } from '@nestjs/common';
import type { QuestionState } from '#domain/calls/question.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface Question {
  id: string;
  callId: string;
  state: QuestionState;
  isPublic: boolean;
  askedBy: string;
}

@Injectable()
export class QuestionRepository {
  async add(tx: Tx, callId: string, question: string, askedBy: string, at: Date): Promise<string> {
    const [row] = await rows<{ id: string }>(tx, `insert into call_questions (call_id, asked_by, question, asked_at) values ($1, $2, $3, $4) returning id`, [callId, askedBy, question, at]);
    return row!.id;
  }

  /** How many of a person's questions on a call wait; those who ask at once wait for each other here. */
  async waiting(tx: Tx, callId: string, askedBy: string): Promise<number> {
    await execute(tx, `select pg_advisory_xact_lock(hashtextextended($1 || $2, 19))`, [callId, askedBy]);
    const [row] = await rows<{ count: number }>(tx, `select count(*)::integer as count from call_questions where call_id = $1 and asked_by = $2 and state = 'asked'`, [callId, askedBy]);
    return row!.count;
  }

  async lock(tx: Tx, id: string): Promise<Question | undefined> {
    return (
      await rows<Question>(tx, `select id, call_id as "callId", state, is_public as "isPublic", asked_by as "askedBy" from call_questions where id = $1 for update`, [id])
    )[0];
  }

  async answer(tx: Tx, id: string, answer: string, changes: { state: QuestionState; isPublic: boolean; answeredBy: string; answeredAt: Date }): Promise<void> {
    await execute(tx, `update call_questions set state = $2, answer = $3, is_public = $4, answered_by = $5, answered_at = $6 where id = $1`, [
      id,
      changes.state,
      answer,
      changes.isPublic,
      changes.answeredBy,
      changes.answeredAt,
    ]);
  }
}
