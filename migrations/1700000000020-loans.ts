/** Loans are born with the order that pays them, their schedule with them; what was repaid is what the repayments in force add up to. */
export const loans = `
create table loans (
  id uuid primary key default essaim_uuid(),
  instalment_id uuid not null constraint loans_one_per_instalment unique references instalments on delete restrict,
  award_id uuid not null constraint loans_one_per_award unique references decisions on delete restrict,
  amount_cents bigint not null check (amount_cents > 0),
  paid_on date not null,
  repaid_cents bigint not null default 0,
  next_due_on date,
  constraint loans_not_over_repaid check (repaid_cents between 0 and amount_cents),
  constraint loans_repaid_is_over check ((next_due_on is null) = (repaid_cents = amount_cents))
);
comment on table loans is 'Loans without interest that were paid, each by one instalment. repaid_cents and next_due_on (null: all is repaid) are written by the trigger of repayments alone';
create index loans_due on loans (coalesce(next_due_on, 'infinity'), id);
grant select, insert (instalment_id, award_id, amount_cents, paid_on, next_due_on) on loans to essaim_app;

create table loan_dues (
  loan_id uuid not null references loans on delete restrict,
  position integer not null check (position > 0),
  due_on date not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (loan_id, position),
  unique (loan_id, due_on)
);
comment on table loan_dues is 'When a loan is to be repaid, fixed when it was paid: equal parts, the cents that are left over on the first ones';
grant select, insert on loan_dues to essaim_app;

create function loan_dues_whole() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  perform from loans l join (select loan_id, sum(amount_cents) as cents, count(*) as parts, max(amount_cents) - min(amount_cents) as apart, min(due_on) as first from loan_dues
      where loan_id in (select loan_id from new_rows) group by loan_id) s on s.loan_id = l.id
    join decisions d on d.id = l.award_id join applications a on a.id = d.application_id join call_tracks t on t.call_id = a.call_id and t.key = a.track_key
    where s.cents <> l.amount_cents or s.parts is distinct from t.repaid_over_months or s.apart > 1 or s.first <= l.paid_on;
  if found then
    raise exception using errcode = '23514', constraint = 'loan_dues_whole', table = 'loan_dues', message = 'the dues of a loan are equal parts that add up to it, one a month of its track';
  end if;
  return null;
end $$;
create trigger loan_dues_whole after insert on loan_dues referencing new table as new_rows for each statement execute function loan_dues_whole();

create function loan_paid() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  perform from instalments i join agreements g on g.id = i.agreement_id join decisions d on d.id = g.decision_id join applications a on a.id = d.application_id
      join call_tracks t on t.call_id = a.call_id and t.key = a.track_key join payment_orders o on o.instalment_id = i.id
    where i.id = new.instalment_id and d.id = new.award_id and d.amount_cents = new.amount_cents and i.amount_cents = new.amount_cents
      and t.support = 'loan' and o.state = 'executed' and new.next_due_on = (select min(due_on) from loan_dues where loan_id = new.id);
  if not found then
    raise exception using errcode = '23514', constraint = 'loans_paid_whole', table = 'loans', message = 'a loan is the award of a loan track, paid, with its dues';
  end if;
  return null;
end $$;
create constraint trigger loan_paid after insert on loans deferrable initially deferred for each row execute function loan_paid();

create function order_makes_loan() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  perform from instalments i join agreements g on g.id = i.agreement_id join decisions d on d.id = g.decision_id join applications a on a.id = d.application_id
      join call_tracks t on t.call_id = a.call_id and t.key = a.track_key
    where i.id = new.instalment_id and t.support = 'loan' and not exists (select from loans where instalment_id = i.id);
  if found then
    raise exception using errcode = '23514', constraint = 'payment_orders_loan_scheduled', table = 'payment_orders', message = 'a loan is paid with the schedule of its repayment';
  end if;
  return null;
end $$;
create constraint trigger order_makes_loan after update of state on payment_orders deferrable initially deferred
  for each row when (new.state = 'executed') execute function order_makes_loan();

create table repayments (
  id uuid primary key default essaim_uuid(),
  loan_id uuid not null references loans on delete restrict,
  amount_cents bigint not null check (amount_cents > 0),
  received_on date not null,
  bank_reference text check (bank_reference ~ '^[^[:space:]](.{1,138}[^[:space:]])$'),
  reason text constraint repayments_reason_given check (length(btrim(reason)) >= 10),
  corrects uuid constraint repayments_corrected_once unique references repayments on delete restrict,
  taken_back boolean not null default false,
  recorded_by uuid not null references users on delete restrict,
  recorded_at timestamptz not null,
  constraint repayments_reference_or_reason check ((corrects is null) = (bank_reference is not null) and (corrects is null) = (reason is null)),
  constraint repayments_received_by_then check (received_on <= (recorded_at at time zone 'Europe/Paris')::date)
);
comment on table repayments is 'Money that came back on a loan, under the reference of the bank''s statement. corrects: takes the whole of that one back, by another person; taken_back says so on the one that it corrects, written by the trigger alone';
create unique index repayments_reference_taken on repayments (bank_reference) where corrects is null and not taken_back;
create index repayments_of_loan on repayments (loan_id, recorded_at, id);
grant select, insert (loan_id, amount_cents, received_on, bank_reference, reason, corrects, recorded_by, recorded_at) on repayments to essaim_app;

create function repayment_counts() returns trigger language plpgsql security definer set search_path = essaim, pg_temp as $$
declare loan loans; taken repayments; repaid bigint;
begin
  select * into loan from loans where id = new.loan_id for no key update;
  repaid := loan.repaid_cents + new.amount_cents;
  if new.corrects is null and new.received_on < loan.paid_on then
    raise exception using errcode = '23514', constraint = 'repayments_after_payment', table = 'repayments', message = 'nothing comes back before it was paid';
  end if;
  if new.corrects is not null then
    repaid := loan.repaid_cents - new.amount_cents;
    select * into taken from repayments where id = new.corrects for no key update;
    if taken.loan_id <> new.loan_id or taken.corrects is not null or taken.taken_back or taken.amount_cents <> new.amount_cents then
      raise exception using errcode = '23514', constraint = 'repayments_correction_whole', table = 'repayments', message = 'a correction takes back the whole of one repayment of the same loan';
    end if;
    if taken.recorded_by = new.recorded_by then
      raise exception using errcode = '23514', constraint = 'repayments_second_person', table = 'repayments', message = 'a repayment is corrected by another person than the one who recorded it';
    end if;
    update repayments set taken_back = true where id = taken.id;
  end if;
  update loans set repaid_cents = repaid,
    next_due_on = (select due_on from (select due_on, sum(amount_cents) over (order by position) as until_then from loan_dues where loan_id = loan.id) d where until_then > repaid order by due_on limit 1)
    where id = loan.id;
  return null;
end $$;
revoke execute on function repayment_counts() from public;
create trigger repayment_counts after insert on repayments for each row execute function repayment_counts();

create function loan_differences() returns table (loan_id uuid, repaid_cents bigint, recorded_cents bigint, recovered_cents bigint) language sql stable as $$
  select * from (
    select l.id, l.repaid_cents,
      coalesce((select sum(amount_cents) from repayments where loan_id = l.id and corrects is null and not taken_back), 0)::bigint as recorded,
      coalesce((select sum(balance_cents) from ledger_accounts where award_id = l.award_id and bucket = 'recovered'), 0)::bigint as recovered
    from loans l) x
  where x.repaid_cents <> x.recorded or x.repaid_cents <> x.recovered
$$;
comment on function loan_differences() is 'Loans of which the repayments recorded, what is said to be repaid and what the ledger recovered are not one amount';
grant execute on function loan_differences() to essaim_app;

create function loan_agrees() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  perform from loans l where (tg_table_name = 'repayments' and l.id = (to_jsonb(new)->>'loan_id')::uuid or tg_table_name = 'ledger_transfers' and l.award_id = (to_jsonb(new)->>'award_id')::uuid)
    and l.repaid_cents <> (select coalesce(sum(balance_cents), 0) from ledger_accounts where award_id = l.award_id and bucket = 'recovered');
  if found then
    raise exception using errcode = '23514', constraint = 'loans_repaid_as_ledger', table = 'loans', message = 'what is repaid of a loan is what the ledger recovered';
  end if;
  return null;
end $$;
create constraint trigger loan_agrees after insert on repayments deferrable initially deferred for each row execute function loan_agrees();
create constraint trigger loan_agrees after insert on ledger_transfers deferrable initially deferred for each row when (new.kind = 'recover') execute function loan_agrees();
`;
