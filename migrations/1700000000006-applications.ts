import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dossiers: drafts, members, submissions that are sealed, eligibility. */
export class Applications1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table applications (
  id uuid primary key default essaim_uuid(),
  call_id uuid not null references calls on delete restrict,
  phase_id uuid not null references call_phases on delete restrict,
  pole_id uuid not null references poles on delete restrict,
  form_version_id uuid not null references form_versions on delete restrict,
  project_title text not null default '',
  state text not null default 'draft' check (state in ('draft', 'submitted', 'eligible', 'ineligible', 'under-review', 'awarded', 'reserve', 'refused', 'withdrawn', 'discarded')),
  version integer not null default 1,
  number text constraint applications_number_taken unique,
  prerequisite_declared boolean not null default false,
  prerequisite_validated boolean,
  submitted_at timestamptz,
  silence_on date,
  silence_noted_at timestamptz,
  started_by uuid not null references users on delete restrict,
  created_at timestamptz not null default clock_timestamp(),
  constraint applications_number_when_submitted check ((number is null) = (submitted_at is null) and (silence_on is null) = (submitted_at is null)),
  constraint applications_draft_not_submitted check (state <> 'draft' or submitted_at is null)
);
comment on table applications is 'Dossiers. silence_on: the day on which silence becomes a refusal (CRPA L231-4); it changes no state';
create unique index applications_one_per_pole on applications (phase_id, pole_id) where state not in ('withdrawn', 'discarded');
create index applications_of_call on applications (call_id, state, number);
create index applications_of_pole on applications (pole_id);
create index applications_recent on applications (created_at desc, id desc);
create index applications_silence on applications (silence_on) where silence_on is not null and silence_noted_at is null and state in ('submitted', 'eligible', 'ineligible', 'under-review');
grant select, insert, update (state, version, number, project_title, prerequisite_declared, prerequisite_validated, submitted_at, silence_on, silence_noted_at) on applications to essaim_app;

create table application_sections (
  application_id uuid not null references applications on delete restrict,
  key text not null,
  answers jsonb not null,
  version integer not null default 1,
  primary key (application_id, key)
);
comment on table application_sections is 'The answers of a dossier, a section a row; version grows at each save and a stale one is refused';
grant select, insert, update (answers, version) on application_sections to essaim_app;

create table section_revisions (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  key text not null,
  answers jsonb not null,
  based_on integer not null,
  kept boolean not null,
  saved_by uuid not null references users on delete restrict,
  saved_at timestamptz not null default clock_timestamp()
);
comment on table section_revisions is 'Everything that was ever sent for a section, in order; kept = false: the save was stale, so the text lives only here';
create index section_revisions_of on section_revisions (application_id, key, saved_at);
grant select, insert on section_revisions to essaim_app;

create table application_members (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  position integer not null,
  name text not null check (name <> ''),
  siren text check (siren ~ '^[0-9]{9}$'),
  legal_category text not null check (legal_category ~ '^[0-9]{4}$'),
  slots text[] not null check (slots <@ array['ess', 'non-ess', 'other']),
  evidence text not null default '',
  unique (application_id, position)
);
comment on table application_members is 'Members of the pole as this dossier declares them, with the slots of décret 2015-431 art. 3 that each claims; siren null: a natural person';
grant select, insert, delete on application_members to essaim_app;

create table application_findings (
  application_id uuid not null references applications on delete restrict,
  condition text not null check (condition in ('private-law', 'innovation', 'territory', 'specification', 'not-already-funded')),
  met boolean not null,
  reason text not null,
  found_by uuid not null references users on delete restrict,
  found_at timestamptz not null,
  primary key (application_id, condition),
  constraint application_findings_reason_given check (met or length(reason) >= 10)
);
comment on table application_findings is 'What the officer found on the conditions of décret 2015-431 art. 3 that no rule computes; a refusal needs its reason';
grant select, insert, update (met, reason, found_by, found_at) on application_findings to essaim_app;

create table application_verdicts (
  application_id uuid primary key references applications on delete restrict,
  outcome text not null check (outcome in ('eligible', 'ineligible')),
  conditions jsonb not null,
  ruled_by uuid not null references users on delete restrict,
  ruled_at timestamptz not null
);
comment on table application_verdicts is 'The eligibility as ruled: every condition with whether it is met and why, as the letter repeats it';
grant select, insert on application_verdicts to essaim_app;

create table submissions (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  ordinal integer not null,
  draft_version integer not null,
  number text not null,
  received_at timestamptz not null,
  content text not null,
  content_sha256 bytea not null constraint submissions_content_matches_hash check (content_sha256 = sha256(convert_to(content, 'UTF8'))),
  submitted_by uuid not null references users on delete restrict,
  unique (application_id, ordinal),
  unique (application_id, draft_version)
);
comment on table submissions is 'A dossier as it was received: content, hash, number, instant; never changed. Reviews and decisions point at it, never at the draft';
grant select, insert on submissions to essaim_app;

create table number_series (year integer primary key, sequence text not null);
comment on table number_series is 'The sequence that gives the numbers of a year; gaps are allowed';
grant select on number_series to essaim_app;
create function next_number(for_year integer) returns text language plpgsql security definer set search_path = essaim, pg_temp as $$
declare name text := 'number_' || for_year;
begin
  if not exists (select from number_series where year = for_year) then
    perform pg_advisory_xact_lock(8, for_year);
    execute format('create sequence if not exists %I', name);
    insert into number_series values (for_year, name) on conflict do nothing;
  end if;
  return format('%s-%s', for_year, lpad(nextval(format('essaim.%I', name))::text, 6, '0'));
end $$;
revoke execute on function next_number(integer) from public;
grant execute on function next_number(integer) to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('dossiers are not removed by a migration: restore a backup instead');
  }
}
