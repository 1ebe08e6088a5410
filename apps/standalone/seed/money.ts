import { today, type Step } from './step.js';

const agreements = `
insert into agreements (id, reference, decision_id, state, drafted_by, drafted_at, signed_by_pole, signed_by_pole_at, signed_by_authority, signed_by_authority_at)
  select id, reference, decision_id, case when authority_at is not null then 'signed' when pole_at is not null then 'half-signed' else 'draft' end, seed.person('officer'), drafted_at,
    case when pole_at is not null then applicant_id end, pole_at, case when authority_at is not null then seed.person('signatory') end, authority_at from seed.awards order by drafted_at, i;
insert into instalments (id, agreement_id, position, key, label, amount_cents, year, trigger, payment_days, due_on, report_accepted_at, report_accepted_by)
  select id, agreement_id, position, (array['premier', 'second'])[position], (array['Premier versement', 'Second versement'])[position], amount_cents, year, (array['signature', 'report-accepted'])[position], 60,
    (due_from at time zone 'Europe/Paris')::date + 60, reported_at, case when reported_at is not null then seed.person('officer') end from seed.instalments order by i, position;
insert into bank_accounts (id, pole_id, iban, holder, current, declared_by, declared_at, verified_by, verified_at)
  select a.id, p.id, seed.iban(p.n), p.name, a.verified_at is not null, a.applicant_id, a.declared_at, case when a.verified_at is not null then seed.person('approver') end, a.verified_at
  from seed.accounts a join seed.poles p on p.n = a.pole order by a.declared_at;
`;

/** Orders go through their three steps, so that their triggers see what they want to see. */
const orders = `
insert into payment_orders (id, instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at)
  select c.cancelled_order_id, c.id, c.amount_cents, a.id, 'seed-' || c.cancelled_order_id, seed.person('preparer'), c.cancelled_at - interval '2 days' from seed.cancelled c join seed.accounts a using (pole);
update payment_orders o set state = 'cancelled' from seed.cancelled c where c.cancelled_order_id = o.id;
insert into payment_orders (id, instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at)
  select n.order_id, n.id, n.amount_cents, a.id, 'seed-' || n.order_id, seed.person('preparer'), n.prepared_at from seed.instalments n join seed.accounts a using (pole) where n.prepared_at is not null order by n.prepared_at;
insert into order_steps (order_id, step, person_id, at)
  select cancelled_order_id, 'prepare', seed.person('preparer'), cancelled_at - interval '2 days' from seed.cancelled
  union all select order_id, step, seed.person(person), at from seed.instalments cross join lateral (values ('prepare', 'preparer', prepared_at), ('approve', 'approver', approved_at), ('execute', 'executor', executed_at)) s(step, person, at)
  where at is not null;
update payment_orders o set state = 'approved' from seed.instalments n where n.order_id = o.id and n.approved_at is not null;
update payment_orders o set state = 'executed' from seed.instalments n where n.order_id = o.id and n.executed_at is not null;
`;

