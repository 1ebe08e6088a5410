import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain/identity/actor.js';
import { AgreementService } from '#features/agreements/agreement.service.js';
import { BankAccountService } from '#features/disbursements/bank-account.service.js';
import { InstalmentQueries } from '#features/disbursements/instalment.queries.js';
import { PaymentOrderQueries } from '#features/disbursements/payment-order.queries.js';
import { PaymentOrderService } from '#features/disbursements/payment-order.service.js';
import { EnvelopeQueries } from '#features/programmes/envelope.queries.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { fictitiousIban } from '../../support/fictitious-iban.js';
import { at, euros, openRound, person, type Round } from '../decisions/round-fixture.js';
import { payable, verifiedAccount } from './payment-fixture.js';

let round: Round;
beforeAll(async () => {
  round = await openRound([
    { nature: 'ae', year: 2023, amountCents: euros(10_000_000) },
    { nature: 'cp', year: 2023, amountCents: euros(6_000_000) },
    { nature: 'cp', year: 2024, amountCents: euros(4_000_000) },
  ], 50);
});
afterAll(() => round.close());

const orders = () => round.module.get(PaymentOrderService);
const views = () => round.module.get(PaymentOrderQueries);
const instalments = () => round.module.get(InstalmentQueries);
const key = () => randomUUID();
const cp = async (year: string) => (await round.module.get(EnvelopeQueries).one(round.people.auditor, round.envelopeId)).figures.cp[year]!;
const everything: Actor['grants'] = (['preparer', 'approver', 'executor'] as const).map((role) => ({ role, scope: {} }));

it('is prepared, approved and executed by three people, and the ledger follows', async () => {
  const { preparer, approver, executor } = round.people;
  const { first, dossier } = await payable(round);
  const before = await cp('2023');
  expect(await instalments().one(dossier.applicant, first)).toMatchObject({ state: 'due', dueOn: '2023-12-16', actions: [] });
  const id = await orders().prepare(preparer, first, key(), at);
  expect(await cp('2023')).toEqual(before);
  await orders().approve(approver, id, at);
  expect((await cp('2023')).ordered - before.ordered).toBe(6_000_000);
  expect((await views().one(executor, id)).actions).toEqual(['execute']);
  const paidAt = new Date(at.getTime() + 3_600_000);
  await orders().execute(executor, id, paidAt);
  const after = await cp('2023');
  expect([after.paid - before.paid, after.ordered - before.ordered, after.planned - before.planned]).toEqual([6_000_000, 6_000_000, 0]);
  expect(await views().one(preparer, id)).toMatchObject({ state: 'executed', amountCents: 6_000_000, steps: [{ step: 'prepare' }, { step: 'approve' }, { step: 'execute' }], actions: [] });
  expect(await instalments().one(dossier.applicant, first)).toMatchObject({ state: 'paid', orderId: id, paidAt });
  expect(await round.events('payment-order', id)).toEqual(['payment-order.prepared', 'payment-order.approved', 'payment-order.executed']);
  const { rows } = await round.app.query(`select job, payload->>'applicationId' = $2 as told from outbox o join events e on e.id = o.event_id where e.subject_id = $1`, [id, dossier.applicationId]);
  expect(rows).toEqual([{ job: 'notifications.plan', told: true }]);
  expect(await round.module.get(LedgerQueries).replay()).toEqual([]);
  for (const again of [orders().execute(executor, id, at), orders().cancel(approver, id, at)]) await expect(again).rejects.toMatchObject({ kind: 'conflict' });
});

