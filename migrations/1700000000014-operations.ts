import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What those who run the platform look for. */
export class Operations1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table events add column request_id uuid;
comment on column events.request_id is 'The request, or the outbox row of the job, that appended it: as in the logs. Outside the hash';
grant insert (request_id) on events to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('events are never changed: restore a backup instead');
  }
}