/** Every movement of money with the key of its two accounts and its event, in the order of time. */
const transfers = `
create unlogged table seed.transfers as
select row_number() over (order by at, kind, award_id, year)::int as n, t.* from (
  select 'open' as kind, c.envelope_id, l.year, l.nature, 'source' as from_bucket, 'available' as to_bucket, null::uuid as award_id, null::uuid as instalment_id, l.amount_cents, c.opens_at - interval '50 days' as at,
    'envelope.opened' as event, c.envelope_id as subject, 'budget' as person from seed.calls c join seed.lines l using (k)
  union all
  select 'commit', c.envelope_id, d.year, 'ae', 'available', 'committed', d.id, null, d.amount_cents, d.confirmed_at, 'decision.confirmed', d.id, 'signatory'
    from seed.decisions d join seed.calls c using (k) where d.kind = 'award' and d.confirmed_at is not null
  union all
  select 'plan', c.envelope_id, d.year + n, 'cp', 'available', 'planned', d.id, null, d.amount_cents * case n when 0 then 6 else 4 end / 10, d.confirmed_at, 'decision.confirmed', d.id, 'signatory'
    from seed.decisions d join seed.calls c using (k) cross join generate_series(0, 1) n where d.kind = 'award' and d.confirmed_at is not null
  union all
  select 'order', c.envelope_id, n.year, 'cp', 'planned', 'ordered', n.decision_id, n.id, n.amount_cents, n.approved_at, 'payment-order.approved', n.order_id, 'approver'
    from seed.instalments n join seed.calls c using (k) where n.approved_at is not null
  union all
  select 'pay', c.envelope_id, n.year, 'cp', 'ordered', 'paid', n.decision_id, n.id, n.amount_cents, n.executed_at, 'payment-order.executed', n.order_id, 'executor'
    from seed.instalments n join seed.calls c using (k) where n.executed_at is not null) t;
create index on seed.transfers (n);
analyze seed.transfers;
insert into ledger_accounts (envelope_id, year, nature, bucket, award_id)
  select distinct envelope_id, year, nature, bucket, case when bucket in ('committed', 'planned', 'ordered', 'paid') then award_id end
  from seed.transfers cross join lateral (values (from_bucket), (to_bucket)) b(bucket) order by 1, 2, 3, 4, 5;
analyze ledger_accounts;
`;

const account = (alias: string, bucket: string): string => `join ledger_accounts ${alias} on ${alias}.envelope_id = t.envelope_id and ${alias}.year = t.year and ${alias}.nature = t.nature and ${alias}.bucket = t.${bucket}
    and ${alias}.award_id is not distinct from case when t.${bucket} in ('committed', 'planned', 'ordered', 'paid') then t.award_id end`;

/** How many transfers one transaction posts: each account that they touch takes an advisory lock, of which a server has some thousands. */
export const posted = 1000;

/** Posts the transfers from number `first` on, through the ledger's own trigger. */
export const post = (first: number): string => `
insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id, instalment_id)
  select t.kind, a.id, b.id, t.amount_cents, seed.id(t.at, t.event || t.subject), seed.person(t.person), t.award_id, t.instalment_id
  from seed.transfers t ${account('a', 'from_bucket')} ${account('b', 'to_bucket')}
  where t.n >= ${first} and t.n < ${first + posted} order by t.n`;

/** Mails of the past, sent at the instant of their event; letters of what was confirmed and not yet released are for the worker to make. */
const told = `
insert into notifications (id, event_id, template, recipient_id, status, attempts, created_at, sent_at)
  select seed.id(at + interval '5 seconds', template || event_id), event_id, template, recipient, 'sent', 1, at + interval '5 seconds', at + interval '8 seconds' from (
    select seed.id(submitted_at, 'application.submitted' || id) as event_id, 'application-received' as template, applicant_id as recipient, submitted_at as at from seed.lives where submitted_at is not null
    union all select seed.id(withdrawn_at, 'application.withdrawn' || id), 'application-withdrawn', applicant_id, withdrawn_at from seed.lives where state = 'withdrawn'
    union all select seed.id(d.released_at, 'decision.released' || d.id), 'decision-released', l.applicant_id, d.released_at from seed.decisions d join seed.lives l using (i) where d.released_at is not null
    union all select seed.id(n.executed_at, 'payment-order.executed' || n.order_id), 'payment-executed', a.applicant_id, n.executed_at from seed.instalments n join seed.awards a on a.id = n.agreement_id where n.executed_at is not null
  ) m order by at;
insert into outbox (job, key, event_id)
  select 'decisions.make-letter', event_id::text, event_id from (select seed.id(confirmed_at, 'decision.confirmed' || id) as event_id from seed.decisions where confirmed_at is not null and released_at is null) e;
insert into demonstration_clock (set_to) values (${today});
`;

/** Agreements and orders; then, once the events are there, the ledger and the mails. */
export const agreed: readonly Step[] = [
  { makes: 'agreements, instalments and accounts', text: agreements },
  { makes: 'payment orders', text: orders },
  { makes: 'accounts of the ledger', text: transfers },
];
export const mails: Step = { makes: 'mails, letters to make, the clock', text: told };
