import { Injectable } from '@nestjs/common';
import type { Lead } from '#domain/applications/reminder.rules.js';
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
  /** Drafts that close between `at` and `horizon` and that were not told of the moment they are at. */
  candidates(tx: Tx, at: Date, horizon: Date, limit: number): Promise<UnsentDraft[]> {
    return rows<UnsentDraft>(
      tx,
      `with closing as materialized (
         select id from call_phases where closes_at > $1 and closes_at <= $2
         union select phase_id from late_exceptions where until > $1 and until <= $2
       ), drafts as (
         select a.id, closes_for(a.phase_id, a.pole_id) as closes_at,
           coalesce((select occurred_at from events where subject_type = 'application' and subject_id = a.id::text and seq = 1), a.created_at) as started_at,
           array(select lead from draft_reminders where application_id = a.id) as told
         from applications a where a.state = 'draft' and a.phase_id in (select id from closing)
       )
       select d.id, d.started_at as "startedAt", d.closes_at as "closesAt", d.told from drafts d
       join (values ('7d', interval '168 hours'), ('2d', interval '48 hours'), ('6h', interval '6 hours')) moment (lead, before)
         on d.started_at < d.closes_at - moment.before and d.closes_at - moment.before <= $1 and d.closes_at > $1 and not moment.lead = any (d.told)
       where not exists (select from unnest(d.told) nearer where nearer = '6h' or (nearer = '2d' and moment.lead = '7d'))
       group by d.id, d.started_at, d.closes_at, d.told order by d.closes_at, d.id limit $3`,
      [at, horizon, limit],
    );
  }

  /** False when that was told already. */
  async add(tx: Tx, id: string, lead: Lead, at: Date): Promise<boolean> {
    return (await execute(tx, `insert into draft_reminders (application_id, lead, reminded_at) values ($1, $2, $3) on conflict do nothing`, [id, lead, at])) > 0;
  }
}
