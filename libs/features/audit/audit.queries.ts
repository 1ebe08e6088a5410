import { Injectable } from '@nestjs/common';
import { canAudit } from '#domain/audit/audit.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

export interface EventRow {
  id: string;
  subjectType: string;
  subjectId: string;
  seq: number;
  name: string;
  actor: string;
  /** Null for the service itself. */
  actorName: string | null;
  payload: Record<string, unknown>;
  occurredAt: Date;
  recordedAt: Date;
  hash: string;
}

export interface ChainBreak {
  eventId: string | null;
  subjectType: string;
  subjectId: string;
  seq: number;
  reason: 'altered' | 'hole-before' | 'not-linked' | 'not-in-head' | 'tail-cut';
}

/** Of what events tell, as far as plans go: some have a million, some a hundred. */
const subjects: readonly string[] = [
  'user', 'pole', 'envelope', 'roadmap', 'call', 'application', 'assignment', 'review', 'decision', 'agreement', 'instalment', 'bank-account', 'payment-order', 'notification', 'sign-in-link',
];

@Injectable()
export class AuditQueries {
  constructor(private readonly database: Database) {}

  /** Events of one subject in the order of their chain, or of all, newest first. */
  async events(actor: Actor, filter: { subjectType?: string; subjectId?: string; limit: number; after?: string }): Promise<Page<EventRow>> {
    if (!canAudit(actor)) throw forbidden('event.list-not-yours');
    const where = new Where();
    if (filter.subjectType !== undefined) where.and(`subject_type = ${subjects.includes(filter.subjectType) ? Where.word(filter.subjectType) : where.value(filter.subjectType)}`);
    if (filter.subjectId !== undefined) where.and(`subject_id = ${where.value(filter.subjectId)}`);
    if (filter.after !== undefined) {
      const [recordedAt, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(recorded_at, id) < (${where.value(recordedAt)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<EventRow & { cursor: string }>(
      this.database,
      `select id, subject_type as "subjectType", subject_id as "subjectId", seq, name, actor,
         case when actor ~ '^[0-9a-f-]{36}$' then (select full_name from users where id = actor::uuid) end as "actorName", payload, occurred_at as "occurredAt",
         recorded_at as "recordedAt", encode(hash, 'hex') as hash, recorded_at::text as cursor
       from events where ${where.sql} order by recorded_at desc, id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }

  /** Verifies every chain; gives each event that was altered and each place where a chain is broken. */
  async chain(actor: Actor): Promise<{ events: number; breaks: ChainBreak[] }> {
    if (!canAudit(actor)) throw forbidden('event.verify-not-yours');
    return this.verify();
  }

  async verify(): Promise<{ events: number; breaks: ChainBreak[] }> {
    const breaks = await rows<ChainBreak>(
      this.database,
      `select event_id as "eventId", subject_type as "subjectType", subject_id as "subjectId", seq, reason from event_chain_breaks() limit 1000`,
    );
    const [count] = await rows<{ count: number }>(this.database, `select count(*) from events`);
    return { events: count!.count, breaks };
  }
}
