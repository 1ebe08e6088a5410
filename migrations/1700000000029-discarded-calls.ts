import type { MigrationInterface, QueryRunner } from 'typeorm';

const discarded = `
alter table calls drop constraint calls_state_check, drop constraint calls_published_whole, drop constraint calls_code_taken,
  add constraint calls_state_check check (state in ('draft', 'published', 'closed', 'discarded')),
  add constraint calls_published_whole check ((state in ('draft', 'discarded')) = (published_at is null) and (published_by is null) = (published_at is null));
create unique index calls_code_taken on calls (code) where state <> 'discarded';

create function discarded_call_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'discarded' or new.state = 'discarded' and old.state <> 'draft' then
    raise exception using errcode = '23514', constraint = 'calls_discarded_fixed', message = 'a draft alone is discarded, and stays so';
  end if;
  return new;
end $$;
create trigger discarded_call_guard before update on calls for each row when (old.state = 'discarded' or new.state = 'discarded') execute function discarded_call_guard();
`;

/** A call in preparation may be given up: it is kept, and its code is free again. */
export class DiscardedCalls1700000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(discarded);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
