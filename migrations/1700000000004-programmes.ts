import type { MigrationInterface, QueryRunner } from 'typeorm';

const envelopes = `
create table envelopes (
  id uuid primary key default essaim_uuid(),
  title text not null check (btrim(title) <> ''),
  parent_id uuid references envelopes on delete restrict,
  programme_code text,
  action_code text,
  state text not null default 'proposed' check (state in ('proposed', 'open')),
  proposed_by uuid not null references users on delete restrict,
  proposed_at timestamptz not null,
  confirmed_by uuid references users on delete restrict,
  confirmed_at timestamptz,
  constraint envelopes_second_person check (confirmed_by is null or confirmed_by <> proposed_by),
  constraint envelopes_open_when_confirmed check ((state = 'open') = (confirmed_by is not null) and (confirmed_by is null) = (confirmed_at is null)),
  constraint envelopes_not_own_parent check (parent_id is null or parent_id <> id)
);
comment on table envelopes is 'Money set aside for calls. programme_code and action_code: where it stands in the State budget. What it holds is in ledger_accounts';
create index envelopes_by_title on envelopes (title collate "fr-x-icu", id);
create index envelopes_search on envelopes using gin (essaim_fold(title) public.gin_trgm_ops);
grant select, insert (title, programme_code, action_code, proposed_by, proposed_at), update (state, confirmed_by, confirmed_at) on envelopes to essaim_app;

create table envelope_movements (
  id uuid primary key default essaim_uuid(),
  envelope_id uuid not null references envelopes on delete restrict,
  kind text not null check (kind in ('open', 'top-up')),
  state text not null default 'proposed' check (state in ('proposed', 'confirmed')),
  proposed_by uuid not null references users on delete restrict,
  proposed_at timestamptz not null,
  confirmed_by uuid references users on delete restrict,
  confirmed_at timestamptz,
  constraint envelope_movements_second_person check (confirmed_by is null or confirmed_by <> proposed_by),
  constraint envelope_movements_whole check ((state = 'confirmed') = (confirmed_by is not null) and (confirmed_by is null) = (confirmed_at is null))
);
comment on table envelope_movements is 'Openings and top-ups of envelopes: proposed by one person, confirmed by another; only then does the ledger move';
create unique index envelope_movements_opened_once on envelope_movements (envelope_id) where kind = 'open';
create index envelope_movements_of_envelope on envelope_movements (envelope_id, proposed_at);
grant select, insert (envelope_id, kind, proposed_by, proposed_at), update (state, confirmed_by, confirmed_at) on envelope_movements to essaim_app;

create table envelope_movement_lines (
  movement_id uuid not null references envelope_movements on delete restrict,
  nature text not null check (nature in ('ae', 'cp')),
  year smallint not null check (year between 2000 and 2100),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (movement_id, nature, year)
);
comment on table envelope_movement_lines is 'What a movement brings: commitment authorisations (ae) and payment appropriations (cp), year by year';
grant select, insert on envelope_movement_lines to essaim_app;
`;

const roadmaps = `
create table roadmaps (
  id uuid primary key default essaim_uuid(),
  title text not null check (btrim(title) <> ''),
  announced_on date not null,
  created_by uuid not null references users on delete restrict,
  created_at timestamptz not null
);
comment on table roadmaps is 'What a ministry announced over several years: an intention, no money; envelopes are opened from it later';
create index roadmaps_recent on roadmaps (announced_on desc, id desc);
grant select, insert on roadmaps to essaim_app;

create table roadmap_lines (
  id uuid primary key default essaim_uuid(),
  roadmap_id uuid not null references roadmaps on delete restrict,
  position integer not null,
  label text not null check (btrim(label) <> ''),
  unique (roadmap_id, position)
);
comment on table roadmap_lines is 'The purposes of a roadmap, in the order in which it names them';
grant select, insert on roadmap_lines to essaim_app;

create table roadmap_amounts (
  line_id uuid not null references roadmap_lines on delete restrict,
  year smallint not null check (year between 2000 and 2100),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (line_id, year)
);
comment on table roadmap_amounts is 'What a roadmap announces for one purpose in one year';
grant select, insert on roadmap_amounts to essaim_app;
`;

