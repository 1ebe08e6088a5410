import type { MigrationInterface, QueryRunner } from 'typeorm';

const accounts = `
create function iban_is_valid(iban text) returns boolean language sql immutable strict parallel safe as $$
  select iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' and (
    select string_agg(case when sign ~ '[A-Z]' then (ascii(sign) - 55)::text else sign end, '' order by position)::numeric % 97 = 1
    from regexp_split_to_table(substr(iban, 5) || substr(iban, 1, 4), '') with ordinality t(sign, position))
$$;
comment on function iban_is_valid(text) is 'ISO 13616: letters as numbers, the first four signs last, modulo 97 gives 1';

create table bank_accounts (
  id uuid primary key default essaim_uuid(),
  pole_id uuid not null references poles on delete restrict,
  iban text not null constraint bank_accounts_iban_valid check (iban_is_valid(iban)),
  bic text check (bic ~ '^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$'),
  holder text not null check (btrim(holder) <> ''),
  current boolean not null default false,
  declared_by uuid not null references users on delete restrict,
  declared_at timestamptz not null,
  verified_by uuid references users on delete restrict,
  verified_at timestamptz,
  constraint bank_accounts_declared_once unique (pole_id, iban),
  constraint bank_accounts_second_person check (verified_by is null or verified_by <> declared_by),
  constraint bank_accounts_verified_whole check ((verified_by is null) = (verified_at is null)),
  constraint bank_accounts_current_verified check (not current or verified_by is not null)
);
comment on table bank_accounts is 'Where poles are paid. holder: as printed on the RIB. What a pole declares is paid to only once a second person has verified it; current: the last verified one';
create unique index bank_accounts_one_current on bank_accounts (pole_id) where current;
create index bank_accounts_recent on bank_accounts (declared_at desc, id desc);
grant select, insert (pole_id, iban, bic, holder, declared_by, declared_at), update (current, verified_by, verified_at) on bank_accounts to essaim_app;
`;

const orders = `
create table payment_orders (
  id uuid primary key default essaim_uuid(),
  instalment_id uuid not null references instalments on delete restrict,
  amount_cents bigint not null check (amount_cents > 0),
  bank_account_id uuid not null references bank_accounts on delete restrict,
  state text not null default 'prepared' check (state in ('prepared', 'approved', 'executed', 'cancelled')),
  idempotency_key text not null constraint payment_orders_key_taken unique check (length(idempotency_key) between 8 and 200),
  prepared_by uuid not null references users on delete restrict,
  prepared_at timestamptz not null
);
comment on table payment_orders is 'Orders to pay an instalment: prepared, approved and executed by three different people. idempotency_key: what the preparer''s request carried, so that sending it again orders nothing twice';
create unique index payment_orders_one_per_instalment on payment_orders (instalment_id) where state <> 'cancelled';
create index payment_orders_recent on payment_orders (prepared_at desc, id desc);
grant select, insert (instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at), update (state) on payment_orders to essaim_app;

create table order_steps (
  order_id uuid not null references payment_orders on delete restrict,
  step text not null check (step in ('prepare', 'approve', 'execute')),
  person_id uuid not null references users on delete restrict,
  at timestamptz not null,
  constraint order_steps_once primary key (order_id, step),
  constraint order_steps_different_people unique (order_id, person_id)
);
comment on table order_steps is 'Who did which step of a payment order; nobody does two';
grant select, insert on order_steps to essaim_app;

create function payment_order_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
declare steps text[];
begin
  if tg_op = 'INSERT' then
    perform from instalments i join agreements a on a.id = i.agreement_id join decisions d on d.id = a.decision_id
      join applications p on p.id = d.application_id join bank_accounts b on b.pole_id = p.pole_id
    where i.id = new.instalment_id and a.state = 'signed' and a.ended_at is null
      and (i.trigger = 'signature' or i.report_accepted_at is not null) and i.amount_cents = new.amount_cents
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
create trigger payment_order_guard before insert or update on payment_orders for each row execute function payment_order_guard();
`;

/** Bank accounts of poles, payment orders and their three steps. */
export class Disbursements1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [accounts, orders]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('payment orders are not removed by a migration: restore a backup instead');
  }
}
