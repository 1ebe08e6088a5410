import { Injectable } from '@nestjs/common';
import type { Audience, Notice, Template } from '#domain/notifications/notification.rules.js';
import type { EventName } from '#domain/shared/event.js';
import { Database, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface PlannedEvent {
  id: string;
  name: EventName;
  payload: Record<string, unknown>;
}

export interface Claimed {
  id: string;
  template: Template;
}

/** Those of the dossier's pole in one role, but for whom the event names. */
const others = (role: 'applicant' | 'representative'): string => `select g.user_id as recipient from applications a join role_grants g on g.role = '${role}' and g.scope @> jsonb_build_object('poleId', a.pole_id)
         where a.id = ($1::jsonb->>'applicationId')::uuid and g.user_id <> ($1::jsonb->>'personId')::uuid and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`;

/** Who a mail goes to, as `recipient`: a person, or an invitation whose address it is. */
const audiences: Record<Audience, string> = {
  'link-owner': `select l.user_id as recipient from sign_in_links l where l.id = ($1::jsonb->>'linkId')::uuid`,
  invited: `select i.id as recipient from invitations i where i.id = ($1::jsonb->>'invitationId')::uuid and i.state = 'pending'`,
  pole: `select g.user_id as recipient from applications a join role_grants g on g.role in ('applicant', 'representative') and g.scope @> jsonb_build_object('poleId', a.pole_id)
         where a.id = ($1::jsonb->>'applicationId')::uuid and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`,
  'call-starters': `select g.user_id as recipient from applications a join role_grants g on g.role in ('applicant', 'representative') and g.scope @> jsonb_build_object('poleId', a.pole_id)
         where a.call_id = ($1::jsonb->>'callId')::uuid and a.state not in ('withdrawn', 'discarded')
           and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`,
  'charter-awaited': `select g.user_id as recipient from applications a join calls c on c.id = a.call_id join role_grants g on g.role in ('applicant', 'representative') and g.scope @> jsonb_build_object('poleId', a.pole_id)
         where c.charter_required and (a.state = 'draft' or a.state = 'submitted' and a.reopened_at is not null) and essaim_now() < closes_for(a.phase_id, a.pole_id)
           and not exists (select from charter_signatures s where s.pole_id = a.pole_id and s.charter_id = ($1::jsonb->>'charterId')::uuid)
           and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`,
  representatives: others('representative'),
  applicants: others('applicant'),
  asker: `select q.asked_by as recipient from call_questions q where q.id = ($1::jsonb->>'questionId')::uuid`,
  'document-sender': `select d.added_by as recipient from call_documents d where d.id = ($1::jsonb->>'documentId')::uuid`,
  'named-pole': `select g.user_id as recipient from role_grants g where g.role in ('applicant', 'representative') and g.scope @> jsonb_build_object('poleId', $1::jsonb->>'poleId')
         and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`,
  'other-side': `select g.user_id as recipient from applications a join role_grants g on case when $1::jsonb->>'side' = 'desk' then g.role in ('applicant', 'representative') and g.scope @> jsonb_build_object('poleId', a.pole_id)
           else g.role = 'officer' and g.scope <@ jsonb_build_object('callId', a.call_id) end
         where a.id = ($1::jsonb->>'applicationId')::uuid and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`,
};

@Injectable()
export class NotificationRepository {
  constructor(private readonly database: Database) {}

  async event(tx: Tx, id: string): Promise<PlannedEvent> {
    return (await rows<PlannedEvent>(tx, `select id, name, payload from events where id = $1`, [id]))[0]!;
  }

  /** One row per recipient, those that exist already left alone; gives the ids of the new ones. */
  async plan(tx: Tx, event: PlannedEvent, { template, audience }: Notice): Promise<string[]> {
    const made = await rows<{ id: string }>(
      tx,
      `insert into notifications (event_id, template, ${audience === 'invited' ? 'invitation_id' : 'recipient_id'}) select $2, $3, recipient from (${audiences[audience]}) audience group by recipient
       on conflict do nothing returning id`,
      [JSON.stringify(event.payload), event.id, template],
    );
    return made.map((row) => row.id);
  }

  /** Takes the sending of a mail for `leaseMs`, unless it is sent or somebody else has it. */
  async claim(id: string, leaseMs: number): Promise<Claimed | undefined> {
    const [row] = await rows<Claimed>(
      this.database,
      `update notifications set status = 'sending', lease_until = clock_timestamp() + $2 * interval '1 millisecond', attempts = attempts + 1
       where id = $1 and (status = 'pending' or (status = 'sending' and lease_until < clock_timestamp())) returning id, template`,
      [id, leaseMs],
    );
    return row;
  }

  /** How long somebody else still has it, ms; null when it is sent or gone. */
  async leaseLeft(id: string): Promise<number | null> {
    const [row] = await rows<{ left: number }>(
      this.database,
      `select ceil(greatest(extract(epoch from lease_until - clock_timestamp()) * 1000, 1))::bigint as left from notifications where id = $1 and status = 'sending'`,
      [id],
    );
    return row?.left ?? null;
  }

  async release(id: string): Promise<void> {
    await execute(this.database, `update notifications set status = 'pending', lease_until = null where id = $1 and status = 'sending'`, [id]);
  }

  async markSent(tx: Tx, id: string): Promise<void> {
    await execute(tx, `update notifications set status = 'sent', lease_until = null, sent_at = clock_timestamp() where id = $1 and status <> 'sent'`, [id]);
  }

  /** A new row for the same mail, asked by a person: a new Message-ID. */
  async again(tx: Tx, id: string, askedBy: string): Promise<{ id: string; eventId: string; template: Template } | undefined> {
    const [row] = await rows<{ id: string; eventId: string; template: Template }>(
      tx,
      `insert into notifications (event_id, template, recipient_id, invitation_id, resend, asked_by)
       select n.event_id, n.template, n.recipient_id, n.invitation_id,
         (select max(resend) + 1 from notifications m where m.event_id = n.event_id and m.recipient_id is not distinct from n.recipient_id and m.template = n.template), $2
       from notifications n where n.id = $1 returning id, event_id as "eventId", template`,
      [id, askedBy],
    );
    return row;
  }
}
