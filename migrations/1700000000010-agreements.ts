import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreements, and the instalments that they promise. */
export class Agreements1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table agreements (
  id uuid primary key default essaim_uuid(),
  reference text not null,
  version integer not null default 1 check (version > 0),
  decision_id uuid not null references decisions on delete restrict,
  state text not null default 'draft' check (state in ('draft', 'half-signed', 'signed')),
  drafted_by uuid not null references users on delete restrict,
  drafted_at timestamptz not null,
  signed_by_pole uuid references users on delete restrict,
  signed_by_pole_at timestamptz,
  signed_by_authority uuid references users on delete restrict,
  signed_by_authority_at timestamptz,
  ended_at timestamptz,
  constraint agreements_version_taken unique (reference, version),
  constraint agreements_two_people check (signed_by_authority is null or signed_by_authority <> signed_by_pole),
  constraint agreements_signatures check (
    num_nonnulls(signed_by_pole, signed_by_pole_at) = case when state = 'draft' then 0 else 2 end
    and num_nonnulls(signed_by_authority, signed_by_authority_at) = case when state = 'signed' then 2 else 0 end)
);
comment on table agreements is 'Conventions between the authority and a pole (loi 2000-321 art. 10): the pole signs first, the authority second; nothing is due before';
create unique index agreements_one_current on agreements (decision_id) where ended_at is null;
create index agreements_recent on agreements (drafted_at desc, id desc);
grant select, insert (reference, decision_id, drafted_by, drafted_at), update (state, signed_by_pole, signed_by_pole_at, signed_by_authority, signed_by_authority_at) on agreements to essaim_app;

create function agreement_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from decisions where id = new.decision_id and kind = 'award' and state = 'released' and superseded_at is null for share;
    if not found then
      raise exception using errcode = '23514', constraint = 'agreements_of_released_award', table = 'agreements', message = 'an agreement follows from a released award';
    end if;
  elsif old.signed_by_pole is not null and row(new.signed_by_pole, new.signed_by_pole_at) is distinct from row(old.signed_by_pole, old.signed_by_pole_at)
    or old.signed_by_authority is not null and row(new.signed_by_authority, new.signed_by_authority_at) is distinct from row(old.signed_by_authority, old.signed_by_authority_at) then
    raise exception using errcode = '23514', constraint = 'agreements_signature_fixed', table = 'agreements', message = 'a signature does not change';
  end if;
  return new;
end $$;
create trigger agreement_guard before insert or update on agreements for each row execute function agreement_guard();

create table instalments (
  id uuid primary key default essaim_uuid(),
  agreement_id uuid not null references agreements on delete restrict,
  position integer not null check (position > 0),
  key text not null,
  label text not null,
  amount_cents bigint not null check (amount_cents > 0),
  year smallint not null,
  trigger text not null check (trigger in ('signature', 'report-accepted')),
  payment_days integer check (payment_days >= 0),
  due_on date,
  report_accepted_at timestamptz,
  report_accepted_by uuid references users on delete restrict,
  unique (agreement_id, position),
  unique (agreement_id, key),
  constraint instalments_report_whole check ((report_accepted_at is null) = (report_accepted_by is null)),
  constraint instalments_report_expected check (report_accepted_at is null or trigger = 'report-accepted'),
  constraint instalments_due_after_report check (due_on is null or trigger = 'signature' or report_accepted_at is not null)
);
comment on table instalments is 'Versements of an agreement. year: whose payment appropriations pay it. trigger: what makes it due; due_on: the last day to pay it, once that has happened';
create index instalments_due on instalments (coalesce(due_on, 'infinity'), id);
grant select, insert (agreement_id, position, key, label, amount_cents, year, trigger, payment_days), update (due_on, report_accepted_at, report_accepted_by) on instalments to essaim_app;

create function instalments_make_award() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if (select sum(i.amount_cents) from instalments i where i.agreement_id = new.agreement_id)
      <> (select d.amount_cents from agreements a join decisions d on d.id = a.decision_id where a.id = new.agreement_id) then
    raise exception using errcode = '23514', constraint = 'instalments_make_award', table = 'instalments', message = 'instalments add up to the award';
  end if;
  return null;
end $$;
create constraint trigger instalments_make_award after insert on instalments deferrable initially deferred for each row execute function instalments_make_award();

alter table ledger_transfers add constraint ledger_transfers_of_instalment foreign key (instalment_id) references instalments on delete restrict;
`);
  }

  down(): Promise<void> {
    throw new Error('agreements are not removed by a migration: restore a backup instead');
  }
}
