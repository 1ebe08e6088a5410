import { Injectable } from '@nestjs/common';
import type { CallParts } from '#domain/calls/addendum.rules.js';
import { canReadMailLog } from '#domain/notifications/notification.policy.js';
import type { Facts } from '#domain/notifications/templates.js';
import { notices, type Template } from '#domain/notifications/notification.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

export interface NotificationRow {
  id: string;
  template: Template;
  status: 'pending' | 'sending' | 'sent';
  recipient: string;
  resend: number;
  attempts: number;
  eventName: string;
  createdAt: Date;
  sentAt: Date | null;
}

export interface MailFacts {
  email: string;
  facts: Omit<Facts, 'signIn' | 'invitation' | 'application' | 'correction' | 'exception' | 'addendum' | 'question' | 'charter' | 'document'> & {
    addendum: { callId: string; callTitle: string; ordinal: number; reason: string; before: CallParts; after: CallParts } | null;
    question: (Omit<NonNullable<Facts['question']>, 'url'> & { callId: string }) | null;
    charter: Omit<NonNullable<Facts['charter']>, 'url'> | null;
    document: (Omit<NonNullable<Facts['document']>, 'url'> & { callId: string }) | null;
    link: { id: string; expiresAt: string } | null;
    invitation: (Omit<NonNullable<Facts['invitation']>, 'url' | 'expiresAt'> & { id: string; expiresAt: string }) | null;
    application: (Omit<NonNullable<Facts['application']>, 'receivedAt' | 'closesAt' | 'url'> & { id: string; receivedAt: string; closesAt: string }) | null;
    correction: (Omit<NonNullable<Facts['correction']>, 'dueAt'> & { dueAt: string }) | null;
    exception: (Omit<NonNullable<Facts['exception']>, 'until' | 'isDossier' | 'url'> & { until: string; callId: string; applicationId: string | null }) | null;
  };
  /** The PDF of the decision's letter, to attach. */
  letter: Buffer | null;
}

const templates: readonly string[] = Object.values(notices).map(({ template }) => template);

@Injectable()
export class NotificationQueries {
  constructor(private readonly database: Database) {}

