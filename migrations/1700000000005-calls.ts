import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls with their phase, award terms, form and rubric. */
export class Calls1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table calls (
  id uuid primary key default essaim_uuid(),
  code text not null constraint calls_code_taken unique check (code ~ '^[A-Z0-9-]{3,24}$'),
  title text not null check (title <> ''),
  instrument text not null check (instrument in ('AAP', 'AMI')),
  summary text not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'closed')),
  version integer not null default 1,
  envelope_id uuid not null references envelopes on delete restrict,
  authority text not null,
  composition_profile text not null default 'loose' check (composition_profile in ('strict', 'loose')),
  prerequisite text,
  tie_break text[] not null default '{}',
  award_terms jsonb not null,
  authored_by uuid not null references users on delete restrict,
  published_by uuid references users on delete restrict,
  published_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  constraint calls_published_by_another check (published_by is null or published_by <> authored_by),
  constraint calls_published_whole check ((state = 'draft') = (published_at is null) and (published_by is null) = (published_at is null))
);
comment on table calls is 'Calls for projects. award_terms: support, amount per award, duration, laureates expected, instalments. prerequisite: label of what an applicant must hold already';
create index calls_by_state on calls (state, published_at desc, id desc);
grant select, insert, update (title, instrument, summary, state, version, envelope_id, authority, composition_profile, prerequisite, tie_break, award_terms, published_by, published_at) on calls to essaim_app;

create table call_phases (
  id uuid primary key default essaim_uuid(),
  call_id uuid not null references calls on delete restrict,
  position integer not null,
  title text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  exclusive boolean not null default true,
  constraint call_phases_in_order check (opens_at < closes_at),
  unique (call_id, position),
  constraint call_phases_overlap exclude using gist (call_id with =, tstzrange(opens_at, closes_at) with &&) where (exclusive)
);
comment on table call_phases is 'When applications are taken: from opens_at until just before closes_at, an exclusive bound (until 23:59 is midnight of the next day)';
grant select, insert, delete, update (title, opens_at, closes_at) on call_phases to essaim_app;

create table form_versions (
  id uuid primary key default essaim_uuid(),
  call_id uuid not null references calls on delete restrict,
  ordinal integer not null,
  definition jsonb not null,
  frozen_at timestamptz,
  unique (call_id, ordinal)
);
comment on table form_versions is 'The form of a call; immutable once frozen, which publication does';
create table rubric_versions (like form_versions including all);
alter table rubric_versions add foreign key (call_id) references calls on delete restrict;
comment on table rubric_versions is 'The rubric of a call: weighted criteria, scales, thresholds; immutable once frozen';

create function frozen_version_guard() returns trigger language plpgsql as $$
begin
  if old.frozen_at is not null then
    raise exception using errcode = '23514', constraint = tg_table_name || '_frozen', message = 'a frozen version does not change';
  end if;
  return new;
end $$;
create trigger form_versions_guard before update on form_versions for each row execute function frozen_version_guard();
create trigger rubric_versions_guard before update on rubric_versions for each row execute function frozen_version_guard();
grant select, insert, update (definition, frozen_at) on form_versions, rubric_versions to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('calls are not removed by a migration: restore a backup instead');
  }
}
