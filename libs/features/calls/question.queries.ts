import { Injectable } from '@nestjs/common';
import { canSeeCall } from '#domain/calls/call.policy.js';
import { seesEveryQuestion } from '#domain/calls/question.policy.js';
import type { QuestionState } from '#domain/calls/question.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

export interface QuestionRow {
  id: string;
  question: string;
  askedAt: Date;
  state: QuestionState;
  answer: string | null;
  answeredAt: Date | null;
  isPublic: boolean;
  /** Asked by the person who reads. */
  isMine: boolean;
}

@Injectable()
export class QuestionQueries {
  constructor(private readonly database: Database) {}

  /** The questions of a call that the actor may read, the last asked first. Nobody learns who asked. */
  async ofCall(actor: Actor | undefined, callId: string, filter: { state?: QuestionState; limit: number; after?: string }): Promise<Page<QuestionRow>> {
    const [call] = await rows<{ id: string; state: string }>(this.database, `select id, state from calls where id = $1`, [callId]);
    if (call === undefined || !canSeeCall(actor, call)) throw notFound('call');
    const where = new Where();
    const me = where.value(actor?.userId ?? null);
    where.and(`q.call_id = ${where.value(callId)}`);
    if (!seesEveryQuestion(actor)) where.and(`q.is_public or q.asked_by = ${me}::uuid`);
    if (filter.state !== undefined) where.and(`q.state = ${Where.word(filter.state)}`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(q.asked_at, q.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<QuestionRow & { cursor: string }>(
      this.database,
      `select q.id, q.question, q.asked_at as "askedAt", q.state, q.answer, q.answered_at as "answeredAt", q.is_public as "isPublic",
         coalesce(q.asked_by = ${me}::uuid, false) as "isMine", q.asked_at::text as cursor
       from call_questions q where ${where.sql} order by q.asked_at desc, q.id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }
}
