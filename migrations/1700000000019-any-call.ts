import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a call says of itself beyond its terms: themes, regions, zonings, the call whose laureates it asks for, its tracks. */
const calls = `
alter table calls
  add column themes text[] not null default '{}',
  add column regions text[] not null default '{}',
  add column zonings text[] not null default '{}' constraint calls_zonings_known check (zonings <@ array['qpv', 'frr', 'rural', 'overseas']),
  add column prerequisite_call_id uuid references calls on delete restrict constraint calls_prerequisite_another check (prerequisite_call_id <> id),
  add column addenda integer not null default 0 check (addenda >= 0);
comment on table calls is 'Calls for projects. award_terms: support, amount per award, duration, laureates expected, instalments. prerequisite: label of what an applicant must hold already; prerequisite_call_id: only laureates of that call may start. regions: INSEE codes, none: all. zonings: zones that have priority. addenda: how many were published, each makes a version';
create index calls_recent on calls (created_at desc, id desc);
grant update (themes, regions, zonings, prerequisite_call_id, addenda) on calls to essaim_app;

alter table call_phases add column requires_position integer constraint call_phases_requires_earlier check (requires_position < position);
comment on column call_phases.requires_position is 'Only laureates of that phase of the same call may start a dossier in this one';

create table call_tracks (
  call_id uuid not null references calls on delete restrict,
  position integer not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  title text not null check (btrim(title) <> ''),
  support text not null check (support in ('cash', 'services', 'post', 'loan')),
  envelope_id uuid references envelopes on delete restrict,
  min_cents bigint not null,
  max_cents bigint not null,
  duration_months integer not null check (duration_months > 0),
  laureates_expected integer check (laureates_expected > 0),
  repaid_over_months integer check (repaid_over_months > 0),
  requires_track text,
  primary key (call_id, position),
  unique (call_id, key),
  foreign key (call_id, requires_track) references call_tracks (call_id, key) deferrable initially deferred,
  constraint call_tracks_amounts check (min_cents >= 0 and max_cents >= min_cents and (support = 'services' or min_cents > 0)),
  constraint call_tracks_post_fixed check (support <> 'post' or min_cents = max_cents and duration_months % 3 = 0),
  constraint call_tracks_loans_repaid check ((support = 'loan') = (repaid_over_months is not null))
);
comment on table call_tracks is 'Kinds of support of a call. min_cents and max_cents: of a post per year, of the others in all. envelope_id null: the call’s envelope';
grant select, insert, delete on call_tracks to essaim_app;
`;

/** A published call never changes silently: these tables let an addendum change it, and nothing else. */
const addenda = `
create table addenda (
  id uuid primary key default essaim_uuid(),
  call_id uuid not null references calls on delete restrict,
  ordinal integer,
  state text not null default 'proposed' check (state in ('proposed', 'published', 'dropped')),
  reason text not null constraint addenda_reason_given check (length(btrim(reason)) >= 10),
  before jsonb not null,
  after jsonb not null check (after <> '{}'),
  proposed_by uuid not null references users on delete restrict,
  proposed_at timestamptz not null,
  published_by uuid references users on delete restrict,
  published_at timestamptz,
  constraint addenda_second_person check (published_by is null or published_by <> proposed_by),
  constraint addenda_published_whole check ((state = 'published') = (published_by is not null) and (published_by is null) = (published_at is null) and (published_by is null) = (ordinal is null)),
  constraint addenda_numbered_once unique (call_id, ordinal)
);
comment on table addenda is 'What changed in a published call, and why: before and after hold the parts that differ. Proposed by one person, published by another';
create unique index addenda_one_proposed on addenda (call_id) where state = 'proposed';
create index addenda_of_call on addenda (call_id, proposed_at);
grant select, insert (call_id, reason, before, after, proposed_by, proposed_at), update (state, ordinal, published_by, published_at) on addenda to essaim_app;

create function addendum_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception using errcode = '23514', constraint = 'addenda_settled', message = 'a settled addendum does not change';
  end if;
  return new;
end $$;
create trigger addendum_guard before update on addenda for each row execute function addendum_guard();

create function published_call_guard() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
declare said jsonb;
begin
  if old.state = 'draft' then return new; end if;
  if (old.code, old.instrument, old.envelope_id, old.authority, old.composition_profile, old.prerequisite, old.tie_break, old.themes, old.regions, old.zonings, old.prerequisite_call_id)
    is distinct from (new.code, new.instrument, new.envelope_id, new.authority, new.composition_profile, new.prerequisite, new.tie_break, new.themes, new.regions, new.zonings, new.prerequisite_call_id) then
    raise exception using errcode = '23514', constraint = 'calls_published_fixed', message = 'a published call keeps its terms';
  end if;
  if (old.title, old.summary, old.award_terms) is distinct from (new.title, new.summary, new.award_terms) then
    select after into said from addenda where call_id = new.id and ordinal = new.addenda and new.addenda = old.addenda + 1;
    if said is null
      or old.title <> new.title and said->>'title' is distinct from new.title
      or old.summary <> new.summary and said->>'summary' is distinct from new.summary
      or old.award_terms <> new.award_terms and said->'awardTerms' is distinct from new.award_terms then
      raise exception using errcode = '23514', constraint = 'calls_changed_by_addendum', message = 'a published call changes by an addendum only';
    end if;
    if old.award_terms <> new.award_terms and exists (select from decisions where call_id = new.id and superseded_at is null) then
      raise exception using errcode = '23514', constraint = 'calls_award_decided', message = 'a decision is in force under these terms';
    end if;
  end if;
  return new;
end $$;
create trigger published_call_guard before update on calls for each row execute function published_call_guard();

create function published_phase_guard() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
declare call_state text; published integer;
begin
  select state, c.addenda into call_state, published from calls c where c.id = old.call_id;
  if call_state = 'draft' then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'UPDATE' and (old.call_id, old.position, old.title, old.opens_at, old.exclusive, old.requires_position) is not distinct from (new.call_id, new.position, new.title, new.opens_at, new.exclusive, new.requires_position)
    and exists (select from addenda a, jsonb_array_elements(a.after->'closings') c
      where a.call_id = new.call_id and a.ordinal = published and a.published_at < old.closes_at and (c->>'phaseId')::uuid = new.id and (c->>'closesAt')::timestamptz = new.closes_at)
    and (new.closes_at > old.closes_at or not exists (select from applications where phase_id = new.id and state not in ('withdrawn', 'discarded'))) then
    return new;
  end if;
  raise exception using errcode = '23514', constraint = 'call_phases_changed_by_addendum', message = 'a phase of a published call changes by an addendum only';
end $$;
create trigger published_phase_guard before update or delete on call_phases for each row execute function published_phase_guard();

create function published_track_guard() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
begin
  if (select state from calls where id = case when tg_op = 'DELETE' then old.call_id else new.call_id end) <> 'draft' then
    raise exception using errcode = '23514', constraint = 'call_tracks_of_drafts', message = 'the tracks of a published call are fixed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger published_track_guard before insert or update or delete on call_tracks for each row execute function published_track_guard();
`;

