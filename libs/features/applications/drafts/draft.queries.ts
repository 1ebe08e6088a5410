import { Injectable } from '@nestjs/common';
import { canSeeDrafts } from '#domain/applications/application.policy.js';
import type { Lead } from '#domain/applications/reminder.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

/** A draft that was never submitted, as the ministry knows of it: whose it is and when it moved, nothing of what it says. */
export interface UnsentDraftRow {
  id: string;
  phaseId: string;
  poleId: string;
  poleName: string;
  regionCode: string;
  startedAt: Date;
  savedAt: Date | null;
  closesAt: Date;
  reminders: { lead: Lead; remindedAt: string }[];
}

export interface LateExceptionRow {
  id: string;
  phaseTitle: string;
  poleId: string;
  poleName: string;
  until: Date;
  reason: string;
  givenBy: string;
  givenAt: Date;
}

/** More exceptions than this to one call's deadlines are a new deadline. */
const mostExceptions = 500;

@Injectable()
export class DraftQueries {
  constructor(private readonly database: Database) {}

  async unsent(actor: Actor, callId: string, filter: { limit: number; after?: string }): Promise<Page<UnsentDraftRow>> {
    await this.checkReader(actor, callId);
    const where = new Where();
    where.and(`a.call_id = ${where.value(callId)}::uuid and a.state = 'draft'`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(a.created_at, a.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<UnsentDraftRow & { cursor: string }>(
      this.database,
      `select a.id, a.phase_id as "phaseId", a.pole_id as "poleId", p.name as "poleName", p.region_code as "regionCode", coalesce(begun.at, a.created_at) as "startedAt",
         (select max(occurred_at) from events where subject_type = 'application' and subject_id = a.id::text) as "savedAt", closes_for(a.phase_id, a.pole_id) as "closesAt",
         coalesce((select jsonb_agg(jsonb_build_object('lead', lead, 'remindedAt', reminded_at) order by reminded_at) from draft_reminders where application_id = a.id), '[]') as reminders,
         a.created_at::text as cursor
       from (select * from applications a where ${where.sql} order by created_at desc, id desc limit ${fetched(filter.limit)}) a join poles p on p.id = a.pole_id
       left join lateral (select occurred_at as at from events where subject_type = 'application' and subject_id = a.id::text and seq = 1) begun on true
       order by a.created_at desc, a.id desc`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }

  async exceptions(actor: Actor, callId: string): Promise<LateExceptionRow[]> {
    await this.checkReader(actor, callId);
    return rows<LateExceptionRow>(
      this.database,
      `select e.id, f.title as "phaseTitle", e.pole_id as "poleId", p.name as "poleName", e.until, e.reason, u.full_name as "givenBy", e.given_at as "givenAt"
       from call_phases f join late_exceptions e on e.phase_id = f.id join poles p on p.id = e.pole_id join users u on u.id = e.given_by
       where f.call_id = $1 and not e.repeated order by e.given_at desc, e.id desc limit ${mostExceptions}`,
      [callId],
    );
  }

  private async checkReader(actor: Actor, callId: string): Promise<void> {
    if (!canSeeDrafts(actor, { callId }) || (await rows(this.database, `select from calls where id = $1 and published_at is not null`, [callId])).length === 0) throw notFound('call');
  }
}