it('is refused before its conditions, by the rule with a trace and by the database', async () => {
  const { preparer, officer } = round.people;
  const raw = (instalmentId: string, accountOf: string) =>
    round.app.query(
      `insert into payment_orders (instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at)
       select i.id, i.amount_cents, b.id, $3, $4, now() from instalments i, bank_accounts b where i.id = $1 and b.pole_id = $2`,
      [instalmentId, accountOf, key(), preparer.userId],
    );
  const refused = { code: '23514', constraint: 'payment_orders_conditions_met' };
  for (const signatures of [0, 1] as const) {
    const { first, dossier } = await payable(round, signatures);
    await expect(orders().prepare(preparer, first, key(), at)).rejects.toMatchObject({ kind: 'rule-violated', code: 'instalment.agreement-not-signed' });
    expect(await round.events('instalment', first)).toEqual(['payment-order.refused']);
    expect((await instalments().one(preparer, first)).blockedBy).toEqual(signatures === 0 ? ['pole-signature', 'authority-signature'] : ['authority-signature']);
    await expect(raw(first, dossier.poleId)).rejects.toMatchObject(refused);
  }
  const { second, dossier } = await payable(round);
  await expect(orders().prepare(preparer, second, key(), at)).rejects.toMatchObject({ kind: 'rule-violated', code: 'instalment.report-not-accepted' });
  const unsigned = await payable(round, 1);
  await expect(round.module.get(AgreementService).acceptReport(officer, unsigned.second, at)).rejects.toMatchObject({ kind: 'rule-violated', code: 'instalment.agreement-not-signed' });
  await expect(round.module.get(AgreementService).acceptReport(dossier.applicant, second, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'instalment.accept-report-not-yours' });
  await expect(raw(second, dossier.poleId)).rejects.toMatchObject(refused);
  await round.module.get(AgreementService).acceptReport(officer, second, new Date('2024-10-01T08:00:00Z'));
  expect(await instalments().one(preparer, second)).toMatchObject({ state: 'due', dueOn: '2024-11-30', actions: ['prepare'] });
  await orders().prepare(preparer, second, key(), at);
  expect(await round.events('instalment', second)).toEqual(['payment-order.refused', 'instalment.report-accepted']);

  const without = await payable(round, 2, false);
  expect((await instalments().one(preparer, without.first)).blockedBy).toEqual(['account-declaration']);
  await round.module.get(BankAccountService).declare(without.dossier.applicant, { poleId: without.dossier.poleId, iban: fictitiousIban(900_001), bic: null, holder: 'Pôle fictif' }, at);
  expect((await instalments().list(preparer, { agreementId: without.agreementId, limit: 10 })).items.map(({ blockedBy }) => blockedBy)).toContainEqual(['account-verification']);
  await expect(orders().prepare(preparer, without.first, key(), at)).rejects.toMatchObject({ kind: 'rule-violated', code: 'bank-account.none-verified' });
  await expect(raw(without.first, dossier.poleId)).rejects.toMatchObject(refused);
});

it('wants three different people, in the service and in SQL', async () => {
  const all = await person(round.app, everything);
  const other = await person(round.app, everything);
  const { first } = await payable(round);
  const id = await orders().prepare(all, first, key(), at);
  await expect(orders().approve(all, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'payment-order.needs-another-person' });
  const step = (name: string, who: Actor) => round.app.query(`insert into order_steps (order_id, step, person_id, at) values ($1, $2, $3, now())`, [id, name, who.userId]);
  const move = (state: string) => round.app.query(`update payment_orders set state = $2 where id = $1`, [id, state]);
  await expect(step('approve', all)).rejects.toMatchObject({ code: '23505', constraint: 'order_steps_different_people' });
  for (const state of ['approved', 'executed']) await expect(move(state)).rejects.toMatchObject({ code: '23514', constraint: 'payment_orders_steps_done' });
  await orders().approve(other, id, at);
  for (const who of [all, other]) {
    await expect(orders().execute(who, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'payment-order.needs-another-person' });
    await expect(step('execute', who)).rejects.toMatchObject({ constraint: 'order_steps_different_people' });
  }
  await expect(move('executed')).rejects.toMatchObject({ constraint: 'payment_orders_steps_done' });
  await expect(move('prepared')).rejects.toMatchObject({ constraint: 'payment_orders_steps_done' });
  for (const text of [`update order_steps set person_id = $2 where order_id = $1`, `delete from order_steps where order_id = $1 and person_id <> $2`, `update payment_orders set amount_cents = 1 where id = $1 and prepared_by <> $2`]) {
    await expect(round.app.query(text, [id, other.userId])).rejects.toMatchObject({ code: '42501' });
  }
  const notYours = [orders().approve(round.people.preparer, id, at), orders().execute(round.people.approver, id, at), orders().cancel(round.people.executor, id, at)];
  for (const attempt of notYours) await expect(attempt).rejects.toMatchObject({ kind: 'forbidden' });
  const absent = { kind: 'not-found', code: 'payment-order.not-found' };
  for (const actor of [round.people.reviewer, round.people.chair]) await expect(orders().approve(actor, id, at)).rejects.toMatchObject(absent);
  await expect(orders().approve(all, randomUUID(), at)).rejects.toMatchObject(absent);
});

it('gives the same order for the same key, and a conflict for any other use of it', async () => {
  const { preparer } = round.people;
  const [one, two] = [await payable(round), await payable(round)];
  const used = key();
  const id = await orders().prepare(preparer, one.first, used, at);
  expect(await orders().prepare(preparer, one.first, used, at)).toBe(id);
  await expect(orders().prepare(preparer, two.first, used, at)).rejects.toMatchObject({ kind: 'conflict', code: 'payment-order.key-reused' });
  const other = await person(round.app, preparer.grants);
  await expect(orders().prepare(other, one.first, used, at)).rejects.toMatchObject({ kind: 'conflict', code: 'payment-order.key-reused' });
  await expect(orders().prepare(preparer, one.first, key(), at)).rejects.toMatchObject({ kind: 'conflict', code: 'instalment.already-ordered' });
  for (const bad of ['', 'short', 'with blank in it', 'x'.repeat(201)]) await expect(orders().prepare(preparer, two.first, bad, at)).rejects.toMatchObject({ code: 'payment-order.key-malformed' });
  expect(await round.events('payment-order', id)).toEqual(['payment-order.prepared']);
});

