import type { MigrationInterface, QueryRunner } from 'typeorm';

const ids = `
create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists citext with schema public;

do $$
begin
  if exists (select from pg_proc where proname = 'uuidv7' and pronamespace = 'pg_catalog'::regnamespace) then
    create function essaim_uuid() returns uuid language sql volatile parallel safe as 'select uuidv7()';
  else
    create function essaim_uuid() returns uuid language sql volatile parallel safe as $f$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
    $f$;
  end if;
end $$;

create function essaim_fold(text) returns text language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;
comment on function essaim_fold(text) is 'Lower case without accents, for searches and their indexes';
`;

const deployment = `
create table deployment (
  singleton boolean primary key default true check (singleton),
  demonstration boolean not null
);
comment on table deployment is 'One row: is this a database for demonstrations, whose clock can be set and whose doors are open?';
grant select on deployment to essaim_app;
insert into deployment (demonstration) values (current_setting('essaim.demonstration')::boolean);

create table demonstration_clock (
  singleton boolean primary key default true check (singleton),
  set_to timestamptz not null,
  set_at timestamptz not null default clock_timestamp()
);
comment on table demonstration_clock is 'The domain clock of a demonstration: set_to plus the real time since set_at';

create function essaim_now() returns timestamptz language sql stable
  as $$ select coalesce((select set_to + (clock_timestamp() - set_at) from demonstration_clock), clock_timestamp()) $$;

create function demonstration_clock_guard() returns trigger language plpgsql as $$
begin
  if not exists (select from deployment where demonstration) then
    raise exception using errcode = '23514', constraint = 'demonstration_clock_only_in_demonstration', message = 'the clock can be set in a demonstration only';
  end if;
  if tg_op = 'UPDATE' and new.set_to < old.set_to + (clock_timestamp() - old.set_at) then
    raise exception using errcode = '23514', constraint = 'demonstration_clock_forward_only', message = 'the clock of a demonstration goes forward only';
  end if;
  new.set_at := clock_timestamp();
  return new;
end $$;
create trigger demonstration_clock_guard before insert or update on demonstration_clock for each row execute function demonstration_clock_guard();
grant select, insert, update on demonstration_clock to essaim_app;
`;

const events = `
create table event_heads (
  subject_type text not null,
  subject_id text not null,
  seq integer not null,
  hash bytea not null,
  primary key (subject_type, subject_id)
);
comment on table event_heads is 'The last event of each subject: its chain continues from here; written by the trigger of events alone';
grant select on event_heads to essaim_app;

create table events (
  id uuid primary key default essaim_uuid(),
  subject_type text not null,
  subject_id text not null,
  seq integer not null,
  name text not null,
  actor text not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  prev_hash bytea,
  hash bytea not null,
  unique (subject_type, subject_id, seq)
);
comment on table events is 'What happened, once and for ever: outbox, audit trail and timeline. Chained by hash per subject';
create index events_recorded on events (recorded_at);
grant select on events to essaim_app;
grant insert (id, subject_type, subject_id, name, actor, payload, occurred_at) on events to essaim_app;

create function event_hash(previous bytea, subject_type text, subject_id text, seq integer, name text, actor text, occurred_at timestamptz, payload jsonb)
returns bytea language sql immutable parallel safe as $$
  select sha256(coalesce(previous, ''::bytea) || convert_to(
    jsonb_build_array(subject_type, subject_id, seq, name, actor, (extract(epoch from occurred_at) * 1000000)::bigint, payload)::text, 'UTF8'))
$$;

create function event_chain() returns trigger language plpgsql security definer set search_path = essaim, pg_temp as $$
declare head event_heads%rowtype;
begin
  insert into event_heads as h (subject_type, subject_id, seq, hash) values (new.subject_type, new.subject_id, 0, ''::bytea)
    on conflict (subject_type, subject_id) do update set seq = h.seq returning * into head;
  new.seq := head.seq + 1;
  new.recorded_at := clock_timestamp();
  new.prev_hash := nullif(head.hash, ''::bytea);
  new.hash := event_hash(new.prev_hash, new.subject_type, new.subject_id, new.seq, new.name, new.actor, new.occurred_at, new.payload);
  update event_heads set seq = new.seq, hash = new.hash where subject_type = new.subject_type and subject_id = new.subject_id;
  return new;
end $$;
revoke execute on function event_chain() from public;
create trigger event_chain before insert on events for each row execute function event_chain();

create function event_chain_breaks() returns table (event_id uuid, subject_type text, subject_id text, seq integer, reason text)
language sql stable as $$
  with linked as (
    select e.*, lag(e.hash) over w as hash_before, lag(e.seq) over w as seq_before
    from events e window w as (partition by e.subject_type, e.subject_id order by e.seq)
  )
  select l.id, l.subject_type, l.subject_id, l.seq,
    case
      when l.hash <> event_hash(l.prev_hash, l.subject_type, l.subject_id, l.seq, l.name, l.actor, l.occurred_at, l.payload) then 'altered'
      when l.seq <> coalesce(l.seq_before, 0) + 1 then 'hole-before'
      else 'not-linked'
    end
  from linked l
  where l.hash <> event_hash(l.prev_hash, l.subject_type, l.subject_id, l.seq, l.name, l.actor, l.occurred_at, l.payload)
     or l.prev_hash is distinct from l.hash_before or l.seq <> coalesce(l.seq_before, 0) + 1
  union all
  select case when t.seq >= coalesce(h.seq, 0) then t.id end, subject_type, subject_id, greatest(h.seq, t.seq),
    case when t.seq >= coalesce(h.seq, 0) then 'not-in-head' else 'tail-cut' end
  from event_heads h
  full join (select distinct on (subject_type, subject_id) subject_type, subject_id, seq, hash, id from events order by subject_type, subject_id, seq desc) t using (subject_type, subject_id)
  where t.seq is distinct from h.seq or t.hash is distinct from h.hash
$$;
comment on function event_chain_breaks() is 'Names every event that was altered or slipped in, every hole in a chain and every chain whose end was cut';
`;

const outbox = `
create table outbox (
  id uuid primary key default essaim_uuid(),
  job text not null,
  key text not null,
  event_id uuid not null references events on delete restrict,
  created_at timestamptz not null default clock_timestamp(),
  leased_until timestamptz,
  handed_at timestamptz,
  unique (job, key)
);
comment on table outbox is 'Jobs that events started and that nobody has finished yet; a processor removes the row in the transaction of its effect';
create index outbox_to_hand on outbox (created_at) where handed_at is null;
create index outbox_handed on outbox (handed_at) where handed_at is not null;
grant select, insert, delete, update (leased_until, handed_at) on outbox to essaim_app;
`;

/** Extensions, identifiers, the deployment's mark, the two clocks, the chain of events and the outbox. */
export class Foundations1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ids, deployment, events, outbox]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('the foundations are not removed: restore a backup instead');
  }
}
