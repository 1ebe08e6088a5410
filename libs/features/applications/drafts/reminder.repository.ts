import { Injectable } from '@nestjs/common';
import { leadTimes, type Lead } from '#domain/applications/reminder.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface UnsentDraft {
  id: string;
  startedAt: Date;
  closesAt: Date;
  told: string[];
}

@Injectable()
export class ReminderRepository {
  /** Drafts that close soon after `at` and that were not told of the moment they are at, nor of a nearer one. */
  candidates(tx: Tx, at: Date, limit: number): Promise<UnsentDraft[]> {
    return rows<UnsentDraft>(
      tx,
      `with moments as materialized (
         select lead, ms * interval '1 millisecond' as before from unnest($2::text[], $3::double precision[]) list (lead, ms)
       ), horizon as materialized (
         select $1::timestamptz + max(before) as at from moments
       ), closing as materialized (
         select id from call_phases where closes_at > $1 and closes_at <= (select at from horizon)
         union select phase_id from late_exceptions where until > $1 and until <= (select at from horizon)
       ), drafts as (
         select a.id, closes_for(a.phase_id, a.pole_id) as closes_at,
           coalesce((select occurred_at from events where subject_type = 'application' and subject_id = a.id::text and seq = 1), a.created_at) as started_at,
           array(select lead from draft_reminders where application_id = a.id) as told
         from applications a where a.state = 'draft' and a.phase_id in (select id from closing)
       )
       select d.id, d.started_at as "startedAt", d.closes_at as "closesAt", d.told from drafts d
       join moments m on d.started_at < d.closes_at - m.before and d.closes_at - m.before <= $1 and d.closes_at > $1
       where not exists (select from moments nearer where nearer.lead = any (d.told) and nearer.before <= m.before)
       group by d.id, d.started_at, d.closes_at, d.told order by d.closes_at, d.id limit $4`,
      [at, leadTimes.map(({ lead }) => lead), leadTimes.map(({ ms }) => ms), limit],
    );
  }

  /** False when that was told already. */
  async add(tx: Tx, id: string, lead: Lead, at: Date): Promise<boolean> {
    return (await execute(tx, `insert into draft_reminders (application_id, lead, reminded_at) values ($1, $2, $3) on conflict do nothing`, [id, lead, at])) > 0;
  }
}
