import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that end at an instant said ahead, within scopes that exist. */
export class Grants1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table role_grants add constraint role_grants_ends_after_start check (ends_at is null or ends_at >= starts_at);
grant insert (ends_at) on role_grants to essaim_app;

create function role_grant_scope_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if new.scope ? 'callId' and not exists (select from calls where id = (new.scope ->> 'callId')::uuid)
    or new.scope ? 'poleId' and not exists (select from poles where id = (new.scope ->> 'poleId')::uuid)
    or new.scope ? 'envelopeId' and not exists (select from envelopes where id = (new.scope ->> 'envelopeId')::uuid) then
    raise exception using errcode = '23503', constraint = 'role_grants_scope_exists', table = 'role_grants', message = 'a role holds within a call, a pole or an envelope that exists';
  end if;
  return new;
end $$;
create trigger role_grants_scope_guard before insert on role_grants for each row execute function role_grant_scope_guard();
`);
  }

  down(): Promise<void> {
    throw new Error('people are not changed back by a migration: restore a backup instead');
  }
}
