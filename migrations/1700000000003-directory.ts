import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The poles: the legal persons that apply. */
export class Directory1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table poles (
  id uuid primary key default essaim_uuid(),
  name text not null check (name <> ''),
  siren text not null constraint poles_siren_taken unique check (siren ~ '^[0-9]{9}$'),
  legal_category text not null check (legal_category ~ '^[0-9]{4}$'),
  region_code text not null check (region_code ~ '^[0-9]{2}$'),
  address_line text not null,
  postal_code text not null,
  city text not null,
  overseas boolean not null generated always as (region_code in ('01', '02', '03', '04', '06')) stored,
  created_by uuid not null references users on delete restrict,
  created_at timestamptz not null default clock_timestamp()
);
comment on table poles is 'Poles: the legal persons that apply. Their members are declared in each application';
create index poles_by_name on poles (name collate "fr-x-icu", id);
create index poles_search on poles using gin (essaim_fold(name) public.gin_trgm_ops);
grant select, insert on poles to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('poles are not removed by a migration: restore a backup instead');
  }
}