it('makes one order of fifty at once, with one key or with fifty', async () => {
  const { preparer } = round.people;
  const [one, two] = [await payable(round), await payable(round)];
  const used = key();
  await round.warm();
  const same = await Promise.all(Array.from({ length: 50 }, () => orders().prepare(preparer, one.first, used, at)));
  expect(new Set(same).size).toBe(1);
  const different = await Promise.allSettled(Array.from({ length: 50 }, () => orders().prepare(preparer, two.first, key(), at)));
  expect(different.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const codes = different.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []));
  expect(new Set(codes)).toEqual(new Set(['instalment.already-ordered']));
  const reused = key();
  const [three, four] = [await payable(round), await payable(round)];
  const raced = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => orders().prepare(preparer, index % 2 === 0 ? three.first : four.first, reused, at)));
  expect(new Set(raced.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))).size).toBe(1);
  expect(new Set(raced.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [])))).toEqual(new Set(['payment-order.key-reused']));
  const raw = round.app.query(
    `insert into payment_orders (instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at)
     select instalment_id, amount_cents, bank_account_id, $2, prepared_by, prepared_at from payment_orders where instalment_id = $1`,
    [one.first, key()],
  );
  await expect(raw).rejects.toMatchObject({ code: '23505', constraint: 'payment_orders_one_per_instalment' });
  const { rows } = await round.app.query<{ count: string }>(`select count(*) from payment_orders where instalment_id = any($1)`, [[one.first, two.first, three.first, four.first]]);
  expect(rows[0]!.count).toBe('3');
}, 60_000);

it('pays once when two executors press at once', async () => {
  const { preparer, approver, executor } = round.people;
  const other = await person(round.app, executor.grants);
  const { first } = await payable(round);
  const id = await orders().prepare(preparer, first, key(), at);
  await orders().approve(approver, id, at);
  const paid = (await cp('2023')).paid;
  await round.warm();
  const outcomes = await Promise.allSettled([orders().execute(executor, id, at), orders().execute(other, id, at)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await cp('2023')).paid - paid).toBe(6_000_000);
});

it('is given up before its execution, its money planned again and its instalment free', async () => {
  const { preparer, approver } = round.people;
  const { first, dossier } = await payable(round);
  const before = await cp('2023');
  const id = await orders().prepare(preparer, first, key(), at);
  await orders().approve(approver, id, at);
  await verifiedAccount(round, dossier);
  await orders().cancel(approver, id, at);
  expect(await cp('2023')).toEqual(before);
  const again = await orders().prepare(preparer, first, key(), at);
  await orders().cancel(approver, again, at);
  expect((await views().list(approver, { instalmentId: first, limit: 10 })).items.map((row) => row.state)).toEqual(['cancelled', 'cancelled']);
  expect(await instalments().one(preparer, first)).toMatchObject({ state: 'due', orderId: null });
});

it('lists instalments by day and state, as the domain names it, and orders for the operator only', async () => {
  const { auditor, preparer } = round.people;
  const seen: { id: string; dueOn: string | null; state: string }[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await instalments().list(auditor, { limit: 7, ...(after === undefined ? {} : { after }) });
    seen.push(...items);
    after = next ?? undefined;
  } while (after !== undefined);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  const days = seen.map(({ dueOn }) => dueOn ?? '9999');
  expect(days).toEqual([...days].sort());
  const states = ['awaiting-signature', 'awaiting-report', 'due', 'ordered', 'paid'] as const;
  expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(states));
  for (const state of states) {
    const filtered = (await instalments().list(auditor, { state, limit: 100 })).items;
    expect(filtered.map(({ id }) => id).sort()).toEqual(seen.filter((row) => row.state === state).map(({ id }) => id).sort());
  }
  expect((await instalments().list(auditor, { dueBy: '2023-12-15', limit: 100 })).items).toEqual([]);
  const { dossier } = await payable(round);
  expect((await instalments().list(dossier.applicant, { limit: 100 })).items).toHaveLength(2);
  expect((await views().list(dossier.applicant, { limit: 100 })).items).toEqual([]);
  const page = await views().list(preparer, { limit: 2 });
  expect(page.items).toHaveLength(2);
  expect((await views().list(preparer, { limit: 2, after: page.next! })).items.map(({ id }) => id)).not.toEqual(page.items.map(({ id }) => id));
});
