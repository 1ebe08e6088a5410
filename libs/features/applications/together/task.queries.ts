import { Injectable } from '@nestjs/common';
import { polesKeptFrom, polesOf } from '#domain/identity/pole-people.js';
import { scopesOf, type Actor, type Role } from '#domain/identity/actor.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

/** Something that waits for one person about one dossier. */
export interface PoleTask {
  kind: 'message' | 'certification' | 'addendum';
  applicationId: string;
  projectTitle: string;
  callCode: string;
  /** Since when it waits. */
  since: Date;
  /** Until when, exclusively, it is of use; null: no bound. */
  dueAt: Date | null;
}

export interface DeskTask {
  kind: 'message' | 'question' | 'addendum';
  /** Of the dossier, the question, the addendum. */
  id: string;
  callId: string;
  callCode: string;
  /** A dossier's pole, a question, an addendum's reason. */
  title: string;
  since: Date;
}

/** What one person can look at; the rest comes as it is done. */
const most = 50;

/** Where a role holds for calls: everywhere, or in those it is narrowed to. Other scopes say nothing of a call. */
function callsOf(where: Where, actor: Actor, role: Role, column: string): string {
  const scopes = scopesOf(actor, [role]).filter((scope) => Object.keys(scope).every((field) => field === 'callId'));
  if (scopes.some(({ callId }) => callId === undefined)) return 'true';
  return scopes.length === 0 ? 'false' : `${column} = any(${where.value(scopes.map(({ callId }) => callId))}::uuid[])`;
}

/** What each person must do, soonest due first: one statement for a pole's people, one for each list of a desk. */
@Injectable()
export class TaskQueries {
  constructor(private readonly database: Database) {}

  /** Of one's poles: messages to answer, certifications asked, what calls changed since one opened the dossier last. */
  async ofPoles(actor: Actor, at: Date): Promise<PoleTask[]> {
    const where = new Where();
    const [me, now] = [`${where.value(actor.userId)}::uuid`, `${where.value(at)}::timestamptz`];
    const of = (...roles: Role[]): string => `a.pole_id = any(${where.value(polesOf(actor, roles))}::uuid[])`;
    const dossier = `a.id as "applicationId", coalesce(a.draft_title, a.project_title) as "projectTitle", c.code as "callCode"`;
    const closes = `coalesce((select r.due_at from correction_requests r where r.application_id = a.id and r.answer_id is null and r.lapsed_at is null), closes_for(a.phase_id, a.pole_id))`;
    return rows<PoleTask>(
      this.database,
      `select * from (
         select 'message' as kind, ${dossier}, a.answer_due_since as since, null::timestamptz as "dueAt"
         from applications a join calls c on c.id = a.call_id where ${of('applicant')} and a.answer_due_from = 'pole'
         union all
         select 'certification', ${dossier}, q.asked_at, ${closes}
         from applications a join calls c on c.id = a.call_id and c.certification
         join lateral (select asked_at from certification_requests where application_id = a.id and asked_by <> ${me} order by asked_at desc limit 1) q on true
         where ${of('representative')} and a.state in ('draft', 'submitted') and ${closes} > ${now}
           and q.asked_at > coalesce((select max(received_at) from submissions where application_id = a.id), '-infinity')
           and not exists (select from certifications x where x.application_id = a.id and x.version = a.version)
         union all
         select 'addendum', ${dossier}, max(d.published_at), closes_for(a.phase_id, a.pole_id)
         from applications a join calls c on c.id = a.call_id join addenda d on d.call_id = a.call_id and d.state = 'published'
         where ${of('applicant', 'representative')} and (a.state = 'draft' or a.reopened_at is not null and a.state = 'submitted') and closes_for(a.phase_id, a.pole_id) > ${now}
           and d.published_at > coalesce((select visited_at from application_visits v where v.application_id = a.id and v.user_id = ${me}), a.created_at)
         group by a.id, c.code
       ) tasks order by "dueAt" nulls last, since, "applicationId" limit ${most}`,
      where.params,
    );
  }

  /** Of one's desk: questions and messages that nobody answered, addenda that wait for a second person; the oldest first. */
  async ofDesk(actor: Actor): Promise<DeskTask[]> {
    const lists = await Promise.all([this.messages(actor), this.questions(actor), this.addenda(actor)]);
    return lists.flat();
  }

  private messages(actor: Actor): Promise<DeskTask[]> {
    const where = new Where();
    const me = `${where.value(actor.userId)}::uuid`;
    where.and(`a.answer_due_from = 'desk' and a.state not in ('draft', 'discarded')`);
    where.and(callsOf(where, actor, 'officer', 'a.call_id'));
    where.and(`not exists (select from conflicts k where k.application_id = a.id and k.person_id = ${me})`);
    const kept = polesKeptFrom(actor).map(({ poleId }) => poleId);
    if (kept.length > 0) where.and(kept.includes(undefined) ? 'false' : `a.pole_id <> all(${where.value(kept)}::uuid[])`);
    return rows<DeskTask>(
      this.database,
      `select 'message' as kind, a.id, c.id as "callId", c.code as "callCode", p.name as title, a.answer_due_since as since
       from applications a join calls c on c.id = a.call_id join poles p on p.id = a.pole_id where ${where.sql} order by a.answer_due_since, a.id limit ${most}`,
      where.params,
    );
  }

  private questions(actor: Actor): Promise<DeskTask[]> {
    const where = new Where();
    where.and(`q.state = 'asked'`);
    where.and(callsOf(where, actor, 'officer', 'q.call_id'));
    return rows<DeskTask>(
      this.database,
      `select 'question' as kind, q.id, c.id as "callId", c.code as "callCode", q.question as title, q.asked_at as since
       from call_questions q join calls c on c.id = q.call_id where ${where.sql} order by q.asked_at, q.id limit ${most}`,
      where.params,
    );
  }

  /** Nobody publishes what they proposed. */
  private addenda(actor: Actor): Promise<DeskTask[]> {
    const where = new Where();
    where.and(`d.state = 'proposed' and d.proposed_by <> ${where.value(actor.userId)}::uuid`);
    where.and(callsOf(where, actor, 'publisher', 'd.call_id'));
    return rows<DeskTask>(
      this.database,
      `select 'addendum' as kind, d.id, c.id as "callId", c.code as "callCode", d.reason as title, d.proposed_at as since
       from addenda d join calls c on c.id = d.call_id where ${where.sql} order by d.proposed_at, d.id limit ${most}`,
      where.params,
    );
  }
}
