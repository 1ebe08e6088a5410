import type { MigrationInterface, QueryRunner } from 'typeorm';
import { loans } from './1700000000020-loans.js';

/** A dossier is of one track of its call, for ever; a pole may have one per phase and track. */
const dossiers = `
alter table applications add column track_key text,
  add constraint applications_track_of_call foreign key (call_id, track_key) references call_tracks (call_id, key) on delete restrict;
comment on column applications.track_key is 'The track of its call that it asks for; null where the call has none. Chosen when it is begun, never changed';
drop index applications_one_per_pole;
create unique index applications_one_per_pole on applications (phase_id, pole_id, track_key) nulls not distinct where state not in ('withdrawn', 'discarded');
create index applications_of_track on applications (call_id, track_key, created_at desc, id desc) where track_key is not null;

create function holds_track_award(pole uuid, of_call uuid, of_track text) returns boolean language sql stable set search_path = essaim, public, pg_temp as $$
  select exists (select from applications a join decisions d on d.application_id = a.id
    where a.pole_id = pole and a.call_id = of_call and a.track_key = of_track and d.kind = 'award' and d.state = 'released' and d.superseded_at is null)
$$;
create function application_track() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
begin
  if new.track_key is null and exists (select from call_tracks where call_id = new.call_id) then
    raise exception using errcode = '23514', constraint = 'applications_track_chosen', message = 'a dossier of a call that has tracks is of one of them';
  end if;
  if exists (select from call_tracks t where t.call_id = new.call_id and t.key = new.track_key and t.requires_track is not null
      and not holds_track_award(new.pole_id, new.call_id, t.requires_track)) then
    raise exception using errcode = '23514', constraint = 'applications_track_held', message = 'a track for laureates of another track of the call';
  end if;
  return new;
end $$;
create trigger application_track before insert on applications for each row execute function application_track();

create function dossier_envelope(of_call uuid, of_track text) returns uuid language sql stable as $$
  select coalesce((select envelope_id from call_tracks where call_id = of_call and key = of_track), (select envelope_id from calls where id = of_call))
$$;
comment on function dossier_envelope(uuid, text) is 'The envelope that pays a dossier: its track''s own, else its call''s';

alter table rankings add column envelope_id uuid references envelopes on delete restrict;
comment on column rankings.envelope_id is 'Whose money its dossiers compete for; null, from before tracks: that of the call';
grant insert (envelope_id) on rankings to essaim_app;
`;

/** What an award may be is its track's; its money is its track's envelope's. */
const awards = `
alter table decisions drop constraint decisions_amount_for_awards,
  add constraint decisions_amount_for_awards check (case when kind = 'award' then amount_cents is not null and amount_cents >= 0 else amount_cents is null end);

create function decision_in_track() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
declare t call_tracks; least_cents bigint; most_cents bigint;
begin
  select k.* into t from applications a join call_tracks k on k.call_id = a.call_id and k.key = a.track_key where a.id = new.application_id;
  if not found then
    least_cents := 1;
  elsif t.support = 'post' then
    least_cents := round(t.min_cents * t.duration_months / 12.0);
    most_cents := least_cents;
  else
    least_cents := t.min_cents;
    most_cents := t.max_cents;
  end if;
  if new.amount_cents < least_cents or new.amount_cents > most_cents then
    raise exception using errcode = '23514', constraint = 'decisions_amount_in_track', table = 'decisions', message = 'an award is within the amounts of its track';
  end if;
  return new;
end $$;
create trigger decision_in_track before insert on decisions for each row when (new.kind = 'award') execute function decision_in_track();

create or replace function decision_committed() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
declare everywhere bigint; here bigint;
begin
  select coalesce(sum(balance_cents), 0), coalesce(sum(balance_cents) filter (where envelope_id = (select dossier_envelope(call_id, track_key) from applications where id = new.application_id)), 0)
    into everywhere, here from ledger_accounts where award_id = new.id and bucket = 'committed';
  if everywhere <> new.amount_cents or here <> new.amount_cents then
    raise exception using errcode = '23514', constraint = 'decisions_award_committed', table = 'decisions', message = 'a confirmed award is committed to the cent, in the envelope of its track';
  end if;
  return null;
end $$;
`;