/** Who may start where a phase, or the call, is for laureates of another one: an award that was released. */
const prerequisites = `
create function holds_award(pole uuid, of_call uuid, of_phase uuid) returns boolean language sql stable set search_path = essaim, public, pg_temp as $$
  select exists (select from applications a join decisions d on d.application_id = a.id
    where a.pole_id = pole and (a.call_id = of_call or a.phase_id = of_phase) and d.kind = 'award' and d.state = 'released' and d.superseded_at is null)
$$;
create function application_prerequisite() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
begin
  if exists (select from calls c where c.id = new.call_id and c.prerequisite_call_id is not null and not holds_award(new.pole_id, c.prerequisite_call_id, null))
    or exists (select from call_phases p join call_phases q on q.call_id = p.call_id and q.position = p.requires_position
      where p.id = new.phase_id and not holds_award(new.pole_id, null, q.id)) then
    raise exception using errcode = '23514', constraint = 'applications_prerequisite_held', message = 'for laureates of another call or phase';
  end if;
  return new;
end $$;
create trigger application_prerequisite before insert on applications for each row execute function application_prerequisite();
`;

const questions = `
create table call_questions (
  id uuid primary key default essaim_uuid(),
  call_id uuid not null references calls on delete restrict,
  asked_by uuid not null references users on delete restrict,
  question text not null check (length(question) between 10 and 2000),
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'answered')),
  answer text check (length(answer) between 2 and 5000),
  is_public boolean not null default false,
  answered_by uuid references users on delete restrict,
  answered_at timestamptz,
  constraint call_questions_answered_whole check ((state = 'answered') = (answer is not null) and (answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
  constraint call_questions_public_when_answered check (not is_public or state = 'answered')
);
comment on table call_questions is 'Questions about a call and what an officer answered: for all, or for the person who asked. Plain text';
create index call_questions_of_call on call_questions (call_id, asked_at desc, id desc);
create index call_questions_waiting on call_questions (call_id, asked_by) where state = 'asked';
grant select, insert (call_id, asked_by, question, asked_at), update (state, answer, is_public, answered_by, answered_at) on call_questions to essaim_app;
`;

/** Several funders in one envelope, and the announcement that an envelope comes from. */
const funders = `
alter table envelopes add column roadmap_id uuid references roadmaps on delete restrict;
comment on column envelopes.roadmap_id is 'The announcement that this money keeps';
create index envelopes_of_roadmap on envelopes (roadmap_id) where roadmap_id is not null;
grant insert (roadmap_id) on envelopes to essaim_app;

alter table envelope_movement_lines add column funder text not null default '';
alter table envelope_movement_lines drop constraint envelope_movement_lines_pkey, add primary key (movement_id, nature, year, funder);
comment on column envelope_movement_lines.funder is 'Who brings this money, as it names itself; empty: not told apart';
alter table roadmaps add column themes text[] not null default '{}';
`;

/** Any round without code: addenda, tracks, prerequisites, questions, funders. */
export class AnyCall1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [calls, addenda, prerequisites, questions, funders]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('what was published is not removed by a migration: restore a backup instead');
  }
}
