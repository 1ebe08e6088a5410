import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rankings that committees work from. */
export class Selection1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table rankings (
  id uuid primary key default essaim_uuid(),
  call_id uuid not null references calls on delete restrict,
  ordinal integer not null check (ordinal > 0),
  committee_order uuid[] not null,
  frozen_by uuid not null references users on delete restrict,
  frozen_at timestamptz not null,
  constraint rankings_ordinal_taken unique (call_id, ordinal)
);
comment on table rankings is 'The ranking of a call as it stood at an instant, for ever. committee_order: what the committee said of ties that the rules could not break';
grant select, insert (call_id, ordinal, committee_order, frozen_by, frozen_at) on rankings to essaim_app;

create table ranking_rows (
  ranking_id uuid not null references rankings on delete restrict,
  application_id uuid not null references applications on delete restrict,
  position integer not null check (position > 0),
  rank integer check (rank > 0),
  mean_numerator integer not null check (mean_numerator >= 0),
  mean_denominator integer not null check (mean_denominator > 0),
  spread integer not null check (spread >= 0),
  review_count integer not null check (review_count > 0),
  below_threshold text[] not null,
  primary key (ranking_id, application_id),
  unique (ranking_id, position),
  constraint ranking_rows_rank_taken unique (ranking_id, rank),
  constraint ranking_rows_rank_unless_eliminated check ((rank is null) = (below_threshold <> '{}'))
);
comment on table ranking_rows is 'A dossier''s place in a frozen ranking. Its mean score in basis points is an exact fraction; no rank: eliminated by a threshold';
create index ranking_rows_of_application on ranking_rows (application_id);
grant select, insert on ranking_rows to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('rankings are not removed by a migration: restore a backup instead');
  }
}