  /** The log of mails, newest first. */
  async list(actor: Actor, filter: { status?: string; template?: string; limit: number; after?: string }): Promise<Page<NotificationRow>> {
    if (!canReadMailLog(actor)) throw forbidden('notification.list-not-yours');
    const where = new Where();
    if (filter.status !== undefined) where.and(`n.status = ${Where.word(filter.status)}`);
    if (filter.template !== undefined) where.and(`n.template = ${templates.includes(filter.template) ? Where.word(filter.template) : where.value(filter.template)}`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(n.created_at, n.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<NotificationRow & { cursor: string }>(
      this.database,
      `select n.id, n.template, n.status, coalesce(u.email, i.email)::text as recipient, n.resend, n.attempts, e.name as "eventName", n.created_at as "createdAt",
         n.sent_at as "sentAt", n.created_at::text as cursor
       from notifications n left join users u on u.id = n.recipient_id left join invitations i on i.id = n.invitation_id join events e on e.id = n.event_id
       where ${where.sql} order by n.created_at desc, n.id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }

  /** All that the words of one mail need, in one statement. */
  async facts(id: string): Promise<MailFacts> {
    const [row] = await rows<MailFacts>(
      this.database,
      `select coalesce(u.email, i.email)::text as email,
         jsonb_build_object(
           'recipientName', coalesce(u.full_name, ''),
           'invitation', (select jsonb_build_object('id', i.id, 'poleName', p.name, 'role', i.role, 'projectTitle', coalesce(a.draft_title, a.project_title), 'invitedByName', x.full_name, 'expiresAt', i.expires_at)
                          from poles p join users x on x.id = i.invited_by left join applications a on a.id = i.application_id where p.id = i.pole_id),
           'link', (select jsonb_build_object('id', l.id, 'expiresAt', l.expires_at) from sign_in_links l where l.id = (e.payload->>'linkId')::uuid),
           'application', (
             select jsonb_build_object('id', a.id, 'number', a.number, 'projectTitle', a.project_title, 'callTitle', c.title, 'authority', c.authority, 'poleName', p.name,
               'receivedAt', s.received_at, 'sha256', encode(s.content_sha256, 'hex'), 'silenceOn', a.silence_on,
               'closesAt', coalesce((select r.due_at from correction_requests r where r.application_id = a.id and r.answer_id is null and r.lapsed_at is null), closes_for(a.phase_id, a.pole_id)))
             from applications a join calls c on c.id = a.call_id join poles p on p.id = a.pole_id
             left join lateral (select received_at, content_sha256 from submissions where application_id = a.id and id = coalesce((e.payload->>'submissionId')::uuid, id) order by ordinal desc limit 1) s on true
             where a.id = (e.payload->>'applicationId')::uuid),
           'certification', (select jsonb_build_object('personName', x.full_name) from users x where e.name in ('application.certified', 'application.certification-asked') and x.id = (e.payload->>'personId')::uuid),
           'correction', (select jsonb_build_object('reason', r.reason, 'consequence', r.consequence, 'dueAt', r.due_at) from correction_requests r where r.id = (e.payload->>'correctionId')::uuid),
           'exception', (select jsonb_build_object('poleName', p.name, 'callTitle', c.title, 'reason', x.reason, 'until', x.until, 'callId', c.id,
                           'applicationId', (select min(a.id::text) from applications a where a.phase_id = x.phase_id and a.pole_id = x.pole_id and a.state not in ('withdrawn', 'discarded') having count(*) = 1))
                         from late_exceptions x join poles p on p.id = x.pole_id join call_phases f on f.id = x.phase_id join calls c on c.id = f.call_id where x.id = (e.payload->>'exceptionId')::uuid),
           'attachment', (select jsonb_build_object('name', t.name, 'signature', f.signature) from attachments t join received_files f on f.sha256 = t.sha256
                          where t.id = (e.payload->>'attachmentId')::uuid and f.scan = 'infected'),
           'document', (select jsonb_build_object('name', d.name, 'signature', f.signature, 'callId', c.id, 'callTitle', c.title)
                        from call_documents d join calls c on c.id = d.call_id join received_files f on f.sha256 = d.sha256 where d.id = (e.payload->>'documentId')::uuid and f.scan = 'infected'),
           'decision', (select jsonb_build_object('kind', d.kind, 'reference', d.reference) from decisions d where d.id = (e.payload->>'decisionId')::uuid),
           'addendum', (select jsonb_build_object('callId', c.id, 'callTitle', c.title, 'ordinal', x.ordinal, 'reason', x.reason, 'before', x.before, 'after', x.after)
                        from addenda x join calls c on c.id = x.call_id where x.id = (e.payload->>'addendumId')::uuid),
           'question', (select jsonb_build_object('callId', c.id, 'callTitle', c.title, 'question', q.question, 'answer', q.answer, 'isPublic', q.is_public)
                        from call_questions q join calls c on c.id = q.call_id where q.id = (e.payload->>'questionId')::uuid),
           'charter', (select jsonb_build_object('title', h.title, 'adoptedOn', h.adopted_on, 'calls', (
                         select coalesce(jsonb_agg(distinct c.title), '[]') from role_grants g join applications a on g.scope @> jsonb_build_object('poleId', a.pole_id) join calls c on c.id = a.call_id
                         where g.user_id = n.recipient_id and g.role = 'applicant' and c.charter_required and (a.state = 'draft' or a.state = 'submitted' and a.reopened_at is not null)
                           and essaim_now() < closes_for(a.phase_id, a.pole_id)))
                       from charters h where h.id = (e.payload->>'charterId')::uuid),
           'payment', (select jsonb_build_object('amountCents', o.amount_cents, 'label', i.label)
                       from payment_orders o join instalments i on i.id = o.instalment_id where o.id = (e.payload->>'orderId')::uuid)
         ) as facts,
         (select x.content from letters l join letter_files f on f.letter_id = l.id join files x on x.sha256 = f.sha256
          where l.decision_id = (e.payload->>'decisionId')::uuid order by l.made_at desc limit 1) as letter
       from notifications n left join users u on u.id = n.recipient_id left join invitations i on i.id = n.invitation_id join events e on e.id = n.event_id where n.id = $1`,
      [id],
    );
    return row!;
  }
}