const ledger = `
create table ledger_accounts (
  id bigint generated always as identity primary key,
  envelope_id uuid not null references envelopes on delete restrict,
  year smallint not null check (year between 2000 and 2100),
  nature text not null,
  bucket text not null,
  award_id uuid,
  balance_cents bigint not null default 0,
  constraint ledger_accounts_key unique nulls not distinct (envelope_id, year, nature, bucket, award_id),
  constraint ledger_accounts_balance_not_negative check (balance_cents >= 0 or bucket = 'source'),
  constraint ledger_accounts_bucket check (
    nature = 'ae' and bucket in ('source', 'available', 'delegated', 'reserved', 'committed', 'lapsed')
    or nature = 'cp' and bucket in ('source', 'available', 'delegated', 'planned', 'ordered', 'paid', 'recovered', 'lapsed')),
  constraint ledger_accounts_award check (
    case when bucket in ('committed', 'planned', 'ordered', 'paid', 'recovered') then award_id is not null
      when bucket = 'reserved' then true
      else award_id is null end)
);
comment on table ledger_accounts is 'Where money stands: an envelope, a year, AE (may be promised) or CP (may be paid), a bucket, an award. Balances are written by the trigger of ledger_transfers alone';
create index ledger_accounts_of_award on ledger_accounts (award_id, bucket) where award_id is not null;
grant select, insert (envelope_id, year, nature, bucket, award_id) on ledger_accounts to essaim_app;

create table ledger_moves (
  kind text not null,
  nature text not null check (nature in ('ae', 'cp')),
  from_bucket text not null,
  to_bucket text not null,
  correction boolean not null,
  same_year boolean not null,
  same_envelope boolean not null,
  same_award boolean not null,
  primary key (kind, nature, from_bucket, to_bucket)
);
comment on table ledger_moves is 'Every legal move of money; anything else is refused. correction: legal only as a transfer that names the one it takes back. same_award: both accounts belong to one award';
insert into ledger_moves (kind, nature, from_bucket, to_bucket, correction, same_year, same_envelope, same_award) values
  ('open', 'ae', 'source', 'available', false, true, true, false),
  ('open', 'ae', 'available', 'source', true, true, true, false),
  ('open', 'cp', 'source', 'available', false, true, true, false),
  ('open', 'cp', 'available', 'source', true, true, true, false),
  ('top-up', 'ae', 'source', 'available', false, true, true, false),
  ('top-up', 'ae', 'available', 'source', true, true, true, false),
  ('top-up', 'cp', 'source', 'available', false, true, true, false),
  ('top-up', 'cp', 'available', 'source', true, true, true, false),
  ('commit', 'ae', 'available', 'committed', false, true, true, false),
  ('decommit', 'ae', 'committed', 'available', false, true, true, false),
  ('plan', 'cp', 'available', 'planned', false, true, true, false),
  ('plan', 'cp', 'planned', 'available', true, true, true, false),
  ('order', 'cp', 'planned', 'ordered', false, true, true, true),
  ('cancel-order', 'cp', 'ordered', 'planned', false, true, true, true),
  ('pay', 'cp', 'ordered', 'paid', false, true, true, true),
  ('pay', 'cp', 'paid', 'ordered', true, true, true, true);
grant select on ledger_moves to essaim_app;

create table ledger_transfers (
  id bigint generated always as identity primary key,
  kind text not null,
  from_account bigint not null references ledger_accounts on delete restrict,
  to_account bigint not null references ledger_accounts on delete restrict,
  amount_cents bigint not null constraint ledger_transfers_amount_positive check (amount_cents > 0),
  event_id uuid not null references events on delete restrict,
  person_id uuid not null references users on delete restrict,
  at timestamptz not null default clock_timestamp(),
  reason text,
  award_id uuid,
  instalment_id uuid,
  corrects bigint references ledger_transfers on delete restrict,
  constraint ledger_transfers_two_accounts check (from_account <> to_account)
);
comment on table ledger_transfers is 'Every movement of money, for ever: from one account to another, by which event, person, award. A correction is a transfer that names the one it corrects. at: when it was written; the event says the day it counts for';
create index ledger_transfers_from on ledger_transfers (from_account, id);
create index ledger_transfers_to on ledger_transfers (to_account, id);
create index ledger_transfers_of_event on ledger_transfers (event_id);
create index ledger_transfers_of_award on ledger_transfers (award_id, id) where award_id is not null;
create index ledger_transfers_corrections on ledger_transfers (corrects) where corrects is not null;
grant select, insert (kind, from_account, to_account, amount_cents, event_id, person_id, reason, award_id, instalment_id, corrects) on ledger_transfers to essaim_app;
`;

/**
 * AFTER … FOR EACH STATEMENT with a transition table: one lock order (ids of accounts) whatever the rows are. The ids travel in an array:
 * `where id in (select … from new_rows) for no key update` misses rows under load, when a waited-for row is checked again.
 * The committed AE of an award is locked with whatever takes from its cap, so that plans in different years wait for each other.
 */
