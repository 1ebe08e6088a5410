import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, what they may do, how they sign in. */
export class Identity1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table users (
  id uuid primary key default essaim_uuid(),
  email citext not null constraint users_email_taken unique,
  full_name text not null check (full_name <> ''),
  quality text,
  created_at timestamptz not null default clock_timestamp()
);
comment on table users is 'People who may sign in. quality: what a letter prints under a signatory''s name';
create index users_by_name on users (full_name collate "fr-x-icu", id);
grant select, insert, update (full_name, quality) on users to essaim_app;

create table role_grants (
  id uuid primary key default essaim_uuid(),
  user_id uuid not null references users on delete restrict,
  role text not null,
  scope jsonb not null default '{}' check (jsonb_typeof(scope) = 'object'),
  starts_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz,
  given_by uuid references users on delete restrict,
  constraint role_grants_given_twice exclude using gist (user_id with =, role with =, (scope::text) with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table role_grants is 'A role that a person holds from an instant until another, everywhere or within a scope (call, region, pole, envelope)';
create index role_grants_of_user on role_grants (user_id);
grant select, insert, update (ends_at) on role_grants to essaim_app;

create table sign_in_links (
  id uuid primary key default essaim_uuid(),
  user_id uuid not null references users on delete restrict,
  requested_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '15 minutes',
  used_at timestamptz
);
comment on table sign_in_links is 'A link that was mailed; what it carries is derived from its id by the secret of the deployment and kept nowhere';
create index sign_in_links_recent on sign_in_links (user_id, requested_at);
grant select, insert, update (used_at) on sign_in_links to essaim_app;

create table sessions (
  token_sha256 bytea primary key,
  user_id uuid not null references users on delete restrict,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '12 hours'
);
comment on table sessions is 'Who is signed in; the token itself is with the browser only';
create index sessions_of_user on sessions (user_id);
grant select, insert, delete on sessions to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('people are not removed by a migration: restore a backup instead');
  }
}
