import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A submitted dossier that its pole rewrites keeps what was submitted; the title and the declaration being rewritten stand beside. */
const rewriting = `
alter table applications add column reopened_at timestamptz, add column draft_title text, add column draft_prerequisite boolean,
  add constraint applications_reopened_once_submitted check (reopened_at is null or submitted_at is not null);
comment on column applications.reopened_at is 'When its pole reopened it; null once it was submitted again. The last submission stays in force meanwhile';
comment on column applications.draft_title is 'The title as it is being rewritten; project_title is that of the last submission';
grant update (reopened_at, draft_title, draft_prerequisite) on applications to essaim_app;
drop index section_revisions_of;
create index section_revisions_listed on section_revisions (application_id, key, saved_at desc, id desc);
`;

const exceptions = `
create table late_exceptions (
  id uuid primary key default essaim_uuid(),
  phase_id uuid not null references call_phases on delete restrict,
  pole_id uuid not null references poles on delete restrict,
  until timestamptz not null,
  reason text not null check (length(reason) between 10 and 2000),
  given_by uuid not null references users on delete restrict,
  given_at timestamptz not null,
  constraint late_exceptions_to_come check (until > given_at)
);
comment on table late_exceptions is 'A pole may submit in a phase until its own, later, exclusive bound: why, and who gave it. The last one counts';
create index late_exceptions_of on late_exceptions (phase_id, pole_id, until);
grant select, insert on late_exceptions to essaim_app;

create function closes_for(phase uuid, pole uuid) returns timestamptz language sql stable set search_path = essaim, pg_temp as $$
  select greatest(p.closes_at, (select max(e.until) from late_exceptions e where e.phase_id = phase and e.pole_id = pole)) from call_phases p where p.id = phase
$$;
comment on function closes_for is 'When a phase closes for a pole, exclusively: its bound, or the late exception';
`;

const corrections = `
create table correction_requests (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  parts text[] not null check (cardinality(parts) between 1 and 60),
  reason text not null check (length(reason) between 10 and 5000),
  consequence text not null check (consequence in ('examined-as-is', 'may-be-ineligible')),
  due_at timestamptz not null,
  requested_by uuid not null references users on delete restrict,
  requested_at timestamptz not null,
  answer_id uuid references submissions on delete restrict,
  lapsed_at timestamptz,
  constraint correction_requests_one_end check (answer_id is null or lapsed_at is null),
  constraint correction_requests_to_come check (due_at > requested_at)
);
comment on table correction_requests is 'What an officer asks a pole to correct in a submitted dossier: which parts, why, until when (exclusive). Answered by a new submission, or lapsed';
create unique index correction_requests_one_open on correction_requests (application_id) where answer_id is null and lapsed_at is null;
create index correction_requests_of on correction_requests (application_id, requested_at);
create index correction_requests_due on correction_requests (due_at) where answer_id is null and lapsed_at is null;
grant select, insert, update (answer_id, lapsed_at) on correction_requests to essaim_app;

create function writable_until(application uuid, part text) returns timestamptz language sql stable set search_path = essaim, pg_temp as $$
  select case
    when a.state = 'draft' then closes_for(a.phase_id, a.pole_id)
    when a.state = 'submitted' then greatest(
      case when a.reopened_at is not null then closes_for(a.phase_id, a.pole_id) end,
      (select r.due_at from correction_requests r where r.application_id = a.id and r.answer_id is null and r.lapsed_at is null and part = any (r.parts)))
  end from applications a where a.id = application
$$;
comment on function writable_until is 'Until when, exclusively, a part of a dossier may be written; null: it is closed. Every statement that writes one asks it';
`;

const reminders = `
create table draft_reminders (
  application_id uuid not null references applications on delete restrict,
  lead text not null check (lead in ('7d', '2d', '6h')),
  reminded_at timestamptz not null,
  primary key (application_id, lead)
);
comment on table draft_reminders is 'Drafts whose people were told, once each, that the phase closes in 7 days, 2 days, 6 hours';
grant select, insert on draft_reminders to essaim_app;
create index call_phases_closing on call_phases (closes_at);
create index late_exceptions_until on late_exceptions (until);
`;

const messages = `
create table application_messages (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  side text not null check (side in ('pole', 'desk')),
  author_id uuid not null references users on delete restrict,
  body text not null check (length(body) between 1 and 5000),
  sent_at timestamptz not null
);
comment on table application_messages is 'What the pole and the ministry write to each other about a dossier, in plain text';
create index application_messages_of on application_messages (application_id, sent_at, id);
grant select, insert on application_messages to essaim_app;
`;

/** The life of a dossier: reopened, corrected, late by exception, reminded, written about. */
export class Drafts1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [rewriting, exceptions, corrections, reminders, messages]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('what poles wrote is not removed by a migration: restore a backup instead');
  }
}