/** Instalments that are due on the first day of a quarter, and not before. */
const quarters = `
alter table instalments add column starts_on date,
  drop constraint instalments_trigger_check,
  add constraint instalments_trigger_check check (trigger in ('signature', 'report-accepted', 'quarter')),
  drop constraint instalments_due_after_report,
  add constraint instalments_due_after_report check (due_on is null or trigger <> 'report-accepted' or report_accepted_at is not null),
  add constraint instalments_quarter_starts check ((trigger = 'quarter') = (starts_on is not null)),
  add constraint instalments_quarter_whole check (starts_on = date_trunc('quarter', starts_on::timestamp)::date and year = extract(year from starts_on)),
  add constraint instalments_due_in_quarter check (due_on >= starts_on);
comment on column instalments.starts_on is 'Of a post: the first day of the quarter that it pays for, before which it is not ordered';
grant insert (starts_on) on instalments to essaim_app;

create or replace function payment_order_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
declare steps text[];
begin
  if tg_op = 'INSERT' then
    perform from instalments i join agreements a on a.id = i.agreement_id join decisions d on d.id = a.decision_id
      join applications p on p.id = d.application_id join bank_accounts b on b.pole_id = p.pole_id
    where i.id = new.instalment_id and a.state = 'signed' and a.ended_at is null
      and (i.trigger <> 'report-accepted' or i.report_accepted_at is not null) and i.amount_cents = new.amount_cents
      and (i.starts_on is null or i.starts_on <= (new.prepared_at at time zone 'Europe/Paris')::date)
      and b.id = new.bank_account_id and b.current;
    if not found then
      raise exception using errcode = '23514', constraint = 'payment_orders_conditions_met', table = 'payment_orders',
        message = 'an order pays the whole of an instalment that is due under a signed agreement, to the verified account of its pole';
    end if;
    return new;
  end if;
  if new.state = old.state then return new; end if;
  select array_agg(step order by step) into steps from order_steps where order_id = new.id;
  if old.state = 'prepared' and new.state = 'approved' and steps @> array['approve', 'prepare']
    or old.state = 'approved' and new.state = 'executed' and steps @> array['approve', 'execute', 'prepare']
    or old.state in ('prepared', 'approved') and new.state = 'cancelled' then
    return new;
  end if;
  raise exception using errcode = '23514', constraint = 'payment_orders_steps_done', table = 'payment_orders',
    message = format('an order does not go from %s to %s with the steps %s', old.state, new.state, steps);
end $$;
`;

/**
 * Money that comes back moves from paid to recovered. What was paid and came back was paid all the same: it counts in what an award may be paid,
 * so that a loan that is repaid is not lent twice.
 */
const recovery = `
insert into ledger_moves (kind, nature, from_bucket, to_bucket, correction, same_year, same_envelope, same_award) values
  ('recover', 'cp', 'paid', 'recovered', false, true, true, true),
  ('recover', 'cp', 'recovered', 'paid', true, true, true, true);

create or replace function ledger_move() returns trigger language plpgsql security definer set search_path = essaim, pg_temp as $$
declare ids bigint[]; locked int; i bigint; n bigint; f bigint; t bigint; m bigint; illegal text; capped uuid[]; corrected bigint[]; culprit text;
begin
  -- keys of accounts never change, so legality needs no lock; capped: awards whose headroom may shrink here
  select count(*), min(r.from_account), min(r.to_account), min(r.amount_cents),
      min(format('%s %s.%s.%s -> %s.%s.%s', r.kind, a.nature, a.bucket, a.year, b.nature, b.bucket, b.year)) filter (where a.id is not null and b.id is not null and l.kind is null),
      array_agg(distinct r.award_id) filter (where a.bucket = 'committed'
        or b.bucket in ('planned', 'ordered', 'paid', 'recovered') and a.bucket not in ('planned', 'ordered', 'paid', 'recovered')),
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
    where (select coalesce(sum(balance_cents), 0) from ledger_accounts where award_id = w.award and bucket in ('planned', 'ordered', 'paid', 'recovered'))
        > (select coalesce(sum(balance_cents), 0) from ledger_accounts where award_id = w.award and bucket = 'committed' and id = any(ids))
    limit 1;
  if found then
    raise exception using errcode = '23514', constraint = 'ledger_award_cap', table = 'ledger_accounts', message = 'planned, ordered, paid and recovered exceed the committed AE of award ' || culprit;
  end if;
  select c.id::text into culprit from ledger_transfers c
    where c.id = any(corrected) and c.amount_cents < (select sum(amount_cents) from ledger_transfers where corrects = c.id) limit 1;
  if found then
    raise exception using errcode = '23514', constraint = 'ledger_correction_exceeds', table = 'ledger_transfers', message = 'corrections exceed transfer ' || culprit;
  end if;
  return null;
end $$;
`;

/** Tracks from the dossier to the money, and loans that come back. */
export class TracksAndLoans1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [dossiers, awards, quarters, recovery, loans]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('dossiers, loans and their money are not removed by a migration: restore a backup instead');
  }
}
