import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events name each of the doubles that are there: they stay, told apart from the first. */
const once = `
alter table late_exceptions add column repeated boolean not null default false;
comment on column late_exceptions.repeated is 'The same pole, phase and end as one that was given before; kept because events name it';
update late_exceptions e set repeated = true
where exists (select from late_exceptions f where (f.phase_id, f.pole_id, f.until) = (e.phase_id, e.pole_id, e.until) and (f.given_at, f.id) < (e.given_at, e.id));
create unique index late_exceptions_once on late_exceptions (phase_id, pole_id, until) where not repeated;
revoke insert on late_exceptions from essaim_app;
grant insert (phase_id, pole_id, until, reason, given_by, given_at) on late_exceptions to essaim_app;
`;

/** The same pole, phase and end are one late exception. */
export class LateExceptionsOnce1700000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(once);
  }

  down(): Promise<void> {
    throw new Error('delays that were given are not removed by a migration: restore a backup instead');
  }
}
