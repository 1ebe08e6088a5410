import type { MigrationInterface, QueryRunner } from 'typeorm';

const people = `
create table conflicts (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  person_id uuid not null references users on delete restrict,
  basis text not null check (basis in ('member', 'employment', 'family', 'financial', 'competitor', 'other')),
  since timestamptz not null,
  recorded_by uuid not null references users on delete restrict,
  constraint conflicts_declared_once unique (application_id, person_id)
);
comment on table conflicts is 'People who have a link with a dossier and keep away from it from that instant on (loi 2013-907 art. 2); basis: the nature of the link, no more';
create index conflicts_of_person on conflicts (person_id);
grant select, insert on conflicts to essaim_app;

alter table submissions add constraint submissions_of_application unique (id, application_id);
create table assignments (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  submission_id uuid not null,
  reviewer_id uuid not null references users on delete restrict,
  level text not null check (level in ('national', 'regional')),
  why text not null default '',
  assigned_by uuid not null references users on delete restrict,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('conflict')),
  foreign key (submission_id, application_id) references submissions (id, application_id) on delete restrict,
  constraint assignments_ended_whole check ((ended_at is null) = (end_reason is null))
);
comment on table assignments is 'Who is asked to review which submission of a dossier, at which level and why; one that ended stays';
create unique index assignments_active_once on assignments (application_id, reviewer_id) where ended_at is null;
create index assignments_of_reviewer on assignments (reviewer_id, assigned_at desc, id desc);
grant select, insert (application_id, submission_id, reviewer_id, level, why, assigned_by, assigned_at), update (ended_at, end_reason) on assignments to essaim_app;

create function assignment_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if exists (select from conflicts where application_id = new.application_id and person_id = new.reviewer_id) then
    raise exception using errcode = '23514', constraint = 'assignments_not_conflicted', table = 'assignments', message = 'the reviewer has a declared link with the dossier';
  end if;
  return new;
end $$;
create trigger assignment_guard before insert on assignments for each row execute function assignment_guard();
`;

const reviews = `
create table reviews (
  id uuid primary key default essaim_uuid(),
  assignment_id uuid not null references assignments on delete restrict,
  revision integer not null default 1 check (revision > 0),
  rubric_version_id uuid not null references rubric_versions on delete restrict,
  state text not null default 'draft' check (state in ('draft', 'final')),
  version integer not null default 1,
  basis_points integer check (basis_points between 0 and 10000),
  below_threshold text[],
  sent_at timestamptz,
  constraint reviews_revision_once unique (assignment_id, revision),
  constraint reviews_scored_when_final check (
    (state = 'final') = (basis_points is not null) and (state = 'final') = (below_threshold is not null) and (state = 'final') = (sent_at is not null))
);
comment on table reviews is 'What one reviewer says of one submission. basis_points: the score out of 10 000; below_threshold: criteria marked under their threshold (*: the whole). Final ones never change; a revision is a new row';
grant select, insert (assignment_id, revision, rubric_version_id), update (state, version, basis_points, below_threshold, sent_at) on reviews to essaim_app;

create table review_marks (
  review_id uuid not null references reviews on delete restrict,
  criterion text not null,
  value integer,
  not_applicable boolean not null default false,
  comment text not null default '',
  primary key (review_id, criterion),
  constraint review_marks_value_or_not_applicable check (value is null or not not_applicable)
);
comment on table review_marks is 'A mark per criterion of the rubric: a value, or not applicable (which is not zero), or neither while the draft is unfinished';
grant select, insert, update (value, not_applicable, comment) on review_marks to essaim_app;

create function review_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
declare unanswered integer;
begin
  if old.state = 'final' then
    raise exception using errcode = '23514', constraint = 'reviews_final', table = 'reviews', message = 'a final review does not change';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if new.state = 'final' then
    select count(*) into unanswered
    from rubric_versions v, jsonb_array_elements(v.definition->'criteria') as asked (it)
    left join review_marks m on m.review_id = new.id and m.criterion = asked.it->>'key' and (m.value is not null or m.not_applicable)
    where v.id = new.rubric_version_id and m.review_id is null;
    if unanswered > 0 then
      raise exception using errcode = '23514', constraint = 'reviews_final_answered', table = 'reviews', message = 'a final review answers every criterion';
    end if;
  end if;
  return new;
end $$;
create trigger review_guard before update or delete on reviews for each row execute function review_guard();

create function review_marks_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
declare locked text;
begin
  -- the lock makes a mark wait for a sending that is under way, and see it
  select state into locked from reviews where id = case when tg_op = 'DELETE' then old.review_id else new.review_id end for share;
  if locked = 'final' then
    raise exception using errcode = '23514', constraint = 'review_marks_final', table = 'review_marks', message = 'the marks of a final review do not change';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger review_marks_guard before insert or update or delete on review_marks for each row execute function review_marks_guard();
`;

/** Links of interest, assignments, reviews and their marks. */
export class Reviews1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [people, reviews]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('reviews are not removed by a migration: restore a backup instead');
  }
}