const trigger = `
create function ledger_move() returns trigger language plpgsql security definer set search_path = essaim, pg_temp as $$
declare ids bigint[]; locked int; i bigint; n bigint; f bigint; t bigint; m bigint; illegal text; capped uuid[]; corrected bigint[]; culprit text;
begin
  -- keys of accounts never change, so legality needs no lock; capped: awards whose headroom may shrink here
  select count(*), min(r.from_account), min(r.to_account), min(r.amount_cents),
      min(format('%s %s.%s.%s -> %s.%s.%s', r.kind, a.nature, a.bucket, a.year, b.nature, b.bucket, b.year)) filter (where a.id is not null and b.id is not null and l.kind is null),
      array_agg(distinct r.award_id) filter (where a.bucket in ('committed', 'recovered')
        or b.bucket in ('planned', 'ordered', 'paid') and a.bucket not in ('planned', 'ordered', 'paid')),
      array_agg(distinct r.corrects) filter (where r.corrects is not null)
    into n, f, t, m, illegal, capped, corrected
    from new_rows r
    left join ledger_accounts a on a.id = r.from_account
    left join ledger_accounts b on b.id = r.to_account
    left join ledger_transfers c on c.id = r.corrects
    left join ledger_moves l on l.kind = r.kind and l.nature = a.nature and l.nature = b.nature and l.from_bucket = a.bucket and l.to_bucket = b.bucket
      and (a.year = b.year or not l.same_year)
      and (a.envelope_id = b.envelope_id or not l.same_envelope)
      and (a.award_id = b.award_id or not l.same_award)
      and (a.award_id = b.award_id or a.award_id is null or b.award_id is null)
      and r.award_id is not distinct from coalesce(a.award_id, b.award_id)
      and l.correction = (r.corrects is not null)
      and (r.corrects is null or c.kind = r.kind and c.from_account = r.to_account and c.to_account = r.from_account);
  if n = 0 then return null; end if;
  if illegal is not null then
    raise exception using errcode = '23514', constraint = 'ledger_move_illegal', table = 'ledger_transfers', message = 'illegal move of money: ' || illegal;
  end if;
  -- in a snapshot older than the locks, the sums below would miss what others have just moved
  if (capped is not null or corrected is not null) and current_setting('transaction_isolation') <> 'read committed' then
    raise exception using errcode = '25000', message = 'the ledger moves in read committed transactions only';
  end if;
  if n = 1 and capped is null and corrected is null then   -- the common case: two updates in id order
    perform pg_advisory_xact_lock(7, least(f, t)::int); perform pg_advisory_xact_lock(7, greatest(f, t)::int);
    update ledger_accounts set balance_cents = balance_cents + case when id = f then -m else m end where id = least(f, t); locked := found::int;
    update ledger_accounts set balance_cents = balance_cents + case when id = f then -m else m end where id = greatest(f, t); locked := locked + found::int;
    if locked <> 2 then raise foreign_key_violation using message = 'unknown account'; end if;
    return null;
  end if;
  select array_agg(id order by id) into ids from (select from_account id from new_rows union select to_account from new_rows
    union select id from ledger_accounts where award_id = any(capped) and bucket = 'committed') z;
  foreach i in array ids loop perform pg_advisory_xact_lock(7, i::int); end loop;
  perform 1 from ledger_accounts a where a.id = any(ids) order by a.id for no key update;   -- an array: "in (select … new_rows)" misses rows under load
  get diagnostics locked = row_count;
  if locked <> cardinality(ids) then raise foreign_key_violation using message = 'unknown account'; end if;
  update ledger_accounts a set balance_cents = a.balance_cents + d.delta
    from (select id, sum(delta)::bigint delta from (select from_account id, -amount_cents delta from new_rows union all select to_account, amount_cents from new_rows) x
          group by id having sum(delta) <> 0) d where a.id = d.id;
  -- committed AE counts only where it is locked: an account that appeared meanwhile could be emptied by another
  select w.award::text into culprit from unnest(capped) w(award)
    where (select coalesce(sum(case bucket when 'recovered' then -balance_cents else balance_cents end), 0) from ledger_accounts
             where award_id = w.award and bucket in ('planned', 'ordered', 'paid', 'recovered'))
        > (select coalesce(sum(balance_cents), 0) from ledger_accounts where award_id = w.award and bucket = 'committed' and id = any(ids))
    limit 1;
  if found then
    raise exception using errcode = '23514', constraint = 'ledger_award_cap', table = 'ledger_accounts', message = 'planned, ordered and paid exceed the committed AE of award ' || culprit;
  end if;
  select c.id::text into culprit from ledger_transfers c
    where c.id = any(corrected) and c.amount_cents < (select sum(amount_cents) from ledger_transfers where corrects = c.id) limit 1;
  if found then
    raise exception using errcode = '23514', constraint = 'ledger_correction_exceeds', table = 'ledger_transfers', message = 'corrections exceed transfer ' || culprit;
  end if;
  return null;
end $$;
revoke execute on function ledger_move() from public;
create trigger ledger_move after insert on ledger_transfers referencing new table as new_rows for each statement execute function ledger_move();

create function ledger_differences() returns table (account_id bigint, balance_cents bigint, replayed_cents bigint)
language sql stable as $$
  select a.id, a.balance_cents, coalesce(r.replayed, 0)::bigint
  from ledger_accounts a
  left join (
    select id, sum(delta) as replayed
    from (select from_account as id, -amount_cents as delta from ledger_transfers union all select to_account, amount_cents from ledger_transfers) x
    group by id
  ) r on r.id = a.id
  where a.balance_cents <> coalesce(r.replayed, 0)
  order by a.id
$$;
comment on function ledger_differences() is 'Accounts whose balance is not what the replay of all transfers gives: none, or someone with the owner''s rights changed one';
grant execute on function ledger_differences() to essaim_app;
`;

/** Envelopes, roadmaps, and the ledger that every euro goes through. */
export class Programmes1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [envelopes, roadmaps, ledger, trigger]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('the ledger is not removed by a migration: restore a backup instead');
  }
}
