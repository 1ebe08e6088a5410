import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call may ask that a representative of the pole certify the version that is submitted, and that somebody else submit it. */
const certification = `
alter table calls add column certification boolean not null default false;
grant update (certification) on calls to essaim_app;
create function call_certification_fixed() returns trigger language plpgsql as $$
begin
  raise exception using errcode = '23514', constraint = 'calls_certification_fixed', message = 'a published call keeps its terms';
end $$;
create trigger call_certification_fixed before update of certification on calls for each row
  when (old.state <> 'draft' and old.certification <> new.certification) execute function call_certification_fixed();

create table certifications (
  application_id uuid not null references applications on delete restrict,
  version integer not null,
  certified_by uuid not null references users on delete restrict,
  quality text not null check (length(btrim(quality)) between 2 and 200),
  certified_at timestamptz not null,
  primary key (application_id, version, certified_by)
);
comment on table certifications is 'Who certified which version of a draft, and as what. A later version is another one: it has to be certified again';
grant select, insert on certifications to essaim_app;

create table certification_requests (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  version integer not null,
  asked_by uuid not null references users on delete restrict,
  asked_at timestamptz not null
);
comment on table certification_requests is 'When the representatives of a pole were asked to certify a dossier';
create index certification_requests_of on certification_requests (application_id, asked_at);
grant select, insert on certification_requests to essaim_app;

create function submission_certified() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if (select c.certification from applications a join calls c on c.id = a.call_id where a.id = new.application_id) and not exists (
    select from certifications c where c.application_id = new.application_id and c.version = new.draft_version and c.certified_by <> new.submitted_by) then
    raise exception using errcode = '23514', constraint = 'submissions_certified', message = 'what is submitted is certified by another person';
  end if;
  return new;
end $$;
create trigger submission_certified before insert on submissions for each row execute function submission_certified();
`;

/** Who is at a dossier now, and who opened it when. */
const presence = `
create unlogged table presences (
  application_id uuid not null references applications on delete restrict,
  user_id uuid not null references users on delete restrict,
  part text not null check (length(part) between 1 and 60),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (application_id, user_id)
);
comment on table presences is 'Who writes in which part of a dossier, at real time; a row says nothing once it is a minute old';
grant select, insert, update, delete on presences to essaim_app;

create table application_visits (
  application_id uuid not null references applications on delete restrict,
  user_id uuid not null references users on delete restrict,
  visited_at timestamptz not null,
  primary key (application_id, user_id)
);
comment on table application_visits is 'When a person of its pole opened a dossier last: what the call changed since is news to them';
grant select, insert, update (visited_at) on application_visits to essaim_app;
`;

/** Whose turn it is to answer, kept with the dossier: no list looks through every message. */
const answers = `
alter table applications add column answer_due_from text check (answer_due_from in ('pole', 'desk')), add column answer_due_since timestamptz,
  add constraint applications_answer_due_whole check ((answer_due_from is null) = (answer_due_since is null));
comment on column applications.answer_due_from is 'Who has a message that they neither answered nor set aside, since the first of those';
grant update (answer_due_from, answer_due_since) on applications to essaim_app;
update applications a set answer_due_from = case l.side when 'pole' then 'desk' else 'pole' end,
  answer_due_since = (select min(m.sent_at) from application_messages m where m.application_id = a.id and m.side = l.side
    and not exists (select from application_messages n where n.application_id = a.id and n.side <> l.side and (n.sent_at, n.id) > (m.sent_at, m.id)))
from (select distinct on (application_id) application_id, side from application_messages order by application_id, sent_at desc, id desc) l where l.application_id = a.id;
create index applications_answer_due on applications (answer_due_from, answer_due_since) where answer_due_from is not null;
`;

/** Two persons for one submission; several at one dossier; whose turn it is. */
export class Certification1700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [certification, presence, answers]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('what poles certified is not removed by a migration: restore a backup instead');
  }
}
